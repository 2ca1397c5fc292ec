"""The boards of following up: tasks by unit of the tree, directives by how far they have come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from cms.models import Directive, Task
from cms.rules.followup import Tally
from cms.selectors.followup import Way, ways
from cms.selectors.tasks import Wish, narrowed, tallies, unit_reach
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import Unit
from staff.selectors.tree import load_tree


@dataclass(frozen=True)
class UnitLine:
    """A unit's tasks, those of the units below included; `depth` below the topmost unit shown."""

    code: str
    name: str
    depth: int
    tally: Tally


@dataclass(frozen=True)
class Board:
    """Units with tasks, and all of them together."""

    lines: list[UnitLine]
    total: Tally


def tasks_in_units(user: Asker, wish: Wish, today: date) -> QuerySet[Any]:
    """Tasks of the units the person follows, as far as wished; Forbidden for who follows none."""
    return narrowed(Task.objects.within(unit_reach(user)), wish, today)


def unit_board(user: Asker, wish: Wish, today: date) -> Board:
    """Every unit in reach that has tasks, or has units below with tasks, in the order of the tree."""
    own = tallies(tasks_in_units(user, wish, today), "unit_id", today)
    tree = load_tree()
    sums: dict[int, Tally] = {}
    reached = _reached(user)
    for unit_id, tally in own.items():
        for above in tree.above(unit_id):
            if reached is None or above in reached:
                sums[above] = sums.get(above, Tally()) + tally
    shown = tree.in_tree_order([tree.nodes[unit_id] for unit_id in sums])
    lines = [UnitLine(node.code, node.name, depth, sums[node.id]) for node, depth in shown]
    return Board(lines, sum(own.values(), Tally()))


def directive_board(user: Asker, units: frozenset[int] | None, today: date) -> list[Way]:
    """Directives the person may see and what became of each in the units in reach, the newest first."""
    unit_reach(user)
    seen = rows_for(user, Directive, "view").filter(published_at__isnull=False)
    return ways(user, seen.order_by("-issued_on", "-pk"), today, units)


def units_followed(user: Asker) -> set[int]:
    """Units whose tasks the person follows."""
    return set(Unit.objects.within(unit_reach(user)).values_list("pk", flat=True))


def _reached(user: Asker) -> Collection[int] | None:
    reach = unit_reach(user)
    return None if reach.everything else reach.unit_ids
