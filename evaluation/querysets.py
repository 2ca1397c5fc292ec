"""Filters of caseload and evaluation rows. No users, no writes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from staff.querysets import DatedQuerySet, open_on
from staff.reach import Reach


class UnitScopedQuerySet(QuerySet[Any]):
    """Rows that carry the unit they were made in, so that an old unit keeps its old figures."""

    def within(self, reach: Reach) -> Self:
        """Rows of units in reach, and of the asker."""
        if reach.everything:
            return self
        return self.filter(Q(unit_id__in=reach.unit_ids) | _of(reach.officer_id, "officer_id"))


class CaseloadQuerySet(UnitScopedQuerySet):
    """Cumulative monthly figures."""

    def of_month(self, year: int, months: int) -> Self:
        """Figures of one statistical month."""
        return self.filter(year=year, months=months)


class EvaluationQuerySet(UnitScopedQuerySet):
    """Forms."""

    def current(self) -> Self:
        """Without forms that a successor replaced."""
        return self.filter(current=True)


class ProductQuerySet(DatedQuerySet):
    """Products of the catalogue, dated by decision."""

    def valid_on(self, day: date) -> Self:
        """Products in force on a day."""
        return self.filter(open_on(day))


class ItemRowQuerySet(QuerySet[Any]):
    """Rows that hang on work given; they follow its officer and unit."""

    def within(self, reach: Reach) -> Self:
        """Rows of work in the units in reach, and of the asker's own."""
        if reach.everything:
            return self
        return self.filter(Q(item__unit_id__in=reach.unit_ids) | _of(reach.officer_id, "item__officer_id"))


class PaperJobQuerySet(QuerySet[Any]):
    """Documents in the making; everyone sees the own ones only."""

    def of(self, user_id: int) -> Self:
        """What one account asked for."""
        return self.filter(asked_by_id=user_id)


def _of(officer_id: int | None, path: str) -> Q:
    """The asker's own rows. Of nobody: none, for rows of a whole unit have no officer either."""
    return Q(pk__in=[]) if officer_id is None else Q(**{path: officer_id})
