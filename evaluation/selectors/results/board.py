"""The board of a unit: its sums, the units right below with their ranks, against targets and last year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from evaluation.enums import Measure
from evaluation.rules.periods import StatMonth
from evaluation.rules.result_text import GivenTarget
from evaluation.rules.results import Totals, exact_points, over_target, per_head, ranks
from evaluation.selectors.results.scope import ResultScope
from evaluation.selectors.results.targets import TargetsInForce, targets_on
from evaluation.selectors.results.totals import MonthSums, month_sums


@dataclass(frozen=True)
class Rank:
    """A place among the units beside it that are in reach; equal rates share a place."""

    place: int
    of: int


@dataclass(frozen=True)
class Side:
    """Việc or tiền of a unit, or of an officer: this period, the same period last year (None: not known)."""

    measure: Measure
    now: Totals
    before: Totals | None
    target: GivenTarget | None
    officers: int = 1
    rank: Rank | None = None

    @property
    def is_money(self) -> bool:
        """Whether the columns are đồng."""
        return self.measure == Measure.MONEY

    @property
    def over(self) -> Fraction | None:
        """R1 above the target in points; None without a target or a rate."""
        return over_target(self.now.resolved_rate, self.target.percent) if self.target else None

    @property
    def gained(self) -> Fraction | None:
        """R1 against the same period last year, in points."""
        return exact_points(self.before.resolved_rate if self.before else None, self.now.resolved_rate)

    @property
    def each(self) -> Fraction | None:
        """To enforce (C7) for each enforcement officer with figures."""
        return per_head(self.now.figures.to_enforce, self.officers)


@dataclass(frozen=True)
class UnitLine:
    """A unit with everything below it, or a unit itself (`itself`), in a month."""

    unit_id: int
    code: str
    name: str
    officers: int
    cases: Side | None
    money: Side | None
    itself: bool = False
    leads_on: bool = False

    @property
    def sides(self) -> list[Side]:
        """What there is of việc and tiền."""
        return [side for side in (self.cases, self.money) if side is not None]


@dataclass(frozen=True)
class Board:
    """The chosen unit (or the asker's own rows) and the lines below it.

    `silent`: units below without figures this month; `unmatched`: those whose last year is not known although
    that of others is, so that the comparison of the sum is not like for like.
    """

    month: StatMonth
    last_year: StatMonth
    top: UnitLine
    lines: list[UnitLine]
    silent: list[str]
    unmatched: list[str]
    merged: list[str]

    @property
    def compares(self) -> bool:
        """Whether anything of last year is known."""
        return any(side.before is not None for side in self.top.sides)


def result_board(scope: ResultScope, month: StatMonth) -> Board:
    """Sums of the unit and of the units right below it; six queries whatever their number."""
    last_year = StatMonth(month.year - 1, month.months)
    chosen = scope.chosen()
    before_ids = scope.with_predecessors(chosen)
    now, before = month_sums(scope, month, chosen), month_sums(scope, last_year, before_ids)
    reader = _Reader(scope, now, before, _targets(scope, month, now))
    if scope.unit is None:
        return Board(month, last_year, reader.own(), [], [], [], [])
    children = [reader.line(node.id, node.code, node.name) for node in scope.children()]
    lines = [line for line in children if line.sides]
    itself = reader.line(scope.unit.id, scope.unit.code, scope.unit.name, itself=True)
    shown = _ranked(lines) + ([itself] if lines and itself.sides else [])
    top = reader.line(scope.unit.id, scope.unit.code, scope.unit.name)
    unmatched = [line.name for line in shown if not any(side.before for side in line.sides)]
    return Board(
        month=month,
        last_year=last_year,
        top=top,
        lines=shown,
        silent=[
            node.name
            for node, line in zip(scope.children(), children, strict=True)
            if not line.sides and node.open_on(month.last_day)
        ],
        unmatched=unmatched if any(side.before for side in top.sides) else [],
        merged=sorted(scope.tree.nodes[i].name for i in (before_ids - chosen) & before.units()),
    )


class _Reader:
    """Makes lines of the sums."""

    def __init__(
        self, scope: ResultScope, now: MonthSums, before: MonthSums, targets: TargetsInForce
    ) -> None:
        self._scope, self._now, self._before, self._targets = scope, now, before, targets

    def line(self, unit_id: int, code: str, name: str, *, itself: bool = False) -> UnitLine:
        """A unit with everything below it, or itself alone."""
        units = frozenset([unit_id]) if itself else self._scope.subtree(unit_id)
        earlier = self._scope.with_predecessors(units)
        officers = self._now.officers(units)
        cases, money = (
            self._side(m, units, earlier, self._targets.of_unit(unit_id, m), officers) for m in Measure
        )
        leads_on = not itself and len(units) > 1
        return UnitLine(unit_id, code, name, officers, cases, money, itself=itself, leads_on=leads_on)

    def own(self) -> UnitLine:
        """The asker's own rows, whatever unit they were made in."""
        units, earlier = self._now.units(), self._before.units()
        officers = self._now.officers(units)
        cases, money = (self._side(m, units, earlier, self._own_target(m), officers) for m in Measure)
        return UnitLine(0, "", "", officers, cases, money)

    def _own_target(self, measure: Measure) -> GivenTarget | None:
        people = [(person, unit) for unit, found in self._now.people.items() for person in found]
        return self._targets.of_officer(*people[0], measure) if people else None

    def _side(
        self,
        measure: Measure,
        units: frozenset[int],
        earlier: frozenset[int],
        target: GivenTarget | None,
        officers: int,
    ) -> Side | None:
        now = self._now.of(units, measure)
        return Side(measure, now, self._before.of(earlier, measure), target, officers) if now else None


def _targets(scope: ResultScope, month: StatMonth, now: MonthSums) -> TargetsInForce:
    units = scope.chosen() or now.units()
    return targets_on(scope.asker, scope.tree, year=month.year, day=month.last_day, unit_ids=units)


def _ranked(lines: Sequence[UnitLine]) -> list[UnitLine]:
    """Each line with its places; a single unit has none."""
    if len(lines) < 2:
        return list(lines)
    cases = _places([line.cases for line in lines])
    money = _places([line.money for line in lines])
    return [
        replace(line, cases=case, money=amount)
        for line, case, amount in zip(lines, cases, money, strict=True)
    ]


def _places(sides: Sequence[Side | None]) -> list[Side | None]:
    values = [side.now.resolved_rate.value if side else None for side in sides]
    ranked = sum(value is not None for value in values)
    return [
        replace(side, rank=Rank(place, ranked)) if side and place else side
        for side, place in zip(sides, ranks(values), strict=True)
    ]
