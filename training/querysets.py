"""Filters of training rows. No users, no writes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Count, Q, QuerySet

from staff.querysets import OfficerRowQuerySet
from staff.reach import Reach
from training.enums import EnrolmentState


class CourseQuerySet(QuerySet[Any]):
    """Courses; they belong to the unit in charge."""

    def within(self, reach: Reach) -> Self:
        """Courses of units in reach."""
        return self if reach.everything else self.filter(unit_id__in=reach.unit_ids)


class SessionQuerySet(QuerySet[Any]):
    """Sessions; they follow the unit of their course."""

    def within(self, reach: Reach) -> Self:
        """Sessions of courses of units in reach."""
        return self if reach.everything else self.filter(course__unit_id__in=reach.unit_ids)

    def overlapping(self, start: date, end: date) -> Self:
        """Sessions that are held on at least one day of [start, end)."""
        return self.filter(start__lt=end, end__gt=start, cancelled=False)

    def with_places(self) -> Self:
        """With the places taken and the people waiting, as `taken` and `waiting`."""
        return self.annotate(
            taken=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.ENROLLED)),
            waiting=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.WAITING)),
        )


class EnrolmentQuerySet(OfficerRowQuerySet):
    """Places of officers in sessions; they follow the officer."""

    def live(self) -> Self:
        """Without those withdrawn or refused."""
        return self.exclude(state__in=(EnrolmentState.WITHDRAWN, EnrolmentState.REFUSED))

    def enrolled(self) -> Self:
        """Who takes part."""
        return self.filter(state=EnrolmentState.ENROLLED)

    def by_name(self) -> Self:
        """In the order of Vietnamese names."""
        return self.order_by("officer__name_key", "officer__number")


class OfEnrolmentQuerySet(QuerySet[Any]):
    """Attendance and results; they follow the officer of their enrolment."""

    def within(self, reach: Reach) -> Self:
        """Rows of enrolments in reach."""
        if reach.everything:
            return self
        # By name, because tables stand above querysets.
        enrolments: EnrolmentQuerySet = apps.get_model("training", "Enrolment").objects.using(self.db)
        return self.filter(enrolment__in=enrolments.within(reach).values("pk"))
