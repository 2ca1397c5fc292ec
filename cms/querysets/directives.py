"""Filters of directives, their versions and what readers confirmed. No users, no writes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cms.querysets.scoped import AddressedQuerySet, HangingQuerySet
from staff.reach import Reach, Serving


class DirectiveQuerySet(AddressedQuerySet):
    """Directives."""

    def addressed_to(self, serving: Serving) -> Self:
        """Published ones meant for someone who serves there."""
        return super().addressed_to(serving).filter(published_at__isnull=False)

    def standing_on(self, day: date) -> Self:
        """With `force_start`, `replaced` and `partly` as they are on a day (`rules.validity` says what it means)."""
        return self.annotate(
            force_start=Coalesce("in_force_from", "issued_on"),
            replaced=Exists(self._newer(day).filter(partly=False)),
            partly=Exists(self._newer(day).filter(partly=True)),
        )

    def in_force_on(self, day: date) -> Self:
        """Those in force on a day that nothing in force replaced as a whole."""
        return self.standing_on(day).filter(force_start__lte=day).not_over_on(day)

    def not_over_on(self, day: date) -> Self:
        """Those that neither expired nor were replaced as a whole by a day; also those not in force yet."""
        not_ended = Q(in_force_until__isnull=True) | Q(in_force_until__gt=day)
        return self.filter(not_ended, ~Exists(self._newer(day).filter(partly=False)))

    def _newer(self, day: date) -> Any:
        """What was made known, has begun by a day, and replaces the directive of the outer query."""
        rows: Any = self.model._meta.get_field("replacements").related_model
        begun = Coalesce("newer__in_force_from", "newer__issued_on")
        newer = rows._default_manager.filter(older=OuterRef("pk"), newer__published_at__isnull=False)
        return newer.annotate(newer_start=begun).filter(newer_start__lte=day)


class VersionQuerySet(HangingQuerySet):
    """Versions; they follow their directive."""

    PATH = "directive__unit_id"

    def addressed_to(self, serving: Serving) -> Self:
        """Versions of directives meant for someone who serves there."""
        directives: Any = self.model._meta.get_field("directive").related_model
        mine = directives._default_manager.addressed_to(serving).filter(pk=OuterRef("directive_id"))
        return self.filter(Exists(mine))

    def asked(self) -> Self:
        """Of each directive the newest version that readers are asked to confirm."""
        newer = self.model._default_manager.filter(
            directive=OuterRef("directive_id"), asks=True, number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer), asks=True)


class AcknowledgementQuerySet(QuerySet[Any]):
    """Confirmations, by the reader's unit of that day."""

    def within(self, reach: Reach) -> Self:
        """Confirmations of people of the units in reach."""
        return self if reach.everything else self.filter(unit_id__in=reach.unit_ids)
