"""Filters of the console's lists of records."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.console import ScopedFilterSet
from staff.console.choices import Choices, InForceFilter, UnitFilter
from staff.enums import Engagement, PostingKind, RankFamily, UnitKind
from staff.models import Unit
from staff.selectors.console_rows import at_home_in, engaged_as, holding_family
from staff.selectors.tree import load_tree

Rows = QuerySet[Any]


class UnitFilterSet(ScopedFilterSet):
    """Units below another, by kind, open or closed."""

    unit = UnitFilter(field_name="pk", label=_("Below"))
    kind = Choices(label=_("Kind of unit"), choices=UnitKind.choices)
    open = InForceFilter(label=_("Open today"))


class QuotaFilterSet(ScopedFilterSet):
    """Quotas of a unit, in force or not."""

    unit = UnitFilter(field_name="unit")
    open = InForceFilter()


class PostingFilterSet(ScopedFilterSet):
    """Postings by unit, kind and engagement."""

    unit = UnitFilter(field_name="unit")
    kind = Choices(label=_("Kind of posting"), choices=PostingKind.choices)
    engagement = Choices(label=_("Engagement"), choices=Engagement.choices)
    open = InForceFilter()


class OfficerFilterSet(ScopedFilterSet):
    """Officers by where they are at home today, family of rank, engagement, in service or not."""

    unit = UnitFilter(field_name="pk", method="by_unit")
    family = Choices(label=_("Family of rank"), choices=RankFamily.choices, method="by_family")
    engagement = Choices(label=_("Engagement"), choices=Engagement.choices, method="by_engagement")
    service = Choices(
        label=_("Service"),
        choices=[("in", _("In service")), ("left", _("Left service"))],
        method="by_service",
    )

    def by_unit(self, rows: Rows, name: str, value: Unit) -> Rows:
        """At home in the unit or below it."""
        return at_home_in(rows, load_tree().below([value.pk]), timezone.localdate())

    def by_family(self, rows: Rows, name: str, value: str) -> Rows:
        """Holding a rank of the family."""
        return holding_family(rows, value, timezone.localdate())

    def by_engagement(self, rows: Rows, name: str, value: str) -> Rows:
        """Civil servants or contract staff."""
        return engaged_as(rows, value, timezone.localdate())

    def by_service(self, rows: Rows, name: str, value: str) -> Rows:
        """Still in service today, or not."""
        left = Q(service_end__lte=timezone.localdate())
        return rows.filter(left) if value == "left" else rows.exclude(left)
