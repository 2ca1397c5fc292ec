"""Sums officer = unit = province (I7), and figures beside the main form held against it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from evaluation.enums import Ending, Initiative, Measure, SpecialKind
from evaluation.models import CaseloadFigure, EndingFigure, SpecialFigure
from evaluation.rules.books import SPECIAL_COLUMNS, Excess, ending_excess, special_excess
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.columns import COLUMNS, added, nothing, titled
from staff.access import reach_for, rows_for
from staff.access.gate import Asker
from staff.selectors.tree import Tree, load_tree

Figures = Mapping[str, int]
_SUMS = {f"sum_{name}": Sum(name) for name in COLUMNS}


@dataclass(frozen=True)
class Part:
    """One line of a sum: a unit (with everything below it), an officer, or a kind of case."""

    label: str
    key: str
    figures: Figures


@dataclass(frozen=True)
class Balance:
    """Parts of a unit in one month and measure, their sum, and the unit's total read apart."""

    parts: list[Part]
    by_officer: bool
    kinds: list[Part]
    total: Figures

    @property
    def sum_of_parts(self) -> Figures:
        """All parts together."""
        return added(part.figures for part in self.parts)

    @property
    def difference(self) -> dict[str, int]:
        """Total less the sum of the parts, column by column; all zero when it balances (I7)."""
        together = self.sum_of_parts
        return {name: self.total[name] - together[name] for name in COLUMNS}

    @property
    def kind_difference(self) -> dict[str, int]:
        """Total less chủ động and theo yêu cầu (I8)."""
        together = added(part.figures for part in self.kinds)
        return {name: self.total[name] - together[name] for name in COLUMNS}

    @property
    def balances(self) -> bool:
        """Whether every column adds up both ways."""
        return not any(self.difference.values()) and not any(self.kind_difference.values())


@dataclass(frozen=True)
class Opening:
    """I6: the opening balance of a year against the closing of the year before. Never a hard check."""

    closing: int
    opening: int

    @property
    def difference(self) -> int:
        """Cases that did not come over: moved to the separate book, adjusted."""
        return self.opening - self.closing


@dataclass(frozen=True)
class Fault:
    """A figure beside the main form that is larger than the main form's."""

    unit_id: int
    unit: str
    what: str
    column: str
    measure: str
    found: int
    most: int


def balance(user: Asker, month: StatMonth, unit_id: int, measure: str) -> Balance:
    """Officers of a unit, or the units below it, and what they add up to; five queries at most."""
    tree = load_tree()
    below = tree.below([unit_id])
    rows = _rows(user, month, measure).filter(unit_id__in=below)
    total = _one(rows.aggregate(**_SUMS))
    kinds = [
        Part(str(Initiative(kind).label), kind, _one(sums)) for kind, sums in _grouped(rows, "initiative")
    ]
    by_unit = {each: _one(sums) for each, sums in _grouped(rows, "unit_id")}
    if set(by_unit) <= {unit_id}:
        return Balance(_officers(rows), True, kinds, total)
    return Balance(_units(tree, unit_id, by_unit), False, kinds, total)


def opening_of(user: Asker, month: StatMonth, unit_id: int, measure: str) -> Opening | None:
    """The unit's C1 against C17 of the year before; None without figures of 12 months of that year."""
    below = load_tree().below([unit_id])
    before = _rows(user, StatMonth(month.year - 1, 12), measure).filter(unit_id__in=below)
    closing = before.aggregate(found=Sum("carried_forward"))["found"]
    if closing is None:
        return None
    now = _rows(user, month, measure).filter(unit_id__in=below)
    return Opening(closing, now.aggregate(found=Sum("brought_forward"))["found"] or 0)


def faults(user: Asker, month: StatMonth, unit_id: int) -> list[Fault]:
    """Special kinds and reasons for ending in the subtree that exceed the main form of their unit."""
    tree = load_tree()
    below = tree.below([unit_id])
    main = _main_form(user, month, below)
    found: list[Fault] = []
    special = _of_month(user, SpecialFigure, month, below)
    for row in special:
        figures = {name: getattr(row, name) for name in SPECIAL_COLUMNS}
        whole = added(main.get((row.unit_id, row.measure), {}).values())
        kind = str(SpecialKind(row.kind).label)
        found += [_fault(tree, row, kind, excess) for excess in special_excess(row.kind, figures, whole)]
    return found + _ending_faults(user, tree, month, below, main)


