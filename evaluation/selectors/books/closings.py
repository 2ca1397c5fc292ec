"""Which books are closed, and where each unit stands for a statistical month (TT 05/2024, art. 8.1)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from evaluation.models import BookClosing, CaseloadFigure
from evaluation.rules.books import BookState, book_state, closing_deadline, is_urgent
from evaluation.rules.periods import StatMonth
from evaluation.selectors.caseload import months_in_reach
from staff.access import reach_for, rows_for
from staff.access.gate import Asker
from staff.enums import RankFamily, UnitKind
from staff.models import Posting, RankHolding
from staff.reach import Reach
from staff.selectors.tree import Node, Tree, load_tree

_PROVINCIAL = frozenset({UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT})
_NATIONAL = frozenset({UnitKind.MANAGEMENT_DEPARTMENT, UnitKind.GENERAL_DEPARTMENT})
# Of months long past nobody is reminded: they came in for comparison.
_REMEMBERED = timedelta(days=400)


@dataclass(frozen=True)
class Closed:
    """The closings of one month; a closing covers the unit and everything below it."""

    tree: Tree
    by_unit: Mapping[int, BookClosing]

    def of(self, unit_id: int) -> BookClosing | None:
        """The first closing that covers a unit, None while its books are open."""
        found = [self.by_unit[above] for above in self.tree.above(unit_id) if above in self.by_unit]
        return min(found, key=lambda closing: closing.closed_at, default=None)


@dataclass
class BookLine:
    """One unit with everything below it in one month."""

    node: Node
    depth: int
    month: StatMonth
    deadline: date
    state: BookState
    # Officers with figures; who had figures in the nearest earlier month and has none now; enforcement
    # officers (chấp hành viên) at home there without figures.
    officers: int
    missing: list[str] = field(default_factory=list)
    silent: int = 0
    closing: BookClosing | None = None
    may_close: bool = False


@dataclass
class _Standing:
    """Figures of one month by unit."""

    have: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    had: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    enforcers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def closed_in(month: StatMonth, tree: Tree | None = None) -> Closed:
    """Every closing of a month; two queries, one where the tree is at hand."""
    rows = BookClosing.objects.filter(year=month.year, months=month.months).select_related("unit")
    found = cast("Iterable[BookClosing]", rows.select_related("closed_by"))
    return Closed(tree or load_tree(), {row.unit_id: row for row in found})


def deadline_for(kind: str, month: StatMonth) -> date:
    """The last day to close a month; a setting, the levels above the officer are not settled since 01/07/2025."""
    level = "province" if kind in _PROVINCIAL | _NATIONAL else "unit"
    return closing_deadline(month.last_day, settings.BOOKS_CLOSE_WORKING_DAYS[level])


def book_months(user: Asker, today: date) -> list[StatMonth]:
    """Months with figures in reach and the last one that ended, newest first."""
    return sorted({*months_in_reach(user), last_ended(today)}, reverse=True)


def last_ended(today: date) -> StatMonth:
    """The newest statistical month that is over."""
    day = today.replace(day=1) - timedelta(days=1)
    months = (day.month - 10) % 12 + 1
    return StatMonth(day.year + (1 if day.month >= 10 else 0), months)


def book_lines(user: Asker, month: StatMonth, today: date) -> list[BookLine]:
    """Units in reach that report caseload, in the order of the tree, with where their books stand.

    Six queries whatever the number of units.
    """
    tree = load_tree()
    reach = reach_for(user, BookClosing, "view")
    seen = frozenset(tree.nodes) if reach.everything else reach.unit_ids
    standing = _standing(rows_for(user, CaseloadFigure, "view"), month, seen)
    reporting = {*standing.have, *standing.had, *standing.enforcers}
    above = {unit_id for leaf in reporting if leaf in tree.nodes for unit_id in tree.above(leaf)}
    nodes = [tree.nodes[unit_id] for unit_id in above & seen if tree.nodes[unit_id].open_on(month.last_day)]
    closing = reach_for(user, BookClosing, "add")
    may_add = user.has_perm("evaluation.add_bookclosing")
    closed = closed_in(month, tree)
    lines = [
        _line(tree, node, depth, month, standing, closed, today) for node, depth in tree.in_tree_order(nodes)
    ]
    for line in lines:
        closable = line.state in (BookState.OPEN, BookState.OVERDUE)
        line.may_close = closable and may_add and (closing.everything or line.node.id in closing.unit_ids)
    return lines


def urgent_lines(reach: Reach, today: date) -> list[BookLine]:
    """Units in a reach whose books have figures and are past their deadline, or due within one day.

    The topmost units only: closing them closes what lies below. Newest month first.
    """
    tree = load_tree()
    units = frozenset(tree.nodes) if reach.everything else reach.unit_ids
    rows = CaseloadFigure.objects.filter(unit_id__in=units)
    found: list[BookLine] = []
    for month in open_months(rows, today):
        if today - month.last_day < _REMEMBERED:
            found += _urgent(tree, month, units, rows, today)
    return found


def open_months(rows: QuerySet[Any], today: date) -> list[StatMonth]:
    """Months with figures that are over, newest first."""
    pairs = rows.order_by("-year", "-months").values_list("year", "months").distinct()
    return [month for month in (StatMonth(*pair) for pair in pairs) if month.end <= today]


def overdue_units(month: StatMonth, today: date) -> list[int]:
    """Units with figures whose deadline is past and whose books are open, the topmost first.

    Levels above the provinces are closed by people only: their closing would close every province.
    """
    tree = load_tree()
    rows = CaseloadFigure.objects.of_month(month.year, month.months)
    holders = set(rows.order_by().values_list("unit_id", flat=True).distinct())
    above = {unit_id for holder in holders for unit_id in tree.above(holder)}
    closed = closed_in(month, tree)
    nodes = [tree.nodes[unit_id] for unit_id in above if tree.nodes[unit_id].kind not in _NATIONAL]
    late = [node for node, _depth in tree.in_tree_order(nodes) if deadline_for(node.kind, month) < today]
    return [node.id for node in late if closed.of(node.id) is None]


def has_figures(unit_id: int, month: StatMonth) -> bool:
    """Whether the unit or one below it has caseload of the month."""
    below = load_tree().below([unit_id])
    rows = CaseloadFigure.objects.of_month(month.year, month.months)
    return bool(rows.filter(unit_id__in=below).exists())


def _urgent(
    tree: Tree, month: StatMonth, units: Collection[int], rows: QuerySet[Any], today: date
) -> list[BookLine]:
    holders = set(
        rows.filter(year=month.year, months=month.months).order_by().values_list("unit_id", flat=True)
    )
    above = {unit_id for holder in holders for unit_id in tree.above(holder)} & set(units)
    nodes = [tree.nodes[unit_id] for unit_id in above]
    closed = closed_in(month, tree)
    standing = _Standing()
    for holder in holders:
        standing.have[holder].add(0)
    lines = [
        _line(tree, node, depth, month, standing, closed, today) for node, depth in tree.in_tree_order(nodes)
    ]
    wanted = [line for line in lines if is_urgent(line.state, line.deadline, today)]
    ids = {line.node.id for line in wanted}
    return [line for line in wanted if not (tree.above(line.node.id) - {line.node.id}) & ids]


def _line(
    tree: Tree, node: Node, depth: int, month: StatMonth, standing: _Standing, closed: Closed, today: date
) -> BookLine:
    below = tree.below([node.id])
    have = set().union(*(standing.have.get(unit_id, set()) for unit_id in below))
    had: dict[int, str] = {}
    for unit_id in below:
        had |= standing.had.get(unit_id, {})
    enforcers = set().union(*(standing.enforcers.get(unit_id, set()) for unit_id in below))
    closing = closed.of(node.id)
    deadline = deadline_for(node.kind, month)
    state = book_state(
        closed=closing is not None, figures=bool(have), end=month.end, deadline=deadline, today=today
    )
    missing = sorted(name for officer_id, name in had.items() if officer_id not in have)
    return BookLine(
        node, depth, month, deadline, state, len(have), missing, len(enforcers - have - set(had)), closing
    )


def _standing(rows: QuerySet[Any], month: StatMonth, units: Collection[int]) -> _Standing:
    standing = _Standing()
    of_year = rows.filter(year=month.year, months__lte=month.months, unit_id__in=units).order_by("months")
    earlier = of_year.exclude(months=month.months).values_list("months", flat=True).last()
    found = of_year.filter(months__in=[month.months, earlier or 0]).values_list(
        "unit_id", "officer_id", "months", "officer__full_name"
    )
    for unit_id, officer_id, months, name in found.distinct():
        if months == month.months:
            standing.have[unit_id].add(officer_id)
        else:
            standing.had[unit_id][officer_id] = name
    for unit_id, officer_id in _enforcers(month.last_day, units):
        standing.enforcers[unit_id].add(officer_id)
    return standing


def _enforcers(day: date, units: Collection[int]) -> Iterable[tuple[int, int]]:
    """Unit and officer of the enforcement officers at home in the units that day; one query."""
    held = RankHolding.objects.at(day).filter(officer=OuterRef("officer"), rank__family=RankFamily.ENFORCER)
    homes = Posting.objects.primary().civil_servants().at(day).filter(Exists(held), unit_id__in=units)
    return homes.order_by().values_list("unit_id", "officer_id")
