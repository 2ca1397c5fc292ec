"""Tables of the cycle of a period: the names behind the board, complaints."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evaluation.enums import EvaluationState
from evaluation.rules.deadlines import Deadlines, Lateness
from evaluation.rules.periods import parse_period
from evaluation.selectors.complaints import Stage, stage_of
from evaluation.selectors.score_rows import flag_titles
from evaluation.tables import STATE_TONES
from hrm.kernel.dates import show_date

LATE_LABELS = {
    Lateness.SELF_SCORE: _("Late to score oneself"),
    Lateness.CONFIRM: _("Late to confirm"),
}
STAGE_LABELS = {
    Stage.OPEN: _("Waiting for an answer"),
    Stage.OVERDUE: _("Answer overdue"),
    Stage.ACCEPTED: _("Accepted"),
    Stage.REFUSED: _("Not accepted"),
}
STAGE_TONES = {
    Stage.OPEN: "info",
    Stage.OVERDUE: "danger",
    Stage.ACCEPTED: "success",
    Stage.REFUSED: "neutral",
}


def badge(label: Any, tone: str) -> SafeString:
    """A word in its colour."""
    return render_to_string("components/badge.html", {"label": label, "tone": tone})


class ProgressTable(tables.Table):
    """Forms of a period with their last days and whom they wait for."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="form__officer__full_name",
        order_by=("form__officer__name_key", "form__officer__number"),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    unit = tables.Column(
        verbose_name=_("Unit"),
        accessor="form__unit__name",
        order_by=("form__unit__code", "form__officer__name_key"),
    )
    state = tables.Column(verbose_name=_("State"), accessor="form__state")
    late = tables.Column(verbose_name=_("Late"), accessor="late", empty_values=())
    days = tables.Column(verbose_name=_("Last days: self-score, confirm"), accessor="deadlines")
    scorer = tables.Column(
        verbose_name=_("Scorer"), accessor="form__scorer__full_name", order_by=("form__scorer__name_key",)
    )
    missing = tables.Column(verbose_name=_("Missing"), accessor="form", orderable=False)

    cards = True
    caption = _("Forms and whom they wait for")
    empty_icon = "form"
    empty_text = _("No form matches")
    empty_hint = _("Choose another unit or kind.")

    class Meta:
        default = "–"

    def render_name(self, value: str, record: Any) -> SafeString:
        """To the form."""
        return format_html('<a href="{}">{}</a>', reverse("evaluation:form", args=[record.form.pk]), value)

    def render_state(self, record: Any) -> SafeString:
        """A badge with the word."""
        form = record.form
        return badge(form.get_state_display(), STATE_TONES[EvaluationState(form.state)])

    def value_state(self, record: Any) -> str:
        """The word, for the workbook."""
        return str(record.form.get_state_display())

    def value_late(self, value: Lateness) -> str:
        """The word, for the workbook."""
        return str(LATE_LABELS[value]) if value else ""

    def value_missing(self, value: Any) -> str:
        """Each kind of gap once, in one cell."""
        return "; ".join(flag_titles(value))

    def render_late(self, value: Lateness) -> SafeString | str:
        """Who is late; a dash for nobody."""
        return badge(LATE_LABELS[value], "danger") if value else "–"

    def render_days(self, value: Deadlines) -> str:
        """Both last days."""
        return f"{show_date(value.self_score_by)}, {show_date(value.confirm_by)}"

    def order_days(self, rows: Any, is_descending: bool) -> tuple[Any, bool]:
        """By the last day to confirm; forms without last days at the end."""
        far = date.max
        ordered = sorted(
            rows, key=lambda row: row.deadlines.confirm_by if row.deadlines else far, reverse=is_descending
        )
        return ordered, True

    def render_missing(self, value: Any) -> SafeString:
        """Each kind of gap once, in words."""
        return render_to_string("evaluation/parts/flag_list.html", {"titles": flag_titles(value)})


class ComplaintTable(tables.Table):
    """Complaints with their limit and outcome."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
        attrs={"td": {"class": "card-title nowrap"}},
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "due"))
    about = tables.Column(verbose_name=_("About"), accessor="pk", orderable=False)
    received_on = tables.Column(verbose_name=_("Received on"))
    due = tables.Column(verbose_name=_("Answer by"))
    stage = tables.Column(verbose_name=_("State"), accessor="outcome")
    answerer = tables.Column(
        verbose_name=_("Answered by"), accessor="answerer__full_name", order_by=("answerer__name_key",)
    )
    answered_on = tables.Column(verbose_name=_("Answered on"))

    cards = True
    caption = _("Complaints")
    empty_icon = "chat"
    empty_text = _("No complaint matches")
    empty_hint = _("Officers complain from their own confirmed form (article 22 of Decree 335/2025).")

    class Meta:
        default = "–"

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def render_name(self, value: str, record: Any) -> SafeString:
        """To the complaint."""
        return format_html('<a href="{}">{}</a>', reverse("evaluation:complaint", args=[record.pk]), value)

    def render_about(self, record: Any) -> str:
        """The period of the form, or the year of the rating."""
        return subject_title(record)

    def render_received_on(self, value: date) -> str:
        """As dates are written."""
        return show_date(value)

    def render_due(self, value: date) -> str:
        """As dates are written."""
        return show_date(value)

    def render_answered_on(self, value: date) -> str:
        """As dates are written."""
        return show_date(value)

    def value_stage(self, record: Any) -> str:
        """The word, for the workbook."""
        return str(STAGE_LABELS[stage_of(record, self.today)])

    def render_stage(self, record: Any) -> SafeString:
        """Waiting, overdue, or the outcome."""
        stage = stage_of(record, self.today)
        return badge(STAGE_LABELS[stage], STAGE_TONES[stage])


def subject_title(row: Any) -> str:
    """What a complaint is about: "Quý III năm 2026", or the rating of a year."""
    if row.evaluation is not None:
        return parse_period(row.evaluation.period.code).title
    return f"Xếp loại năm {row.rating.year}"
