"""Filters that every app's lists share: the unit with all below it, and what is in force."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.models import Unit
from staff.querysets import open_on
from staff.selectors.tree import load_tree


class UnitFilter(django_filters.ModelChoiceFilter):
    """Rows of a unit and everything below it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Unit"))
        units = Unit.objects.order_by("code")
        super().__init__(queryset=units, empty_label=_("All units"), **options)

    def filter(self, qs: QuerySet[Any], value: Unit | None) -> QuerySet[Any]:
        """By the units' ids; nothing chosen, nothing left out."""
        if value is None:
            return qs
        return qs.filter(**{f"{self.field_name}__in": load_tree().below([value.pk])})


class InForceFilter(django_filters.ChoiceFilter):
    """Rows in force today, or those that ended or have yet to begin."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("In force today"))
        choices = [("yes", _("In force")), ("no", _("Ended or yet to begin"))]
        super().__init__(choices=choices, widget=forms.RadioSelect, empty_label=_("All"), **options)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """By the half-open dates of the row."""
        if value not in {"yes", "no"}:
            return qs
        today = open_on(timezone.localdate())
        return qs.filter(today) if value == "yes" else qs.exclude(today)


class Choices(django_filters.ChoiceFilter):
    """A short fixed list, all of it in sight."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.RadioSelect, empty_label=_("All"), **options)
