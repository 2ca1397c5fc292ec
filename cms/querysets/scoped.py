"""Filters by reach: rows kept by a unit, rows addressed to people, rows that hang on either."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from staff.reach import Reach, Serving


class KeptQuerySet(QuerySet[Any]):
    """Rows that a unit keeps."""

    def within(self, reach: Reach) -> Self:
        """Rows of the units in reach."""
        return self if reach.everything else self.filter(unit_id__in=reach.unit_ids)


class AddressedQuerySet(KeptQuerySet):
    """Rows a unit keeps and addresses to others by targets (`TargetFields`).

    Drafts reach nobody but those who keep them: `addressed_to` is narrowed by the table where it has drafts.
    """

    def addressed_to(self, serving: Serving) -> Self:
        """Rows meant for someone who serves there; rows without targets are meant for everyone."""
        targets = self.model._meta.get_field("targets").related_model
        name = self.model._meta.get_field("targets").field.name
        mine: Any = targets._default_manager.filter(**{name: OuterRef("pk")})
        return self.filter(~Exists(mine) | Exists(mine.filter(meant_for(serving))))


def meant_for(serving: Serving) -> Q:
    """Targets that include someone who serves in these units."""
    here = Q(unit__isnull=True) | Q(unit_id__in=serving.unit_ids)
    below = Q(with_below=True, unit_id__in=serving.above_ids)
    return (here | below) & (Q(level="") | Q(level__in=serving.levels))


class HangingQuerySet(QuerySet[Any]):
    """Rows that follow the reach of the row they hang on; `PATH` leads to its unit."""

    PATH = ""

    def within(self, reach: Reach) -> Self:
        """Rows whose parent is kept by a unit in reach."""
        return self if reach.everything else self.filter(**{f"{self.PATH}__in": reach.unit_ids})
