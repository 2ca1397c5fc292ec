"""What a board speaks of: a unit of the asker's reach and a statistical month, or the asker's own rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from evaluation.models import CaseloadFigure
from evaluation.rules.periods import StatMonth
from evaluation.selectors.caseload import months_in_reach
from staff.access import held_reach, require, rows_for
from staff.access.gate import Asker
from staff.models import Reorganisation
from staff.selectors.tree import Node, Tree, load_tree


@dataclass(frozen=True)
class ResultScope:
    """The unit chosen (None: only the asker's own rows), the month, and how far the reach goes.

    `seen`: units whose rows are in reach. `months`: those with figures, newest first; `month` is None where
    there is none, or where the one asked for is unknown (`refused`).
    """

    asker: Asker
    tree: Tree
    seen: frozenset[int]
    unit: Node | None
    months: list[StatMonth]
    month: StatMonth | None
    refused: str = ""
    _links: dict[int, frozenset[int]] = field(default_factory=dict)

    @property
    def own_only(self) -> bool:
        """Whether the asker sees nothing but the own rows."""
        return not self.seen

    def chosen(self) -> frozenset[int]:
        """The unit and everything below it, as far as in reach."""
        return self.subtree(self.unit.id) if self.unit else frozenset()

    def subtree(self, unit_id: int) -> frozenset[int]:
        """A unit and everything below it, as far as in reach."""
        return self.tree.below([unit_id]) & self.seen

    def children(self) -> list[Node]:
        """The units right below the chosen one that were open on the month's last day or have closed since."""
        unit = self.unit
        if unit is None:
            return []
        below = [self.tree.nodes[i] for i in self.chosen() if self.tree.nodes[i].parent_id == unit.id]
        return [node for node, _depth in self.tree.in_tree_order(below)]

    def with_predecessors(self, unit_ids: frozenset[int]) -> frozenset[int]:
        """The units with those in reach that became them wholly; one that was divided counts above both parts."""
        found = set(unit_ids)
        grown = True
        while grown:
            new = {p for p, successors in self._links.items() if p not in found and successors <= found}
            grown = bool(new)
            found |= new
        return frozenset(found) & self.seen

    def rows(self, month: StatMonth | None, unit_ids: Iterable[int]) -> QuerySet[Any]:
        """Figures behind the gate: of the units, or the asker's own; of one month, or of all (None)."""
        found = rows_for(self.asker, CaseloadFigure, "view").order_by()
        if self.own_only:
            found = found.filter(officer_id=held_reach(self.asker, CaseloadFigure, "view").officer_id)
        else:
            found = found.filter(unit_id__in=sorted(unit_ids))
        return found.filter(year=month.year, months=month.months) if month else found


def result_scope(user: Asker, *, unit: str = "", month: str = "") -> ResultScope:
    """The scope of an address. Verb missing: 403; a unit out of reach or unknown: 404."""
    require(user, CaseloadFigure, "view")
    tree, months = load_tree(), months_in_reach(user)
    reach = held_reach(user, CaseloadFigure, "view")
    seen = frozenset(tree.nodes) if reach.everything else reach.unit_ids & frozenset(tree.nodes)
    known = {month_code(found): found for found in months}
    chosen = known.get(month) if month else (months[0] if months else None)
    node = _unit(tree, seen, unit, chosen)
    links = _links() if seen else {}
    return ResultScope(
        user, tree, seen, node, months, chosen, month if month and chosen is None else "", links
    )


def month_code(month: StatMonth) -> str:
    """How addresses write a month: "2026-12" is twelve months of the statistical year 2026."""
    return f"{month.year}-{month.months:02d}"


def unit_options(scope: ResultScope) -> list[tuple[str, str]]:
    """(code, name) of the units in reach in the order of the tree: those open on the month's last day."""
    day = scope.month.last_day if scope.month else None
    shown = [
        node
        for i in scope.seen
        if (node := scope.tree.nodes[i]) and (day is None or node.open_on(day) or node == scope.unit)
    ]
    return [(node.code, "\u2003" * depth + node.name) for node, depth in scope.tree.in_tree_order(shown)]


def _unit(tree: Tree, seen: frozenset[int], code: str, month: StatMonth | None) -> Node | None:
    """The unit asked for, else the topmost in reach that was open on the month's last day."""
    if code:
        found = next((tree.nodes[i] for i in seen if tree.nodes[i].code == code), None)
        if found is None:
            raise Http404
        return found
    nodes = [tree.nodes[i] for i in seen]
    open_nodes = [node for node in nodes if month is None or node.open_on(month.last_day)]
    return next((node for node, depth in tree.in_tree_order(open_nodes or nodes) if depth == 0), None)


def _links() -> dict[int, frozenset[int]]:
    """Each unit that became others → all of those; one query."""
    found: dict[int, set[int]] = defaultdict(set)
    for before, after in Reorganisation.objects.order_by().values_list("predecessor_id", "successor_id"):
        found[before].add(after)
    return {before: frozenset(after) for before, after in found.items()}
