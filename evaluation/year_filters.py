"""Filters of the list of ratings of a year."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from evaluation.enums import Band, RatingState
from evaluation.models import DutyGroup, YearRating
from evaluation.selectors.years.flags import year_flag_choices
from hrm.kernel.text import fold, nfc

NO_BAND, FORCED = "chua_co", "forced"


class RatingFilter(django_filters.FilterSet):
    """By name or number, unit, group of duties, state, band, and what is missing."""

    q = django_filters.CharFilter(label=_("Name or number"), method="by_text")
    unit = django_filters.ChoiceFilter(
        label=_("Unit"), field_name="unit__code", empty_label=_("All units"), choices=[]
    )
    group = django_filters.ChoiceFilter(
        label=_("Group"), field_name="group__code", empty_label=_("All groups"), choices=[]
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=RatingState.choices, empty_label=_("All states")
    )
    band = django_filters.ChoiceFilter(label=_("Rating"), empty_label=_("All bands"), method="by_band")
    flag = django_filters.ChoiceFilter(label=_("Note"), empty_label=_("Whatever"), method="by_flag")

    class Meta:
        model = YearRating
        fields = ()

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["unit"].extra["choices"] = units
        self.filters["group"].extra["choices"] = list(DutyGroup.objects.values_list("code", "name"))
        self.filters["band"].extra["choices"] = [*Band.choices, (NO_BAND, _("Not rated yet"))]
        forced = (FORCED, _("Reasons force the rating"))
        self.filters["flag"].extra["choices"] = [forced, *year_flag_choices()]
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics in names; any part of a number."""
        by_name = Q(officer__folded_name__contains=fold(value))
        found: QuerySet[Any] = rows.filter(by_name | Q(officer__number__icontains=nfc(value)))
        return found

    def by_band(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """A band that was decided, or what is not decided yet."""
        return rows.filter(band="" if value == NO_BAND else value)

    def by_flag(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Flags are texts that begin with their kind; both databases can search the text of the list."""
        if value == FORCED:
            return rows.exclude(forced=[])
        found: QuerySet[Any] = rows.annotate(flags_text=Cast("flags", TextField())).filter(
            flags_text__contains=f'"{value}'
        )
        return found
