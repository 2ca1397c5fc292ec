"""Filters shared by the dated tables and by what hangs on officers. No users, no writes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from staff.enums import Engagement, PostingKind
from staff.reach import Reach


def open_on(day: date, prefix: str = "") -> Q:
    """Rows in force on a day: start on or before it, end after it or none."""
    return Q(**{f"{prefix}start__lte": day}) & (
        Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gt": day})
    )


class DatedQuerySet(QuerySet[Any]):
    """Rows with a half-open [start, end)."""

    def at(self, day: date) -> Self:
        """Rows in force on that day."""
        return self.filter(open_on(day))


class UnitQuerySet(DatedQuerySet):
    """Units of the dated tree."""

    def within(self, reach: Reach) -> Self:
        """Units in reach."""
        return self if reach.everything else self.filter(pk__in=reach.unit_ids)


class UnitRowQuerySet(DatedQuerySet):
    """Dated rows that carry their unit."""

    def within(self, reach: Reach) -> Self:
        """Rows of the units in reach."""
        return self if reach.everything else self.filter(unit_id__in=reach.unit_ids)


class PostingQuerySet(DatedQuerySet):
    """Postings: who serves where, from when to when."""

    def within(self, reach: Reach) -> Self:
        """Postings of officers in reach."""
        return self if reach.everything else self.filter(officer__in=_officers_of(self, reach))

    def primary(self) -> Self:
        """Home postings; each officer has at most one at a time."""
        return self.filter(kind=PostingKind.PRIMARY)

    def civil_servants(self) -> Self:
        """Without contract staff, who are counted apart."""
        return self.filter(engagement=Engagement.CIVIL_SERVANT)


class OfficerQuerySet(QuerySet[Any]):
    """People of the agencies."""

    def within(self, reach: Reach) -> Self:
        """Officers whose home is, will be, or last was in a unit in reach, and the asker."""
        if reach.everything:
            return self
        return self.filter(Q(pk__in=_officers_of(self, reach)) | Q(pk=reach.officer_id))

    def serving_on(self, day: date) -> Self:
        """Officers with a primary posting open that day."""
        home = _home_postings(self).at(day).filter(officer=OuterRef("pk"))
        return self.filter(Exists(home))


class OfficerRowQuerySet(DatedQuerySet):
    """Dated rows of an officer's record; they follow the officer."""

    def within(self, reach: Reach) -> Self:
        """Rows of officers in reach, and of the asker."""
        if reach.everything:
            return self
        return self.filter(Q(officer__in=_officers_of(self, reach)) | Q(officer_id=reach.officer_id))


class PledgeTextQuerySet(QuerySet[Any]):
    """Texts of pledges; they follow the unit of their plan."""

    def within(self, reach: Reach) -> Self:
        """Texts of the plans of units in reach."""
        return self if reach.everything else self.filter(plan__unit_id__in=reach.unit_ids)


class CampaignRowQuerySet(QuerySet[Any]):
    """Standings of a campaign, one a unit and day."""

    def within(self, reach: Reach) -> Self:
        """Standings of the units in reach."""
        return self if reach.everything else self.filter(unit_id__in=reach.unit_ids)


class NoticeQuerySet(QuerySet[Any]):
    """Messages to accounts; everyone reads the own ones only."""

    def of(self, user_id: int) -> Self:
        """Messages to one account."""
        return self.filter(user_id=user_id)

    def unread(self) -> Self:
        """Messages not opened yet."""
        return self.filter(read_at__isnull=True)


def _home_postings(queryset: QuerySet[Any]) -> PostingQuerySet:
    # By name, because tables stand above querysets.
    postings: PostingQuerySet = apps.get_model("staff", "Posting").objects.using(queryset.db)
    return postings.primary()


def _officers_of(queryset: QuerySet[Any], reach: Reach) -> QuerySet[Any]:
    """Ids of officers who belong to the units: by a posting open or to come, else by their last one.

    Someone who left two agencies behind is seen by the last one only; someone who moves next month
    is seen by both.
    """
    today = date.today()
    home = _home_postings(queryset)
    later = home.filter(officer=OuterRef("officer"), start__gt=OuterRef("start"))
    current = Q(end__isnull=True) | Q(end__gt=today)
    return home.filter(current | ~Exists(later), unit_id__in=reach.unit_ids).values("officer_id")
