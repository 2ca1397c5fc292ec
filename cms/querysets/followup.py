"""Filters of tasks and what hangs on them. No users, no writes."""

from __future__ import annotations

from datetime import date
from typing import Self

from cms.enums import TaskState
from cms.querysets.scoped import HangingQuerySet, KeptQuerySet


class TaskQuerySet(KeptQuerySet):
    """Tasks."""

    def waiting(self) -> Self:
        """Not finished, not withdrawn."""
        return self.filter(state__in=(TaskState.OPEN, TaskState.REPORTED))

    def overdue_on(self, day: date) -> Self:
        """Waiting although the last day has passed."""
        return self.waiting().filter(deadline__lt=day)


class ReportQuerySet(HangingQuerySet):
    """Reports; they follow their task."""

    PATH = "task__unit_id"


class AttendanceQuerySet(HangingQuerySet):
    """Attendance; it follows the dissemination."""

    PATH = "dissemination__unit_id"
