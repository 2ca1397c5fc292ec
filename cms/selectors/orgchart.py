"""The organisation chart: units open on a day, who leads each, how many people serve there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from cms.models import Colleague
from cms.selectors.directory import Leading, homes_of, leaders_of
from staff.access import require
from staff.selectors.tree import Node, load_tree


@dataclass(frozen=True)
class Branch:
    """A unit with those below it; `own` people serve in the unit itself, `total` with those below."""

    code: str
    name: str
    leading: Leading
    own: int
    total: int
    below: tuple["Branch", ...] = ()


def chart_on(user: Any, day: date, root: int | None = None) -> tuple[Branch, ...]:
    """The branches of a day, of the whole country or of one unit; the same number of queries always."""
    require(user, Colleague, "view")
    tree = load_tree()
    shown = tree.open_below(None if root is None else (root,), day)
    leading = leaders_of(user, [node.id for node in shown], day)
    counted = homes_of(user, day).order_by().values("unit_id").annotate(number=Count("pk"))
    people = {row["unit_id"]: row["number"] for row in counted}
    return _branches(tree.in_tree_order(shown), leading, people)


def _branches(
    rows: Collection[tuple[Node, int]], leading: dict[int, Leading], people: dict[int, int]
) -> tuple[Branch, ...]:
    """Rows in the order of the tree, made into branches from the last row up."""
    waiting: dict[int, list[Branch]] = {}
    for node, depth in reversed(list(rows)):
        below = tuple(reversed(waiting.pop(depth + 1, [])))
        own = people.get(node.id, 0)
        total = own + sum(branch.total for branch in below)
        branch = Branch(node.code, node.name, leading[node.id], own, total, below)
        waiting.setdefault(depth, []).append(branch)
    return tuple(reversed(waiting.get(0, [])))
