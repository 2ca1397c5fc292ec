"""The staffing gap of units as at a day: quota, present, vacant, secondments, who leaves within a year."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from django.db.models import OuterRef, Subquery

from staff.enums import Engagement, PostingKind
from staff.models import Posting, UnitQuota
from staff.rules.leaving import LeavingCause
from staff.selectors.leaving import SERVICE, leaving_cause, records_running_out
from staff.selectors.tree import Node, load_tree

_COUNTED: Final = {
    LeavingCause.RETIREMENT: "retiring",
    LeavingCause.KNOWN_END: "ending",
    LeavingCause.TERM: "terms_ending",
    LeavingCause.CONTRACT: "contracts_ending",
}
_TOTAL: Final = 0  # no unit has this key; it stands for all the units asked for, taken together


@dataclass(frozen=True, kw_only=True)
class Figures:
    """People and seats of a set of units on one day.

    `leaving_12_months` are the present who leave the service: `retiring` and `ending` (a known end)
    together. `terms_ending` are further people present, `contracts_ending` contract staff, who are not.
    """

    quota: int | None
    present: int
    seconded_in: int
    seconded_out: int
    leaving_12_months: int
    retiring: int = 0
    ending: int = 0
    terms_ending: int = 0
    contracts_ending: int = 0

    @property
    def vacant(self) -> int | None:
        """Quota less present, negative where there are too many; None without a quota."""
        return None if self.quota is None else self.quota - self.present

    @property
    def gap(self) -> int | None:
        """Present less quota, as the screens say it: short, at quota, over."""
        return None if self.quota is None else self.present - self.quota

    @property
    def leaving_or_term(self) -> int:
        """Civil servants who leave or whose term ends, each once; contract staff stand apart."""
        return self.leaving_12_months + self.terms_ending


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
class _Loan:
    """A secondment: where to, and where from if the home is one of ours."""

    seat_id: int
    home_id: int | None


@dataclass(frozen=True)
class _Facts:
    """What the day gives: by unit id, how many of what; loans one by one, for they may cross a border."""

    quotas: dict[int, int]
    counts: dict[str, Counter[int]]
    loans: list[_Loan]


_Spans = Callable[[int], frozenset[int]]


class _Tally:
    """Counters by unit; `spans` says which units a place counts for."""

    def __init__(self, facts: _Facts, spans: _Spans) -> None:
        self._quota = _spread(facts.quotas, spans)
        self._counts = {name: _spread(counts, spans) for name, counts in facts.counts.items()}
        came, went = self._counts["seconded_in"], self._counts["seconded_out"]
        for loan in facts.loans:
            seat = spans(loan.seat_id)
            home = spans(loan.home_id) if loan.home_id is not None else frozenset()
            # What counts is the border: within the same subtree nobody came and nobody went.
            came.update(seat - home)
            went.update(home - seat)

    def figures(self, key: int) -> dict[str, int | None]:
        """What was counted for a unit; a quota nobody gave is not known rather than 0."""
        counts: dict[str, int | None] = {name: counter[key] for name, counter in self._counts.items()}
        return counts | {"quota": self._quota.get(key)}


def _spread(counts: Mapping[int, int], spans: _Spans) -> Counter[int]:
    """Unit by unit rather than person by person: a board has far fewer units than people."""
    spread: Counter[int] = Counter()
    for unit_id, number in counts.items():
        for key in spans(unit_id):
            spread[key] += number
    return spread


def staffing(at: date, units: Collection[int] | None) -> list[StaffingRow]:
    """One row for each unit of the subtrees open on the day, by code; None stands for all units."""
    return sorted(staffing_board(at, units).rows, key=lambda row: row.code)


def staffing_board(
    at: date, units: Collection[int] | None, causes: Collection[LeavingCause] = SERVICE
) -> Board:
    """The same rows in the order of the tree with their total, in four queries.

    `causes` may add terms and labour contracts that run out: one query more for each.
    """
    tree = load_tree()
    shown = tree.open_below(units, at)
    asked = tree.below(units)
    facts = _facts(at, asked, {node.id for node in shown}, causes)
    total = frozenset((_TOTAL,))
    whole = _Tally(facts, lambda unit_id: tree.above(unit_id) | (total if unit_id in asked else frozenset()))
    own = _Tally(facts, lambda unit_id: frozenset((unit_id,)))
    parents = {node.parent_id for node in shown}
    rows = [
        _row(node, depth, whole, own, has_units_below=node.id in parents)
        for node, depth in tree.in_tree_order(shown)
    ]
    return Board(rows, _figures(whole, _TOTAL))


def _row(node: Node, depth: int, whole: _Tally, own: _Tally, *, has_units_below: bool) -> StaffingRow:
    counted: dict[str, Any] = whole.figures(node.id)
    return StaffingRow(
        **counted,
        unit_id=node.id,
        code=node.code,
        name=node.name,
        depth=depth,
        own=_figures(own, node.id),
        has_units_below=has_units_below,
    )


def _figures(tally: _Tally, key: int) -> Figures:
    counted: dict[str, Any] = tally.figures(key)
    return Figures(**counted)


def _facts(at: date, asked: frozenset[int], open_ids: set[int], causes: Collection[LeavingCause]) -> _Facts:
    """Three queries, whatever the number of units and people. A closed unit has no quota."""
    quotas = UnitQuota.objects.at(at).filter(unit_id__in=open_ids).order_by()
    seats: Counter[int] = Counter()
    for unit_id, number in quotas.values_list("unit_id", "seats"):
        seats[unit_id] += number
    return _Facts(quotas=seats, counts=_people(at, asked, causes), loans=_loans(at))


def _people(at: date, asked: frozenset[int], causes: Collection[LeavingCause]) -> dict[str, Counter[int]]:
    homes = Posting.objects.primary().civil_servants().at(at).filter(unit_id__in=asked).order_by("start")
    rows = homes.annotate(cause=leaving_cause(at)).values_list("officer_id", "unit_id", "cause")
    # By officer: each person counts once even where two home postings overlap by mistake.
    people = {officer_id: (unit_id, cause) for officer_id, unit_id, cause in rows}
    counts: dict[str, Counter[int]] = {f.name: Counter() for f in fields(Figures) if f.name != "quota"}
    counts["present"].update(unit_id for unit_id, _cause in people.values())
    leaving = [(unit_id, cause) for unit_id, cause in people.values() if cause]
    running_out = [
        (leaver.unit_id, leaver.leaving.cause)
        for leaver in records_running_out(at, asked, causes)
        if not people.get(leaver.officer_id, (0, ""))[1]
    ]
    for unit_id, cause in (*leaving, *running_out):
        counts[_COUNTED[LeavingCause(cause)]][unit_id] += 1
    counts["leaving_12_months"] = counts["retiring"] + counts["ending"]
    return counts


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
