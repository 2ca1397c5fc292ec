"""Drives that concern units in reach, and how far they have come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from evaluation.models import Drive, DriveResult
from evaluation.rules.books import share
from evaluation.rules.caseload import Rate
from staff.access import reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Posting
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class UnitResult:
    """The last a unit reported of a drive."""

    code: str
    name: str
    day: date | None
    cases: int
    money: int


@dataclass(frozen=True)
class DriveProgress:
    """A drive with what the units in sight resolved of it; `whole`: all units of the drive are in sight."""

    drive: Any
    results: list[UnitResult]
    whole: bool
    days_left: int

    @property
    def cases(self) -> Rate:
        """Cases resolved of the target."""
        return share(sum(r.cases for r in self.results), self.drive.target_cases)

    @property
    def money(self) -> Rate:
        """Đồng resolved of the target."""
        return share(sum(r.money for r in self.results), self.drive.target_money)


def drives_concerning(user: Asker, today: date) -> QuerySet[Any]:
    """Drives of units in reach and of the units above them; for an officer, of the own unit and above."""
    tree = load_tree()
    if reach_for(user, Drive, "view").everything:
        return Drive.objects.select_related("unit")
    if not user.has_perm("evaluation.view_drive"):
        return Drive.objects.none()
    units = set(reach_for(user, Drive, "view").unit_ids) | set(_homes(user, today))
    above = {each for unit_id in units if unit_id in tree.nodes for each in tree.above(unit_id)}
    return Drive.objects.filter(unit_id__in=above).select_related("unit")


def progress_of(user: Asker, drives: Iterable[Any], today: date) -> list[DriveProgress]:
    """What the units in sight reported last; two queries whatever the number of drives."""
    listed = list(drives)
    tree = load_tree()
    reach = reach_for(user, DriveResult, "view")
    rows = rows_for(user, DriveResult, "view").filter(drive__in=[drive.pk for drive in listed])
    last: dict[tuple[int, int], Any] = {}
    for row in rows.order_by("day"):
        last[row.drive_id, row.unit_id] = row
    return [_progress(drive, tree, last, reach, today) for drive in listed]


def days_reported(user: Asker, drive: Drive) -> QuerySet[Any]:
    """Every report of a drive in sight, newest first."""
    rows = rows_for(user, DriveResult, "view").filter(drive=drive).select_related("unit", "reported_by")
    return rows.order_by("-day", "unit__code")


def _progress(
    drive: Any, tree: Tree, last: dict[tuple[int, int], Any], reach: Any, today: date
) -> DriveProgress:
    below = tree.below([drive.unit_id])
    sight = below if reach.everything else below & reach.unit_ids
    nodes = [tree.nodes[unit_id] for unit_id in sight if tree.nodes[unit_id].open_on(drive.start)]
    results = [
        _result(node.code, node.name, last.get((drive.pk, node.id)))
        for node, _depth in tree.in_tree_order(nodes)
        if node.id != drive.unit_id or (drive.pk, node.id) in last
    ]
    left = (drive.end - today).days if drive.end else 0
    return DriveProgress(drive, results, below <= sight, max(min(left, (drive.end - drive.start).days), 0))


def _result(code: str, name: str, row: Any) -> UnitResult:
    if row is None:
        return UnitResult(code, name, None, 0, 0)
    return UnitResult(code, name, row.day, row.cases, row.money)


def _homes(user: Asker, today: date) -> Iterable[int]:
    """The unit an account's officer serves in."""
    if user.pk is None:
        return ()
    return Posting.objects.primary().at(today).filter(officer__user=user.pk).values_list("unit_id", flat=True)
