"""Filters of lists of people."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hrm.kernel.text import fold, nfc
from staff.enums import CorrectionState, Engagement
from staff.models import CorrectionRequest, Posting, Rank, RankHolding
from staff.selectors.tree import subtree_of


class PeopleFilter(django_filters.FilterSet):
    """By name or number, and by unit with all below it, as at a day; a list says what a unit means to it."""

    q = django_filters.CharFilter(label=_("Name or number"), method="by_text")
    unit = django_filters.ChoiceFilter(label=_("Unit"), empty_label=_("All units"), method="by_unit")

    def __init__(self, *args: Any, at: date, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.filters["unit"].extra["choices"] = units
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics in names; any part of a number."""
        by_name = Q(officer__folded_name__contains=fold(value))
        return rows.filter(by_name | Q(officer__number__icontains=nfc(value)))


class OfficerFilter(PeopleFilter):
    """Over home postings on one day: by name or number, unit with all below it, rank, engagement."""

    rank = django_filters.ModelChoiceFilter(
        label=_("Rank"), queryset=Rank.objects.all(), empty_label=_("All ranks"), method="by_rank"
    )
    engagement = django_filters.ChoiceFilter(
        label=_("Engagement"), choices=Engagement.choices, empty_label=_("Everyone")
    )

    class Meta:
        model = Posting
        fields = ()

    def by_unit(self, postings: QuerySet[Posting], name: str, value: str) -> QuerySet[Posting]:
        """The unit and everything below it."""
        return postings.filter(unit_id__in=subtree_of(value))

    def by_rank(self, postings: QuerySet[Posting], name: str, value: Rank) -> QuerySet[Posting]:
        """Who holds the rank on the day of the list."""
        held = RankHolding.objects.at(self.at).filter(officer=OuterRef("officer"), rank=value)
        return postings.filter(Exists(held))


class CorrectionFilter(PeopleFilter):
    """Over proposed corrections: by person, state, and home unit with all below it."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=CorrectionState.choices, empty_label=_("All states")
    )

    class Meta:
        model = CorrectionRequest
        fields = ()

    def by_unit(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """People at home in the unit or below it on the day of the list."""
        homes = Posting.objects.primary().at(self.at).filter(unit_id__in=subtree_of(value))
        return rows.filter(officer__in=homes.values("officer_id"))
