"""Tables of the training lists."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group, show_decimal
from training.enums import Stage
from training.models import Programme, Session
from training.rules.sessions import days_of
from training.selectors.sessions import stage_of

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
_FIT = {"th": {"class": "fit"}, "td": {"class": "fit"}}
_TITLE = {"td": {"class": "card-title"}}
_NAME = {"td": {"class": "card-title nowrap"}}
STAGE_TONES = {
    Stage.OPEN: "success",
    Stage.CLOSED: "neutral",
    Stage.RUNNING: "info",
    Stage.OVER: "neutral",
    Stage.CANCELLED: "danger",
}
COMMITMENT_STATES = {
    "studying": (_("Studying"), "info"),
    "serving": (_("Serving"), "accent"),
    "fulfilled": (_("Fulfilled"), "success"),
    "broken": (_("Broken"), "danger"),
}


def badge(label: Any, tone: str) -> SafeString:
    """A word with a colour."""
    return render_to_string("components/badge.html", {"label": label, "tone": tone})


class SessionTable(tables.Table):
    """Sessions with the seats taken."""

    title = tables.Column(
        verbose_name=_("Course"),
        accessor="course__title",
        order_by=("course__folded", "start"),
        linkify=("training:session", {"pk": tables.A("pk")}),
        attrs=_TITLE,
    )
    days = tables.Column(verbose_name=_("Days"), accessor="start", order_by=("start", "pk"))
    place = tables.Column(verbose_name=_("Place"), orderable=False)
    unit = tables.Column(verbose_name=_("Unit in charge"), accessor="course__unit__name", orderable=False)
    taken = tables.Column(verbose_name=_("Seats taken"), attrs=_NUMBER)
    deadline = tables.Column(verbose_name=_("Sign up until"), attrs=_NUMBER)
    state = tables.Column(verbose_name=_("State"), accessor="pk", orderable=False)

    cards = True
    caption = _("Training sessions")
    empty_icon = "book"
    empty_hint = _("Try another year or state.")

    class Meta:
        model = Session
        fields = ()
        default = ""
        empty_text = _("No session matches")
        sequence = ("title", "days", "place", "unit", "taken", "deadline", "state")

    def render_days(self, record: Any) -> str:
        """First and last day."""
        return days_of(record.start, record.end)

    def render_taken(self, record: Any) -> SafeString | str:
        """Taken of all, with the people waiting."""
        shown = f"{record.taken}/{record.seats}"
        if not record.waiting:
            return shown
        waiting = _("%(number)s waiting") % {"number": record.waiting}
        return format_html('<span>{} <small class="faint nowrap">{}</small></span>', shown, waiting)

    def render_deadline(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_state(self, record: Any) -> SafeString:
        """Where it stands today."""
        stage = stage_of(record, timezone.localdate())
        return badge(stage.label, STAGE_TONES[stage])


class ProgrammeTable(tables.Table):
    """Programmes with what they give."""

    title = tables.Column(verbose_name=_("Programme"), attrs=_TITLE)
    code = tables.Column(verbose_name=_("Code"), attrs=_FIT)
    gives = tables.Column(verbose_name=_("Gives"), accessor="kind", orderable=False, empty_values=())
    periods = tables.Column(verbose_name=_("Periods"), attrs=_NUMBER)
    basis = tables.Column(verbose_name=_("Legal basis"), orderable=False)
    valid = tables.Column(verbose_name=_("Valid"), accessor="start", order_by=("start",))

    cards = True
    caption = _("Training programmes")
    empty_icon = "book"

    class Meta:
        model = Programme
        fields = ()
        default = "–"
        empty_text = _("No programme yet")
        sequence = ("title", "code", "gives", "periods", "basis", "valid")

    def render_gives(self, record: Any) -> str:
        """Kind and level, a dash for a refresher."""
        return f"{record.get_kind_display()}: {record.level}" if record.kind else "–"

    def render_periods(self, value: int) -> str:
        """Thousands with dots."""
        return group(value)

    def render_valid(self, record: Any) -> str:
        """From, and until which last day."""
        if record.end is None:
            return str(_("from %(day)s") % {"day": show_date(record.start) or "–"})
        return days_of(record.start, record.end)


class ChoosePeopleTable(tables.Table):
    """People of the own reach to tick for a session; rows are home postings."""

    chosen = tables.Column(
        verbose_name=_("Choose"), accessor="officer__pk", orderable=False, attrs=_FIT, empty_values=()
    )
    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
        attrs=_NAME,
    )
    number = tables.Column(verbose_name=_("Personnel no."), accessor="officer__number", attrs=_FIT)
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code",))
    post = tables.Column(verbose_name=_("Post"), accessor="post__name", orderable=False)
    rank = tables.Column(verbose_name=_("Rank"), accessor="rank_name", orderable=False)

    cards = True
    caption = _("People to choose from")
    empty_icon = "users"
    empty_hint = _("Everyone who matches has a place already, or nobody does.")

    class Meta:
        default = ""
        empty_text = _("Nobody to choose")

    def render_chosen(self, record: Any) -> SafeString:
        """A box to tick."""
        label = _("Choose %(name)s") % {"name": record.officer.full_name}
        return format_html(
            '<input type="checkbox" name="officer" value="{}" aria-label="{}">', record.officer_id, label
        )


class NeedTable(tables.Table):
    """Names behind the needs board; rows are `selectors.needs.Need`."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="person__full_name",
        order_by=("person__name_key", "person__number"),
        linkify=("staff:officer", {"number": tables.A("person__number")}),
        attrs=_NAME,
    )
    number = tables.Column(verbose_name=_("Personnel no."), accessor="person__number", attrs=_FIT)
    unit = tables.Column(verbose_name=_("Unit"), accessor="person__unit")
    aim = tables.Column(verbose_name=_("Asked for"))
    lacks = tables.Column(verbose_name=_("Lacking"), orderable=False, empty_values=())

    cards = True
    caption = _("People with training needs")
    empty_icon = "success"
    empty_hint = _("Try another unit or kind.")

    class Meta:
        default = "–"
        empty_text = _("Nobody lacks anything of this kind")

    def render_lacks(self, record: Any) -> SafeString:
        """Each lack with its ground; what the record does not say apart."""
        return render_to_string("training/parts/lacks.html", {"need": record})


