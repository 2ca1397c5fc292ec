"""Tables of ratings of the year."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evaluation.enums import Band, RatingState
from evaluation.models import YearRating
from evaluation.selectors.shown import points
from evaluation.selectors.years.flags import year_flag_titles

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
STATE_TONES = {
    RatingState.DRAFT: "neutral",
    RatingState.SELF_RATED: "info",
    RatingState.PROPOSED: "warning",
    RatingState.SIGNED: "success",
}


class RatingTable(tables.Table):
    """Ratings of a year."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
        linkify=("evaluation:year_rating", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    unit = tables.Column(
        verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "officer__name_key")
    )
    group = tables.Column(verbose_name=_("Group"), accessor="group__name", order_by=("group__order",))
    state = tables.Column(verbose_name=_("State"))
    mean = tables.Column(verbose_name=_("Mean of the year"), attrs=_NUMBER)
    self_band = tables.Column(verbose_name=_("Self-rating"), empty_values=())
    proposed = tables.Column(verbose_name=_("Proposal"), empty_values=())
    band = tables.Column(verbose_name=_("Rating"), empty_values=(), order_by=("band", "mean"))
    missing = tables.Column(
        verbose_name=_("Note"), accessor="pk", orderable=False, attrs={"td": {"class": "year-note"}}
    )

    cards = True
    caption = _("Ratings of the year")
    empty_icon = "star"
    empty_text = _("No rating matches")
    empty_hint = _("Try another name, unit or state. Only ratings in your reach are listed.")

    class Meta:
        model = YearRating
        fields = ()
        default = "–"
        sequence = (
            "name", "unit", "group", "state", "mean", "self_band", "proposed", "band", "missing",
        )  # fmt: skip

    def render_state(self, record: Any) -> SafeString:
        """A badge with the word."""
        context = {"label": record.get_state_display(), "tone": STATE_TONES[RatingState(record.state)]}
        return render_to_string("components/badge.html", context)

    def render_mean(self, value: Decimal) -> str:
        """Cut at two decimals."""
        return points(value)

    def value_mean(self, value: Decimal | None) -> Decimal | None:
        """The whole value, in a workbook."""
        return value

    def render_self_band(self, record: Any) -> SafeString | str:
        """The band the officer chose."""
        return _band(record.self_band)

    def render_proposed(self, record: Any) -> SafeString | str:
        """The band proposed."""
        return _band(record.proposed)

    def render_band(self, record: Any) -> SafeString | str:
        """The band decided; what the points give stands under the sheet."""
        return _band(record.band if record.state == RatingState.SIGNED else "")

    def render_missing(self, record: Any) -> SafeString:
        """What is missing, and that reasons force the rating."""
        titles = year_flag_titles(record.flags)
        if record.forced:
            titles = [str(_("Reasons of the record force the rating (art. 11.3, 20.4)")), *titles]
        return render_to_string("evaluation/parts/flag_list.html", {"titles": titles})

    def value_missing(self, record: Any) -> str:
        """The same as one line."""
        titles = year_flag_titles(record.flags)
        return "; ".join([*([str(_("Reasons force the rating"))] if record.forced else []), *titles])


def _band(value: str) -> SafeString | str:
    if value not in Band.values:
        return "–"
    return render_to_string("components/band.html", {"band": value})
