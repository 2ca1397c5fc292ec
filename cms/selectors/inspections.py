"""Inspections in reach: lists, one page, and the board of findings by unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from cms.enums import InspectionState
from cms.models import Finding, Inspection, InspectionPlan, Task
from cms.rules.inspections import Remedy, Tally, tally
from cms.selectors.governance import tasks_seen
from staff.access import held_reach, rows_for
from staff.models import User
from staff.selectors.tree import load_tree

SOON_DAYS: Final = 7


@dataclass(frozen=True)
class BoardLine:
    """One unit of the board: how often it was inspected, and its findings."""

    code: str
    name: str
    depth: int
    unit_id: int
    inspections: int
    findings: Tally


def inspection_rows(
    user: User, *, year: int | None = None, unit: str = "", kind: str = "", state: str = ""
) -> QuerySet[Any]:
    """Inspections in reach with their findings counted; each filter is left out when empty."""
    rows = rows_for(user, Inspection, "view").select_related("unit", "by_unit", "plan")
    if year:
        rows = rows.filter(start__year=year)
    wanted = {"unit": unit, "kind": kind, "state": state}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    counted: QuerySet[Any] = rows.annotate(
        found=Count("findings", distinct=True),
        remedied=Count("findings", filter=Q(findings__closed_on__isnull=False), distinct=True),
    )
    return counted


def plan_rows(user: User) -> QuerySet[Any]:
    """Plans in reach; each counts the inspections the person may see."""
    seen = rows_for(user, Inspection, "view").order_by().values("pk")
    finished = (InspectionState.CONCLUDED, InspectionState.CLOSED)
    plans = rows_for(user, InspectionPlan, "view").select_related("unit", "file")
    ours = Q(inspections__in=seen)
    ended = ours & Q(inspections__state__in=finished)
    counted: QuerySet[Any] = plans.annotate(
        planned=Count("inspections", filter=ours, distinct=True),
        carried_out=Count("inspections", filter=ended, distinct=True),
    )
    return counted


def findings_of(user: User, inspection: Inspection) -> list[Finding]:
    """Findings of an inspection by deadline, each with the tasks the person may see."""
    return list(Finding.objects.filter(inspection=inspection).prefetch_related(tasks_seen(user)))


def board(user: User, day: date, year: int | None = None) -> list[BoardLine]:
    """Units with inspections in reach, in the order of the tree; findings as at a day."""
    rows = rows_for(user, Inspection, "view")
    if year:
        rows = rows.filter(start__year=year)
    units = dict(rows.order_by().values_list("pk", "unit_id"))
    remedies: dict[int, list[Remedy]] = defaultdict(list)
    found = Finding.objects.filter(inspection__in=rows.order_by().values("pk")).order_by()
    for inspection_id, by, closed in found.values_list("inspection_id", "remedy_by", "closed_on"):
        remedies[units[inspection_id]].append(Remedy(by, closed))
    return _lines(list(units.values()), remedies, day)


def total_of(lines: Iterable[BoardLine]) -> Tally:
    """The sum of the board."""
    return sum((each.findings for each in lines), Tally())


def pressing_findings(day: date) -> QuerySet[Any]:
    """Open findings overdue or due within a week of a day, of every unit."""
    until = day + timedelta(days=SOON_DAYS)
    rows: QuerySet[Any] = Finding.objects.filter(closed_on__isnull=True, remedy_by__lte=until)
    return rows.select_related("inspection__unit").order_by("remedy_by", "pk")


def findings_waiting(user: User, day: date) -> list[Finding]:
    """Pressing findings of inspections the person may see, in units where the person gives tasks."""
    seen = rows_for(user, Inspection, "view").order_by().values("pk")
    rows = pressing_findings(day).filter(inspection__in=seen)
    led = held_reach(user, Task, "add")
    return list(rows if led.everything else rows.filter(inspection__unit__in=led.unit_ids))


def _lines(inspected: list[int], remedies: dict[int, list[Remedy]], day: date) -> list[BoardLine]:
    tree = load_tree()
    ordered = tree.in_tree_order([tree.nodes[unit_id] for unit_id in set(inspected)])
    return [
        BoardLine(
            node.code, node.name, depth, node.id, inspected.count(node.id), tally(remedies[node.id], day)
        )
        for node, depth in ordered
    ]
