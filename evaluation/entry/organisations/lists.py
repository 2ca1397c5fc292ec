"""Tables and filters of the lists: sheets of a year, ratings of the past."""

from decimal import Decimal
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating, YearRating
from evaluation.selectors.organisations.board import STATES
from evaluation.selectors.shown import points
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold, nfc

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
STATE_TONES = {
    RatingState.DRAFT: "neutral",
    RatingState.SELF_RATED: "info",
    RatingState.PROPOSED: "warning",
    RatingState.SIGNED: "success",
}
# The states are those of people's ratings; of an organisation they are called so (art. 5, 9).
STATE_LABELS = {
    RatingState.DRAFT: _("Self-assessment waits"),
    RatingState.SELF_RATED: _("Self-assessed"),
    RatingState.PROPOSED: _("Points given, decision waits"),
    RatingState.SIGNED: _("Recognised"),
}


def state_badge(state: str) -> SafeString:
    """A badge with the word."""
    known = RatingState(state)
    context = {"label": STATE_LABELS[known], "tone": STATE_TONES[known]}
    return render_to_string("components/badge.html", context)


class UnitRatingFilter(django_filters.FilterSet):
    """By name or code of the unit, state, band."""

    q = django_filters.CharFilter(label=_("Name or code of the unit"), method="by_text")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(s.value, STATE_LABELS[s]) for s in STATES], empty_label=_("All states")
    )
    band = django_filters.ChoiceFilter(
        label=_("Band"), choices=Band.choices, empty_label=_("All bands"), method="by_band"
    )

    class Meta:
        model = UnitRating
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics: units are few, so their names are folded here."""
        wanted = fold(value)
        units = rows.order_by().values_list("unit_id", "unit__name", "unit__code")
        found = {pk for pk, unit_name, code in units if wanted in fold(unit_name) or wanted in fold(code)}
        return rows.filter(unit_id__in=found)

    def by_band(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Bands that were recognised; one that waits for its decision is none yet."""
        return rows.filter(band=value, state=RatingState.SIGNED)


class UnitRatingTable(tables.Table):
    """Sheets of a year."""

    unit = tables.Column(
        verbose_name=_("Organisation"),
        accessor="unit__name",
        order_by=("unit__code",),
        linkify=("evaluation:unit_rating", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "card-title unit-name"}},
    )
    head = tables.Column(
        verbose_name=_("Head"), accessor="head__full_name", order_by=("head__name_key", "unit__code")
    )
    recogniser = tables.Column(
        verbose_name=_("Recognised by"),
        accessor="recogniser__full_name",
        order_by=("recogniser__name_key", "unit__code"),
        default=_("Outside this system (art. 5)"),
    )
    state = tables.Column(verbose_name=_("State"))
    general = tables.Column(verbose_name=_("General"), attrs=_NUMBER)
    result = tables.Column(verbose_name=_("Result"), attrs=_NUMBER)
    total = tables.Column(verbose_name=_("Total points"), attrs=_NUMBER)
    self_band = tables.Column(verbose_name=_("Self-proposed"), empty_values=())
    band = tables.Column(verbose_name=_("Band"), empty_values=())
    decision = tables.Column(verbose_name=_("Decision"))
    day = tables.Column(verbose_name=_("Date"), accessor="decision_date")

    cards = True
    caption = _("Organisations of the year")
    empty_icon = "building"
    empty_text = _("No organisation matches")
    empty_hint = _("Try another name, state or band. Only organisations in your reach are listed.")

    class Meta:
        model = UnitRating
        fields = ()
        default = "–"

    def render_state(self, record: Any) -> SafeString:
        """A badge with the word."""
        return state_badge(record.state)

    def render_general(self, value: Decimal) -> str:
        """Cut at two decimals."""
        return points(value)

    def render_result(self, value: Decimal) -> str:
        """Cut at two decimals."""
        return points(value)

    def render_total(self, value: Decimal) -> str:
        """Cut at two decimals."""
        return points(value)

    def render_self_band(self, record: Any) -> SafeString | str:
        """The band the head proposes."""
        return _band(record.self_band) if record.self_band else "–"

    def render_band(self, record: Any) -> SafeString | str:
        """The band recognised; one that only waits for its decision is not shown as given."""
        return _band(record.band) if record.state == RatingState.SIGNED else "–"

    def render_day(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)


class PastFilter(django_filters.FilterSet):
    """By name or number, year, band."""

    q = django_filters.CharFilter(label=_("Name or number"), method="by_text")
    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=_("All years"), choices=[])
    band = django_filters.ChoiceFilter(label=_("Band"), choices=Band.choices, empty_label=_("All bands"))

    class Meta:
        model = YearRating
        fields = ()

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(year, year) for year in years]
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics in names; any part of a number."""
        by_name = Q(officer__folded_name__contains=fold(value))
        return rows.filter(by_name | Q(officer__number__icontains=nfc(value)))


class PastTable(tables.Table):
    """Ratings of the years up to 2025."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number", "year"),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    number = tables.Column(
        verbose_name=_("Personnel no."), accessor="officer__number", order_by=("officer__number", "year")
    )
    year = tables.Column(verbose_name=_("Year"), attrs=_NUMBER, order_by=("year", "officer__name_key"))
    unit = tables.Column(verbose_name=_("Unit then"), accessor="unit__name", order_by=("unit__code",))
    band = tables.Column(verbose_name=_("Band"))
    decision = tables.Column(verbose_name=_("Decision"))
    day = tables.Column(verbose_name=_("Date"), accessor="decision_date")
    act = tables.TemplateColumn(
        verbose_name=_("Re-rate"),
        template_name="evaluation/organisations/parts/re_rate.html",
        orderable=False,
    )

    cards = True
    caption = _("Ratings of the years up to 2025")
    empty_icon = "form"
    empty_text = _("No rating matches")
    empty_hint = _(
        "Enter one, bring in a workbook, or try another filter. Only people in your reach are listed."
    )
    not_exported = ("act",)

    class Meta:
        model = YearRating
        fields = ()
        default = "–"

    def render_band(self, record: Any) -> SafeString:
        """The band of the decision."""
        return _band(record.band)

    def render_day(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)


def _band(band: str) -> SafeString:
    return render_to_string("components/band.html", {"band": band})