class HoursTable(tables.Table):
    """People with the periods of a year; rows are `selectors.hours.PersonHours`."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="full_name",
        order_by=("name_key", "number"),
        linkify=("staff:officer", {"number": tables.A("number")}),
        attrs=_NAME,
    )
    number = tables.Column(verbose_name=_("Personnel no."), attrs=_FIT)
    unit = tables.Column(verbose_name=_("Unit"))
    periods = tables.Column(verbose_name=_("Periods"), attrs=_NUMBER)
    missing = tables.Column(verbose_name=_("Missing"), attrs=_NUMBER)

    cards = True
    caption = _("Periods of the year by person")
    empty_icon = "users"
    empty_hint = _("Try another unit or year.")

    class Meta:
        default = "–"
        empty_text = _("Nobody matches")

    def render_missing(self, record: Any) -> SafeString | str:
        """The word once the minimum is reached."""
        return str(record.missing) if record.missing else badge(_("reached"), "success")


class CommitmentTable(tables.Table):
    """Study commitments; rows are `selectors.commitments.Standing`."""

    name = tables.Column(
        verbose_name=_("Full name"),
        accessor="row__officer__full_name",
        order_by=("row__officer__name_key", "row__officer__number"),
        linkify=("training:commitment", {"pk": tables.A("row__pk")}),
        attrs=_NAME,
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="row__unit_name")
    study = tables.Column(verbose_name=_("Study"), accessor="row__subject")
    days = tables.Column(verbose_name=_("Days of study"), accessor="row__start")
    served = tables.Column(
        verbose_name=_("Served / to serve (months)"), accessor="months_served", attrs=_NUMBER
    )
    ends_on = tables.Column(verbose_name=_("Free from"), attrs=_NUMBER)
    cost = tables.Column(verbose_name=_("Cost (đồng)"), accessor="row__cost", attrs=_NUMBER)
    at_stake = tables.Column(verbose_name=_("To pay back (đồng)"), attrs=_NUMBER)
    state = tables.Column(verbose_name=_("State"))

    cards = True
    caption = _("Study commitments")
    empty_icon = "book"
    empty_hint = _("Only people in your reach are listed.")

    class Meta:
        default = "–"
        empty_text = _("No study commitment")

    def render_study(self, record: Any) -> str:
        """Degree and subject."""
        return f"{record.row.get_degree_display()}, {record.row.subject}"

    def render_days(self, record: Any) -> str:
        """First and last day."""
        return days_of(record.row.start, record.row.end)

    def render_served(self, record: Any) -> str:
        """T2 of T1."""
        return f"{record.months_served}/{record.row.months_to_serve}"

    def render_ends_on(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_cost(self, value: int) -> str:
        """Thousands with dots."""
        return group(value)

    def render_at_stake(self, value: int) -> str:
        """Thousands with dots."""
        return group(value)

    def render_state(self, value: str) -> SafeString:
        """The word."""
        return badge(*COMMITMENT_STATES[value])


def shown_mean(value: Decimal | None) -> str:
    """A mean of periods with one decimal; a dash without people."""
    return "–" if value is None else show_decimal(value, 1)
