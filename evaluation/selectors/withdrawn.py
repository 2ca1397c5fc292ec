"""What was withdrawn from work given, from the history: what it was, who took it back, when and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from evaluation.models import HandOver, JointWork, WorkInstance, WorkItem
from evaluation.rules.periods import ScoringPeriod
from evaluation.rules.quantities import written_quantity
from hrm.kernel.dates import show_date
from staff.access import reach_for
from staff.access.gate import Asker


@dataclass(frozen=True)
class Withdrawn:
    """One thing that was withdrawn."""

    text: str
    reason: str
    who: str
    at: datetime


def withdrawn_of(item: WorkItem) -> list[Withdrawn]:
    """Hand-overs, defects and delays of an item the asker was let to see; two queries."""
    passed = HandOver.history.filter(Q(item_id=item.pk) | Q(taken_id=item.pk), history_type="-")
    noted = WorkInstance.history.filter(item_id=item.pk, history_type="-")
    found = [
        *(
            _told(
                row,
                _("Hand-over of %(quantity)s, %(day)s: %(reason)s")
                % {
                    "quantity": written_quantity(row.quantity),
                    "day": show_date(row.day),
                    "reason": row.reason,
                },
            )
            for row in _with_people(passed)
        ),
        *(
            _told(row, f"{row.get_kind_display()}, {show_date(row.day)}: {row.reason}")
            for row in _with_people(noted)
        ),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def withdrawn_joint(user: Asker, period: ScoringPeriod) -> list[Withdrawn]:
    """Joint products of units in reach; one query."""
    reach = reach_for(user, JointWork, "view")
    rows = JointWork.history.filter(period=period.code, history_type="-")
    if not reach.everything:
        rows = rows.filter(unit_id__in=reach.unit_ids)
    return [_told(row, row.title) for row in _with_people(rows).order_by("-history_date", "-history_id")]


def _with_people(rows: Any) -> Any:
    return rows.select_related("history_user")


def _told(row: Any, text: str) -> Withdrawn:
    user = row.history_user
    return Withdrawn(
        text, row.history_change_reason or "", user.get_full_name() if user else "", row.history_date
    )
