"""Stores work given, judgements of leaders and points on the general criteria of a quarter."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import GeneralPoint, LeaderAssessment, WorkItem
from evaluation.rules.periods import ScoringPeriod
from evaluation.selectors.roster import confirmed_officers
from evaluation.services.merging import Merge, Wanted, lay_over, write
from evaluation.services.work_details import check_bound, with_details
from staff.models import ImportRun, User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class WorkRows:
    """Checked rows of one quarter, by table (sections 5, 6 and 7 of the workbooks)."""

    items: Collection[Wanted] = ()
    leaders: Collection[Wanted] = ()
    points: Collection[Wanted] = ()


@dataclass(frozen=True)
class WorkMerge:
    """What comes of them, by table."""

    items: Merge[WorkItem]
    leaders: Merge[LeaderAssessment]
    points: Merge[GeneralPoint]

    @property
    def parts(self) -> tuple[Merge[WorkItem], Merge[LeaderAssessment], Merge[GeneralPoint]]:
        """The three tables."""
        return self.items, self.leaders, self.points

    @property
    def touched(self) -> list[Wanted]:
        """Rows that would write something."""
        return [row for part in self.parts for row in part.touched]


def plan_work(*, quarter: ScoringPeriod, rows: WorkRows) -> WorkMerge:
    """What storing these rows would do; nothing is written."""
    period = quarter.code
    items = WorkItem.objects.filter(period=period).select_related("product", "unit")
    leaders = LeaderAssessment.objects.filter(period=period).select_related("unit")
    points = GeneralPoint.objects.filter(period=period).select_related("unit")
    # By code: a correction of the catalogue may have put another row of it in force.
    stored = {(i.officer_id, i.product.code, i.unplanned): i for i in items}
    given = lay_over(WorkItem, stored, with_details(period, stored, rows.items, _item_key), _item_key)
    check_bound(period, given.updated)
    return WorkMerge(
        given,
        lay_over(LeaderAssessment, {row.officer_id: row for row in leaders}, rows.leaders, _officer_key),
        lay_over(GeneralPoint, {(p.officer_id, p.criterion): p for p in points}, rows.points, _point_key),
    )


def frozen_message(quarter: ScoringPeriod) -> str:
    """Why a row of a confirmed form is refused (article 17.3)."""
    message = _("the evaluation of %(quarter)s is confirmed; it must be reopened before this can change")
    return message % {"quarter": quarter.title}


@transaction.atomic
def store_work(
    *, quarter: ScoringPeriod, rows: WorkRows, run: ImportRun | None, actor: User | None
) -> WorkMerge:
    """Store checked rows of one quarter; refuses to touch what a confirmed form rests on."""
    merge = plan_work(quarter=quarter, rows=rows)
    touched = {row.identity["officer_id"] for row in merge.touched}
    if touched & confirmed_officers(quarter):
        raise DomainError(frozen_message(quarter))
    write(merge.items, run=run, actor=actor)
    write(merge.leaders, run=run, actor=actor)
    write(merge.points, run=run, actor=actor)
    return merge


def _item_key(row: Wanted) -> Hashable:
    return row.identity["officer_id"], row.values["product"].code, row.identity["unplanned"]


def _officer_key(row: Wanted) -> Hashable:
    officer_id: int = row.identity["officer_id"]
    return officer_id


def _point_key(row: Wanted) -> Hashable:
    return row.identity["officer_id"], row.identity["criterion"]
