"""Tables of evaluation and caseload."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation
from evaluation.selectors.score_rows import flag_titles, title_of
from evaluation.selectors.shown import points

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
STATE_TONES = {
    EvaluationState.DRAFT: "neutral",
    EvaluationState.SELF_SCORED: "info",
    EvaluationState.CONFIRMED: "success",
    EvaluationState.REOPENED: "warning",
}


class FormTable(tables.Table):
    """Forms of a period."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
        linkify=("evaluation:form", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    unit = tables.Column(
        verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "officer__name_key")
    )
    title = tables.Column(verbose_name=_("Post, rank"), accessor="pk", orderable=False)
    state = tables.Column(verbose_name=_("State"))
    general = tables.Column(verbose_name=_("General"), attrs=_NUMBER)
    result = tables.Column(verbose_name=_("Result"), attrs=_NUMBER)
    total = tables.Column(verbose_name=_("Total points"), attrs=_NUMBER)
    band = tables.Column(verbose_name=_("Band"), empty_values=(), order_by=("total",))
    missing = tables.Column(verbose_name=_("Missing"), accessor="pk", orderable=False)

    cards = True
    caption = _("Forms of the period")
    empty_icon = "form"
    empty_text = _("No form matches")
    empty_hint = _("Try another name, unit or state. Only forms in your reach are listed.")

    class Meta:
        model = Evaluation
        fields = ()
        default = "–"
        sequence = ("name", "unit", "title", "state", "general", "result", "total", "band", "missing")

    def render_title(self, record: Any) -> str:
        """Post, else rank."""
        return title_of(record)

    def render_state(self, record: Any) -> SafeString:
        """A badge with the word."""
        tone = STATE_TONES[EvaluationState(record.state)]
        context = {"label": record.get_state_display(), "tone": tone}
        return render_to_string("components/badge.html", context)

    def render_general(self, value: Decimal) -> str:
        """Cut at two decimals."""
        return points(value)

    def render_result(self, value: Decimal) -> str:
        """Cut at two decimals."""
        return points(value)

    def render_total(self, value: Decimal) -> str:
        """Cut at two decimals."""
        return points(value)

    def render_band(self, record: Any) -> SafeString:
        """The band of article 20."""
        return render_to_string("components/band.html", {"band": record.band})

    def render_missing(self, record: Any) -> SafeString:
        """Each kind of gap once, in words."""
        return render_to_string("evaluation/parts/flag_list.html", {"titles": flag_titles(record)})