def units_to_choose(user: Asker, month: StatMonth) -> frozenset[int]:
    """Units in reach that are open on the month's last day and have figures, or lie above such."""
    tree = load_tree()
    reach = reach_for(user, SpecialFigure, "view")
    seen = frozenset(tree.nodes) if reach.everything else reach.unit_ids
    rows = rows_for(user, CaseloadFigure, "view").filter(year=month.year, months=month.months)
    holders = set(rows.order_by().values_list("unit_id", flat=True).distinct())
    return frozenset({above for holder in holders for above in tree.above(holder)} & seen)


_Main = Mapping[tuple[int, str], Mapping[str, Figures]]


def _main_form(user: Asker, month: StatMonth, units: Iterable[int]) -> _Main:
    """(unit, measure) → kind of case → the columns of the unit itself."""
    rows = rows_for(user, CaseloadFigure, "view").filter(
        year=month.year, months=month.months, unit_id__in=units
    )
    found: dict[tuple[int, str], dict[str, Figures]] = defaultdict(dict)
    sums = rows.order_by().values("unit_id", "measure", "initiative").annotate(**_SUMS)
    for row in sums:
        found[row["unit_id"], row["measure"]][row["initiative"]] = _one(row)
    return found


def _ending_faults(
    user: Asker, tree: Tree, month: StatMonth, below: Iterable[int], main: _Main
) -> list[Fault]:
    by_kind: dict[tuple[int, str, str], dict[str, Any]] = defaultdict(dict)
    for row in _of_month(user, EndingFigure, month, below):
        by_kind[row.unit_id, row.measure, row.initiative][row.ending] = row
    found = []
    for (unit_id, measure, kind), rows in by_kind.items():
        amounts = {ending: row.amount for ending, row in rows.items()}
        whole = main.get((unit_id, measure), {}).get(kind, nothing())
        any_row = next(iter(rows.values()))
        for excess in ending_excess(amounts, whole):
            what = str(Ending(excess.part).label) if excess.part else ""
            words = " · ".join(word for word in (what, str(Initiative(kind).label)) if word)
            found.append(_fault(tree, any_row, words, excess))
    return found


def _fault(tree: Tree, row: Any, what: str, excess: Excess) -> Fault:
    return Fault(
        row.unit_id,
        tree.nodes[row.unit_id].name,
        what,
        titled(excess.column),
        str(Measure(row.measure).label),
        excess.found,
        excess.most,
    )


def _of_month(user: Asker, model: Any, month: StatMonth, below: Iterable[int]) -> QuerySet[Any]:
    rows = rows_for(user, model, "view").filter(year=month.year, months=month.months)
    found: QuerySet[Any] = rows.filter(unit_id__in=below).order_by("unit__code", "measure", "pk")
    return found


def _rows(user: Asker, month: StatMonth, measure: str) -> QuerySet[Any]:
    rows = rows_for(user, CaseloadFigure, "view")
    return rows.filter(year=month.year, months=month.months, measure=measure)


def _grouped(rows: QuerySet[Any], *names: str) -> list[tuple[Any, Mapping[str, Any]]]:
    found = rows.order_by(*names).values(*names).annotate(**_SUMS)
    return [(row[names[0]], row) for row in found]


def _officers(rows: QuerySet[Any]) -> list[Part]:
    names = ("officer__name_key", "officer__number", "officer__full_name")
    found = rows.order_by(*names).values(*names).annotate(**_SUMS)
    return [Part(row["officer__full_name"], row["officer__number"], _one(row)) for row in found]


def _units(tree: Tree, unit_id: int, by_unit: Mapping[int, Figures]) -> list[Part]:
    """The unit itself, where it has figures, and each unit right below with everything under it."""
    parts = []
    if unit_id in by_unit:
        node = tree.nodes[unit_id]
        parts.append(Part(node.name, "", by_unit[unit_id]))
    children = [node for node in tree.nodes.values() if node.parent_id == unit_id]
    for node, _depth in tree.in_tree_order(children):
        under = [by_unit[each] for each in tree.below([node.id]) if each in by_unit]
        if under:
            parts.append(Part(node.name, node.code, added(under)))
    return parts


def _one(sums: Mapping[str, Any]) -> dict[str, int]:
    return {name: int(sums[f"sum_{name}"] or 0) for name in COLUMNS}
