"""Due dates counted: kind or unit by horizon."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from staff.rules.due import NEAR, DueKind, DueState, Horizon
from staff.selectors.due.shape import DueItem
from staff.selectors.tree import Node, Tree

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class DueSum:
    """How much of something falls due, by horizon; what is blocked is counted apart."""

    counts: dict[Horizon, int]
    blocked: int

    @property
    def total(self) -> int:
        """Everything to be done within 12 months, overdue included."""
        return sum(self.counts.values())


def sums_of(pairs: Iterable[tuple[Key, DueItem]]) -> dict[Key, DueSum]:
    """Counts by key; an item may count under several. Keys nothing falls due for are missing."""
    tally: Counter[tuple[Key, Horizon | DueState]] = Counter()
    for key, item in pairs:
        if item.state is DueState.OPEN:
            tally[key, item.horizon] += 1
        elif item.state is DueState.BLOCKED:
            tally[key, DueState.BLOCKED] += 1
    return {
        key: DueSum({horizon: tally[key, horizon] for horizon in NEAR}, tally[key, DueState.BLOCKED])
        for key in dict.fromkeys(key for key, _what in tally)
    }


def by_kind(items: Iterable[DueItem]) -> dict[DueKind, DueSum]:
    """Counts of each kind that has any, in the order of the kinds."""
    found = sums_of((item.kind, item) for item in items)
    return {kind: found[kind] for kind in DueKind if kind in found}


def by_unit(items: Iterable[DueItem], tree: Tree, shown: Collection[int]) -> list[tuple[Node, int, DueSum]]:
    """Counts of the subtrees of the units shown, in the order of the tree, each with its depth."""
    found = sums_of(
        (unit, item) for item in items for unit in tree.above(item.person.unit_id) if unit in shown
    )
    nodes = tree.in_tree_order([tree.nodes[unit] for unit in found])
    return [(node, depth, found[node.id]) for node, depth in nodes]


def everything(items: Iterable[DueItem]) -> DueSum:
    """All of them taken together."""
    return sums_of(("", item) for item in items).get("", DueSum(dict.fromkeys(NEAR, 0), 0))
