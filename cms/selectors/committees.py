"""Steering committees in reach: who holds each seat as at a day, meetings, conclusions with their tasks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cms.enums import TaskState
from cms.models import Committee, CommitteeMeeting, CommitteeMember, Conclusion, Task
from cms.rules.committees import ROLE_ORDER
from cms.selectors.governance import TaskCount, count_tasks, tasks_seen
from staff.access import rows_for
from staff.models import User


@dataclass(frozen=True)
class Seats:
    """Members as at a day in the order of seats; who left, and who comes."""

    holding: list[CommitteeMember]
    others: list[CommitteeMember]


@dataclass(frozen=True)
class ConclusionLine:
    """A conclusion with its tasks as the asker may see them."""

    conclusion: Conclusion
    tasks: list[Task]
    count: TaskCount


def committee_rows(user: User) -> QuerySet[Any]:
    """Committees in reach with meetings and conclusions counted."""
    rows: QuerySet[Any] = (
        rows_for(user, Committee, "view")
        .select_related("unit")
        .annotate(
            held=Count("meetings", distinct=True), concluded=Count("meetings__conclusions", distinct=True)
        )
    )
    return rows


def seats_at(committee: Committee, day: date) -> Seats:
    """Who holds each seat on a day (half-open), by seat and first day; the others by first day, newest first."""
    members = list(committee.members.select_related("officer").order_by("start", "pk"))
    holding = [m for m in members if m.start <= day and (m.end is None or m.end > day)]
    holding.sort(key=lambda m: (ROLE_ORDER[m.role], m.start, m.pk))
    others = [m for m in reversed(members) if m not in holding]
    return Seats(holding, others)


def head_on(committee: Committee, day: date) -> str:
    """The name of the head on a day; "" when nobody holds the seat."""
    holding = seats_at(committee, day).holding
    return next((m.name for m in holding if m.role == "head"), "")


def meetings_of(committee: Committee) -> QuerySet[CommitteeMeeting]:
    """Meetings with their conclusions counted, newest first."""
    meetings: QuerySet[CommitteeMeeting] = committee.meetings.select_related("file")
    return meetings.annotate(number=Count("conclusions"))


def conclusion_lines(
    user: User, day: date, *, meeting: CommitteeMeeting | None = None, committee: Committee | None = None
) -> list[ConclusionLine]:
    """Conclusions of a meeting, or of a committee, newest meeting first, with their tasks."""
    rows = Conclusion.objects.select_related("meeting").prefetch_related(tasks_seen(user))
    rows = rows.filter(meeting=meeting) if meeting else rows.filter(meeting__committee=committee)
    found: list[Any] = list(rows.order_by("-meeting__held_on", "-meeting_id", "number"))
    return [ConclusionLine(row, row.seen_tasks, count_tasks(row.seen_tasks, day)) for row in found]


def conclusions_waiting(user: User) -> list[Conclusion]:
    """Conclusions that became nobody's task yet, of committees the person keeps."""
    kept = rows_for(user, Committee, "change").order_by().values("pk")
    tasks = Task.objects.filter(conclusion=OuterRef("pk")).exclude(state=TaskState.WITHDRAWN)
    rows = Conclusion.objects.filter(~Exists(tasks), meeting__committee__in=kept)
    open_ones = rows.filter(Q(meeting__committee__end__isnull=True))
    return list(open_ones.select_related("meeting").order_by("meeting__held_on", "number"))
