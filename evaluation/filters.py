"""Filters of the list of forms."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from evaluation.enums import Band, EvaluationState
from evaluation.models import Evaluation
from evaluation.selectors.flags import flag_choices
from hrm.kernel.text import fold, nfc

NO_BAND = "chua_co"


class FormFilter(django_filters.FilterSet):
    """By name or number, unit, state, band, and what is missing."""

    q = django_filters.CharFilter(label=_("Name or number"), method="by_text")
    unit = django_filters.ChoiceFilter(
        label=_("Unit"), field_name="unit__code", empty_label=_("All units"), choices=[]
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=EvaluationState.choices, empty_label=_("All states")
    )
    band = django_filters.ChoiceFilter(label=_("Band"), empty_label=_("All bands"), method="by_band")
    flag = django_filters.ChoiceFilter(label=_("Missing"), empty_label=_("Whatever"), method="by_flag")

    class Meta:
        model = Evaluation
        fields = ()

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["unit"].extra["choices"] = units
        self.filters["band"].extra["choices"] = [*Band.choices, (NO_BAND, _("Not rated yet"))]
        self.filters["flag"].extra["choices"] = flag_choices()
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, forms: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics in names; any part of a number."""
        by_name = Q(officer__folded_name__contains=fold(value))
        found: QuerySet[Any] = forms.filter(by_name | Q(officer__number__icontains=nfc(value)))
        return found

    def by_band(self, forms: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """One band of article 20, or what has no total yet."""
        return forms.filter(band="" if value == NO_BAND else value)

    def by_flag(self, forms: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Flags are a list of texts that begin with their kind; both databases can search its text."""
        listed = forms.annotate(flags_text=Cast("flags", TextField()))
        found: QuerySet[Any] = listed.filter(flags_text__contains=f'"{value}')
        return found
