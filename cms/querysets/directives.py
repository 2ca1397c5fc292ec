"""Filters of directives, their versions and what readers confirmed. No users, no writes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.querysets.scoped import AddressedQuerySet, HangingQuerySet
from staff.reach import Reach, Serving


class DirectiveQuerySet(AddressedQuerySet):
    """Directives."""

    def addressed_to(self, serving: Serving) -> Self:
        """Published ones meant for someone who serves there."""
        return super().addressed_to(serving).filter(published_at__isnull=False)

    def in_force_on(self, day: date) -> Self:
        """Those in force on a day that nothing in force replaced as a whole."""
        begun = Q(in_force_from__isnull=True) | Q(in_force_from__lte=day)
        not_ended = Q(in_force_until__isnull=True) | Q(in_force_until__gt=day)
        return self.filter(begun, not_ended).exclude(
            replacements__partly=False, replacements__newer__published_at__isnull=False
        )


class VersionQuerySet(HangingQuerySet):
    """Versions; they follow their directive."""

    PATH = "directive__unit_id"

    def addressed_to(self, serving: Serving) -> Self:
        """Versions of directives meant for someone who serves there."""
        directives: Any = self.model._meta.get_field("directive").related_model
        mine = directives._default_manager.addressed_to(serving).filter(pk=OuterRef("directive_id"))
        return self.filter(Exists(mine))


class AcknowledgementQuerySet(QuerySet[Any]):
    """Confirmations, by the reader's unit of that day."""

    def within(self, reach: Reach) -> Self:
        """Confirmations of people of the units in reach."""
        return self if reach.everything else self.filter(unit_id__in=reach.unit_ids)
