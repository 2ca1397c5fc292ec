"""The staffing gap of units as at a day: quota, present, vacant, secondments, who leaves within a year."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from django.db.models import OuterRef, Subquery

from staff.enums import Engagement, PostingKind
from staff.models import Posting, UnitQuota
from staff.rules.leaving import leaving_within_year
from staff.selectors.tree import Node, load_tree

_TOTAL: Final = 0  # no unit has this key; it stands for all the units asked for, taken together


@dataclass(frozen=True, kw_only=True)
class Figures:
    """People and seats of a set of units on one day."""

    quota: int | None
    present: int
    seconded_in: int
    seconded_out: int
    leaving_12_months: int

    @property
    def vacant(self) -> int | None:
        """Quota less present, negative where there are too many; None without a quota."""
        return None if self.quota is None else self.quota - self.present

    @property
    def gap(self) -> int | None:
        """Present less quota, as the screens say it: short, at quota, over."""
        return None if self.quota is None else self.present - self.quota


@dataclass(frozen=True, kw_only=True)
class StaffingRow(Figures):
    """One unit: the figures of its subtree, and its own without the units below."""

    unit_id: int
    code: str
    name: str
    depth: int
    own: Figures
    has_units_below: bool


@dataclass(frozen=True)
class Board:
    """The rows as one reads the tree, and all of them taken together."""

    rows: list[StaffingRow]
    total: Figures


@dataclass(frozen=True)
class _Person:
    unit_id: int
    leaves: bool


@dataclass(frozen=True)
class _Loan:
    """A secondment: where to, and where from if the home is one of ours."""

    seat_id: int
    home_id: int | None


@dataclass(frozen=True)
class _Facts:
    quotas: list[tuple[int, int]]
    people: list[_Person]
    loans: list[_Loan]


_Spans = Callable[[int], frozenset[int]]


class _Tally:
    """Counters by unit; `spans` says which units a place counts for."""

    def __init__(self, facts: _Facts, spans: _Spans) -> None:
        self._quota: Counter[int] = Counter()
        self._counts: dict[str, Counter[int]] = {
            f.name: Counter() for f in fields(Figures) if f.name != "quota"
        }
        for unit_id, seats in facts.quotas:
            self._quota.update(dict.fromkeys(spans(unit_id), seats))
        for person in facts.people:
            self._counts["present"].update(spans(person.unit_id))
            if person.leaves:
                self._counts["leaving_12_months"].update(spans(person.unit_id))
        for loan in facts.loans:
            seat = spans(loan.seat_id)
            home = spans(loan.home_id) if loan.home_id is not None else frozenset()
            # What counts is the border: within the same subtree nobody came and nobody went.
            self._counts["seconded_in"].update(seat - home)
            self._counts["seconded_out"].update(home - seat)

    def figures(self, key: int) -> Figures:
        """What was counted for a unit; a quota nobody gave is not known rather than 0."""
        counts = {name: counter[key] for name, counter in self._counts.items()}
        return Figures(quota=self._quota.get(key), **counts)


def staffing(at: date, units: Collection[int] | None) -> list[StaffingRow]:
    """One row for each unit of the subtrees open on the day, by code; None stands for all units."""
    return sorted(staffing_board(at, units).rows, key=lambda row: row.code)


def staffing_board(at: date, units: Collection[int] | None) -> Board:
    """The same rows in the order of the tree with their total, in four queries."""
    tree = load_tree()
    shown = tree.open_below(units, at)
    asked = tree.below(units)
    facts = _facts(at, asked, {node.id for node in shown})
    total = frozenset((_TOTAL,))
    whole = _Tally(facts, lambda unit_id: tree.above(unit_id) | (total if unit_id in asked else frozenset()))
    own = _Tally(facts, lambda unit_id: frozenset((unit_id,)))
    parents = {node.parent_id for node in shown}
    rows = [
        _row(node, depth, whole, own, has_units_below=node.id in parents)
        for node, depth in tree.in_tree_order(shown)
    ]
    return Board(rows, whole.figures(_TOTAL))


def _row(node: Node, depth: int, whole: _Tally, own: _Tally, *, has_units_below: bool) -> StaffingRow:
    figures = whole.figures(node.id)
    return StaffingRow(
        **{f.name: getattr(figures, f.name) for f in fields(Figures)},
        unit_id=node.id,
        code=node.code,
        name=node.name,
        depth=depth,
        own=own.figures(node.id),
        has_units_below=has_units_below,
    )


def _facts(at: date, asked: frozenset[int], open_ids: set[int]) -> _Facts:
    """Three queries, whatever the number of units and people. A closed unit has no quota."""
    quotas = UnitQuota.objects.at(at).filter(unit_id__in=open_ids).order_by()
    return _Facts(
        quotas=list(quotas.values_list("unit_id", "seats")),
        people=_people(at, asked),
        loans=_loans(at),
    )


def _people(at: date, asked: frozenset[int]) -> list[_Person]:
    homes = Posting.objects.primary().civil_servants().at(at).filter(unit_id__in=asked).order_by("start")
    rows = homes.values_list(
        "officer_id", "unit_id", "officer__birth_date", "officer__sex", "officer__service_end"
    )
    # By officer: each person counts once even where two home postings overlap by mistake.
    return list(
        {
            officer_id: _Person(unit_id, leaving_within_year(birth, sex, end, at) is not None)
            for officer_id, unit_id, birth, sex, end in rows
        }.values()
    )


def _loans(at: date) -> list[_Loan]:
    home = Posting.objects.primary().at(at).filter(officer=OuterRef("officer")).order_by("-start")
    loans = (
        Posting.objects.at(at)
        .filter(kind=PostingKind.SECONDMENT)
        .annotate(
            home_id=Subquery(home.values("unit_id")[:1]),
            home_engagement=Subquery(home.values("engagement")[:1]),
        )
        .order_by()
    )
    rows = loans.values_list("unit_id", "home_id", "home_engagement", "engagement")
    return [
        _Loan(seat_id, home_id)
        for seat_id, home_id, engagement, own in rows
        if (engagement or own) == Engagement.CIVIL_SERVANT
    ]
