"""Special kinds of case and reasons for ending by unit, each with its share."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.db.models import Sum

from evaluation.enums import Ending, Measure, SpecialKind
from evaluation.models import EndingFigure, SpecialFigure
from evaluation.rules.caseload import Rate
from evaluation.rules.periods import StatMonth
from evaluation.selectors.results.scope import ResultScope
from evaluation.selectors.results.totals import MonthSums, month_sums
from staff.access import held_reach, rows_for

SPECIAL_COLUMNS: Final = ("to_enforce", "executable", "resolved", "carried_forward")
APART: Final = Ending.RETURNED
"""How a case returned to its applicant counts (C9, C10 or neither) is open in law, so it stands apart."""
REASONS: Final = tuple(ending for ending in Ending if ending != APART)


@dataclass(frozen=True)
class KindFigures:
    """One special kind in one measure: C7, C8, C12, C17, and C7 of all cases of the unit (None: not known)."""

    kind: SpecialKind
    measure: Measure
    to_enforce: int
    executable: int
    resolved: int
    carried_forward: int
    whole: int | None

    @property
    def rate(self) -> Rate:
        """R1 of the kind."""
        value = Fraction(self.resolved, self.executable) if self.executable else None
        return Rate(value, self.resolved, self.executable)


@dataclass(frozen=True)
class SpecialLine:
    """A unit with everything below it: each special kind, each reason for ending (None: nothing reported)."""

    code: str
    name: str
    kinds: dict[tuple[SpecialKind, Measure], KindFigures]
    endings: dict[tuple[Ending, Measure], int]

    def ended(self, measure: Measure) -> int:
        """All endings of a measure but those that stand apart."""
        return sum(
            amount for (ending, what), amount in self.endings.items() if what == measure and ending != APART
        )

    @property
    def empty(self) -> bool:
        """Whether the unit reported nothing of the kind."""
        return not self.kinds and not self.endings


@dataclass(frozen=True)
class SpecialBoard:
    """The chosen unit, the units right below, and the unit itself where it has figures of its own."""

    top: SpecialLine
    lines: list[SpecialLine]


def sees_special(scope: ResultScope) -> bool:
    """Whether the asker may see any special kind or reason for ending; they are kept by unit, not by officer."""
    return bool(held_reach(scope.asker, SpecialFigure, "view").unit_ids) or (
        held_reach(scope.asker, SpecialFigure, "view").everything
    )


def special_board(scope: ResultScope, month: StatMonth, sums: MonthSums | None = None) -> SpecialBoard | None:
    """Three to five queries whatever the number of units; None without a unit."""
    if scope.unit is None:
        return None
    chosen = scope.chosen()
    reader = _Reader(
        _read(scope, SpecialFigure, month, chosen, ("unit_id", "kind", "measure"), SPECIAL_COLUMNS),
        _read(scope, EndingFigure, month, chosen, ("unit_id", "ending", "measure"), ("amount",)),
        sums or month_sums(scope, month, chosen),
    )
    lines = [reader.line(node.code, node.name, scope.subtree(node.id)) for node in scope.children()]
    shown = [line for line in lines if not line.empty]
    itself = reader.line(scope.unit.code, scope.unit.name, frozenset([scope.unit.id]))
    top = reader.line(scope.unit.code, scope.unit.name, chosen)
    return SpecialBoard(top, shown + ([itself] if shown and not itself.empty else []))


_Rows = list[tuple[int, str, str, tuple[int, ...]]]


def _read(
    scope: ResultScope,
    model: Any,
    month: StatMonth,
    unit_ids: Collection[int],
    keys: tuple[str, ...],
    columns: tuple[str, ...],
) -> _Rows:
    """Sums behind the gate by the keys; one query."""
    rows = rows_for(scope.asker, model, "view").order_by()
    rows = rows.filter(year=month.year, months=month.months, unit_id__in=sorted(unit_ids))
    found = rows.values(*keys).annotate(**{f"sum_{name}": Sum(name) for name in columns})
    return [
        (row[keys[0]], row[keys[1]], row[keys[2]], tuple(row[f"sum_{name}"] for name in columns))
        for row in found
    ]


class _Reader:
    """Makes lines of what was read."""

    def __init__(self, kinds: _Rows, endings: _Rows, sums: MonthSums) -> None:
        self._kinds, self._endings, self._sums = kinds, endings, sums

    def line(self, code: str, name: str, units: frozenset[int]) -> SpecialLine:
        kinds = {
            (SpecialKind(kind), Measure(measure)): self._kind(kind, measure, values, units)
            for (kind, measure), values in _added(self._kinds, units).items()
        }
        endings = {
            (Ending(ending), Measure(measure)): values[0]
            for (ending, measure), values in _added(self._endings, units).items()
        }
        return SpecialLine(code, name, kinds, endings)

    def _kind(self, kind: str, measure: str, values: tuple[int, ...], units: frozenset[int]) -> KindFigures:
        to_enforce, executable, resolved, carried_forward = values
        return KindFigures(
            SpecialKind(kind),
            Measure(measure),
            to_enforce,
            executable,
            resolved,
            carried_forward,
            self._whole(units, Measure(measure)),
        )

    def _whole(self, units: frozenset[int], measure: Measure) -> int | None:
        found = self._sums.of(units, measure)
        return found.figures.to_enforce if found else None


def _added(
    rows: Iterable[tuple[int, str, str, tuple[int, ...]]], units: frozenset[int]
) -> dict[tuple[str, str], tuple[int, ...]]:
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for unit_id, key, measure, values in rows:
        if unit_id in units:
            earlier = found.get((key, measure), (0,) * len(values))
            found[key, measure] = tuple(a + b for a, b in zip(earlier, values, strict=True))
    return found
