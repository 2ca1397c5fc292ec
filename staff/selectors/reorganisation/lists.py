"""Lists around the plans: the plans themselves, and the units a step may name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from staff.models import ReorganisationPlan
from staff.selectors.tree import Node, load_tree

Choice = tuple[str, str]


@dataclass(frozen=True)
class UnitLists:
    """(code, indented name with code), in the order of the tree.

    `closing`: what may close: below the plan's unit, open the day before, with no end yet. `parents`: the
    plan's unit and what is open below it on the day.
    """

    closing: list[Choice]
    parents: list[Choice]


def unit_lists(plan: ReorganisationPlan) -> UnitLists:
    """Units for the forms of a plan, in one query."""
    tree = load_tree()
    nodes = [node for node in tree.open_below([plan.unit_id], plan.day) if node.end is None]
    rows = tree.in_tree_order(nodes)
    older = [row for row in rows if row[0].start < plan.day and row[0].id != plan.unit_id]
    return UnitLists([_choice(row) for row in older], [_choice(row) for row in rows])


def parent_code(plan: ReorganisationPlan) -> str:
    """Where new units usually open: directly below the plan's unit."""
    return str(plan.unit.code)


def plans_matching(plans: QuerySet[Any], *, text: str = "", state: str = "") -> QuerySet[Any]:
    """Plans of the list by words of their title, decision or unit, and by state."""
    rows = plans.select_related("unit", "created_by__officer", "applied_by__officer")
    if state:
        rows = rows.filter(state=state)
    if text:
        wanted = text.casefold()
        # Vietnamese letters fold in Python only: SQLite's LIKE knows ASCII case alone.
        found = [plan.pk for plan in rows if wanted in f"{plan.title} {plan.decision} {plan.unit}".casefold()]
        rows = rows.filter(pk__in=found)
    return rows


def _choice(row: tuple[Node, int]) -> Choice:
    node, depth = row
    return node.code, "\u2003" * depth + f"{node.name} ({node.code})"
