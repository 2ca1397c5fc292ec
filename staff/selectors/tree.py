"""The tree of units in memory: one query, then subtrees, ancestors and order without any."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from staff.enums import UnitKind
from staff.models import Unit

_PROVINCIAL = frozenset({UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT})


@dataclass(frozen=True)
class Node:
    """One unit as the boards need it."""

    id: int
    code: str
    name: str
    parent_id: int | None
    start: date
    end: date | None
    kind: str = ""

    def open_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return self.start <= day and (self.end is None or self.end > day)


class Tree:
    """Every unit there is or was, with what lies above and below each."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self._above: dict[int, frozenset[int]] = {}
        self._children: dict[int | None, list[int]] = defaultdict(list)
        for node in self.nodes.values():
            self._children[node.parent_id].append(node.id)

    def above(self, unit_id: int) -> frozenset[int]:
        """The unit and everything above it: the subtrees it counts in."""
        if unit_id not in self._above:
            found: set[int] = set()
            here: int | None = unit_id
            while here is not None and here not in found:
                found.add(here)
                here = self.nodes[here].parent_id
            self._above[unit_id] = frozenset(found)
        return self._above[unit_id]

    def way_up(self, unit_id: int) -> list[Node]:
        """The unit, the one above it, and so on to the top; nothing for an unknown unit."""
        found: list[Node] = []
        here: int | None = unit_id
        while here in self.nodes and self.nodes[here] not in found:
            found.append(self.nodes[here])
            here = self.nodes[here].parent_id
        return found

    def province_of(self, unit_id: int) -> int | None:
        """The provincial agency the unit is or lies in; None above the provinces."""
        return next((i for i in self.above(unit_id) if self.nodes[i].kind in _PROVINCIAL), None)

    def below(self, roots: Collection[int] | None) -> frozenset[int]:
        """The units and everything below them; None stands for all units."""
        if roots is None:
            return frozenset(self.nodes)
        found: set[int] = set()
        waiting = [root for root in roots if root in self.nodes]
        while waiting:
            unit_id = waiting.pop()
            if unit_id not in found:
                found.add(unit_id)
                waiting.extend(self._children[unit_id])
        return frozenset(found)

    def open_below(self, roots: Collection[int] | None, day: date) -> list[Node]:
        """Units of the subtrees that are open on a day, by code."""
        open_nodes = (self.nodes[i] for i in self.below(roots) if self.nodes[i].open_on(day))
        return sorted(open_nodes, key=lambda node: node.code)

    def in_tree_order(self, shown: Collection[Node]) -> list[tuple[Node, int]]:
        """The units as one reads a tree, each with its depth below the topmost one shown."""
        ids = {node.id for node in shown}
        under: dict[int | None, list[Node]] = defaultdict(list)
        for node in sorted(shown, key=_natural):
            under[self._nearest(node, ids)].append(node)
        return list(_walk(under, None, 0))

    def _nearest(self, node: Node, ids: set[int]) -> int | None:
        """The closest unit above that is shown; a closed one in between is passed over."""
        here, seen = node.parent_id, {node.id}
        while here is not None and here not in ids:
            if here in seen:
                return None
            seen.add(here)
            here = self.nodes[here].parent_id
        return here


def _natural(node: Node) -> list[tuple[int, str]]:
    """Codes as people count: KV9 before KV10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", node.code)]


def _walk(under: dict[int | None, list[Node]], parent: int | None, depth: int) -> Iterable[tuple[Node, int]]:
    for node in under.get(parent, ()):
        yield node, depth
        yield from _walk(under, node.id, depth + 1)


def load_tree() -> Tree:
    """All units, open or not, in one query."""
    rows = Unit.objects.order_by().values_list("pk", "code", "name", "parent_id", "start", "end", "kind")
    return Tree(Node(*row) for row in rows)


def unit_choices(at: date, units: Collection[int]) -> list[tuple[str, str]]:
    """(code, name) of the units open on a day in the order of the tree, indented, for choosing one."""
    tree = load_tree()
    shown = tree.in_tree_order(tree.open_below(units, at))
    return [(node.code, "\u2003" * depth + node.name) for node, depth in shown]


def subtree_of(code: str) -> frozenset[int]:
    """Ids of a unit and everything below it; nothing for an unknown code."""
    tree = load_tree()
    return tree.below([node.id for node in tree.nodes.values() if node.code == code])
