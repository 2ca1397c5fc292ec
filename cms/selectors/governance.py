"""What coordination, inspections and the committee read alike: units to choose, who may be given a task, tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from cms.enums import TaskState
from cms.models import Colleague, Task
from staff.access import reach_for, rows_for
from staff.models import Posting, User
from staff.reach import Reach
from staff.selectors.tree import Tree, load_tree

Choices = list[tuple[Any, Any]]


@dataclass(frozen=True)
class TaskCount:
    """Tasks of one row that the asker may see; withdrawn ones do not count."""

    done: int
    overdue: int
    total: int


def reached_units(tree: Tree, reach: Reach) -> frozenset[int]:
    """Ids of the units in reach."""
    return frozenset(tree.nodes) if reach.everything else reach.unit_ids


def unit_choices_for(user: User, model: type[Model], action: str, day: date) -> Choices:
    """(key, indented name) of the open units on whose rows the person may do the action."""
    tree = load_tree()
    reached = reached_units(tree, reach_for(user, model, action))
    nodes = tree.in_tree_order([node for node in tree.open_below(None, day) if node.id in reached])
    return [(node.id, "\u2003" * depth + node.name) for node, depth in nodes]


def inspector_choices(user: User, model: type[Model], day: date) -> Choices:
    """Units that may inspect: those the person keeps, and everything above them."""
    tree = load_tree()
    kept = reached_units(tree, reach_for(user, model, "add"))
    wanted = frozenset().union(*(tree.above(unit_id) for unit_id in kept)) if kept else frozenset()
    nodes = tree.in_tree_order([node for node in tree.open_below(None, day) if node.id in wanted])
    return [(node.id, "\u2003" * depth + node.name) for node, depth in nodes]


def possible_owners(user: User, unit_id: int, day: date) -> QuerySet[Any]:
    """Home postings of the people of a unit and below whom the person may give a task, by unit and name."""
    rows = people_of(user, unit_id, day)
    reach = reach_for(user, Task, "add")
    return rows if reach.everything else rows.filter(unit__in=reach.unit_ids)


def people_of(user: User, unit_id: int, day: date) -> QuerySet[Any]:
    """Home postings of the people of a unit and below: what everyone reads in the directory."""
    colleagues = rows_for(user, Colleague, "view").order_by().values("pk")
    rows = Posting.objects.primary().at(day).filter(unit__in=load_tree().below([unit_id]))
    found: QuerySet[Any] = rows.filter(officer__in=colleagues).select_related("officer", "unit", "post")
    return found.order_by("unit__code", "officer__name_key", "officer__number")


def people_choices(postings: Iterable[Posting]) -> Choices:
    """(key of the officer, name and post) under the name of the unit, for choosing one."""
    groups: dict[str, Choices] = {}
    for posting in postings:
        post = f" – {posting.post.name}" if posting.post else ""
        people = groups.setdefault(posting.unit.name, [])
        people.append((posting.officer_id, f"{posting.officer.full_name}{post}"))
    return [("", "---------"), *groups.items()]


def tasks_seen(user: User) -> Prefetch[str]:
    """The tasks of a row, as far as the person may see them, for `prefetch_related`."""
    rows = rows_for(user, Task, "view").select_related("owner", "unit").order_by("deadline", "pk")
    return Prefetch("tasks", queryset=rows, to_attr="seen_tasks")


def count_tasks(tasks: Iterable[Task], day: date) -> TaskCount:
    """Done, overdue and all tasks without those that were withdrawn."""
    counted = [task for task in tasks if task.state != TaskState.WITHDRAWN]
    done = sum(task.state == TaskState.DONE for task in counted)
    overdue = sum(task.state != TaskState.DONE and task.deadline < day for task in counted)
    return TaskCount(done, overdue, len(counted))
