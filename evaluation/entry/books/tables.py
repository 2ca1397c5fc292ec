"""Lists of the statistical books."""

from datetime import date
from typing import Any, Final

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluation.rules.caseload import Rate
from evaluation.rules.periods import StatMonth
from evaluation.selectors.shown import caseload_rate, count
from hrm.kernel.dates import show_date, show_last_day
from hrm.kernel.numbers import show_decimal

_NUMBER: Final = {"th": {"class": "num"}, "td": {"class": "num"}}
_TITLE: Final = {"td": {"class": "card-title"}}


def rate_parts(rate: Rate) -> tuple[str, str]:
    """12,34% and 567/4.596; a dash and what was resolved without a target."""
    if rate.value is None:
        return "–", count(rate.numerator)
    shown = caseload_rate(rate.numerator, rate.denominator)
    return f"{shown}%", f"{count(rate.numerator)}/{count(rate.denominator)}"


def rate_text(rate: Rate) -> str:
    """12,34% (567/4.596); a dash without a target."""
    percent, parts = rate_parts(rate)
    return percent if rate.value is None else f"{percent} ({parts})"


class ReportTable(tables.Table):
    """Supplementary reports."""

    number = tables.Column(
        verbose_name=_("Number of the report"),
        linkify=("evaluation:supplement", {"pk": tables.A("pk")}),
        attrs=_TITLE,
    )
    signed_on = tables.Column(verbose_name=_("Signed on"))
    signer = tables.Column(verbose_name=_("Signed by"))
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "-signed_on"))
    month = tables.Column(verbose_name=_("Period"), accessor="months", order_by=("year", "months"))
    rows_changed = tables.Column(verbose_name=_("Corrected rows"), attrs=_NUMBER)

    cards = True
    caption = _("Supplementary reports")
    empty_icon = "file"
    empty_text = _("No supplementary report yet")
    empty_hint = _("Closed books are corrected by a supplementary report with an explanation.")

    class Meta:
        default = "–"

    def render_signed_on(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_month(self, record: Any) -> str:
        """9 tháng năm 2026."""
        return StatMonth(record.year, record.months).title


class TargetTable(tables.Table):
    """Targets of units and officers."""

    year = tables.Column(verbose_name=_("Statistical year"), attrs={"td": {"class": "fit"}})
    whose = tables.Column(
        verbose_name=_("Target of"),
        accessor="unit__name",
        order_by=("unit__code", "officer__name_key"),
        attrs=_TITLE,
    )
    measure = tables.Column(verbose_name=_("Measure"))
    percent = tables.Column(verbose_name=_("Target (%)"), attrs=_NUMBER)
    start = tables.Column(verbose_name=_("From day"))
    end = tables.Column(verbose_name=_("Last day"), empty_values=())
    decision = tables.Column(verbose_name=_("Decision"))
    reason = tables.Column(verbose_name=_("Reason for the change"), orderable=False)
    change = tables.Column(verbose_name=_("Actions"), accessor="pk", orderable=False)

    cards = True
    caption = _("Targets")
    empty_icon = "star"
    empty_text = _("No target matches")
    empty_hint = _(
        "Targets are entered by hand or brought in from a workbook; only those in your reach are listed."
    )
    not_exported = ("change",)

    class Meta:
        default = "–"

    def __init__(self, *args: Any, changeable: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not changeable:
            self.columns.hide("change")

    def render_whose(self, record: Any) -> str:
        """The officer with the unit, or the unit."""
        if record.officer is None:
            return str(record.unit.name)
        return f"{record.officer.full_name} ({record.officer.number}), {record.unit.name}"

    def render_measure(self, record: Any) -> str:
        """Việc, Tiền."""
        return str(record.get_measure_display())

    def render_percent(self, value: Any) -> str:
        """83,90."""
        return show_decimal(value, 2) if value == round(value, 2) else show_decimal(value, 3)

    def render_start(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_end(self, record: Any) -> str:
        """The last day it holds: of the row, else of the statistical year."""
        return show_last_day(record.end) or show_date(StatMonth(record.year, 12).last_day)

    def render_decision(self, record: Any) -> str:
        """Number and date."""
        return f"{record.decision}, {show_date(record.decision_date)}"

    def render_change(self, record: Any) -> SafeString | str:
        """The way to a new decision, for the row in force."""
        if record.end is not None:
            return ""
        address = reverse("evaluation:target_change", args=[record.pk])
        return format_html('<a class="btn btn-secondary btn-sm" href="{}">{}</a>', address, _now("Adjust"))


class DriveTable(tables.Table):
    """Drives with their progress."""

    name = tables.Column(
        verbose_name=_("Drive"),
        accessor="drive__name",
        linkify=("evaluation:drive", {"pk": tables.A("drive__pk")}),
        attrs=_TITLE,
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="drive__unit__name")
    days = tables.Column(verbose_name=_("Days"), accessor="drive__start")
    state = tables.Column(verbose_name=_("State"), accessor="drive__pk", orderable=False)
    cases = tables.Column(verbose_name=_("Cases of the target"), orderable=False, attrs=_NUMBER)
    money = tables.Column(verbose_name=_("Money of the target (đồng)"), orderable=False, attrs=_NUMBER)

    cards = True
    caption = _("Drives")
    empty_icon = "star"
    empty_text = _("No drive matches")
    empty_hint = _("Only drives that concern units in your reach are listed.")

    class Meta:
        default = "–"

    def render_days(self, record: Any) -> str:
        """From to, both included."""
        return f"{show_date(record.drive.start)} – {show_last_day(record.drive.end)}"

    def render_state(self, record: Any) -> SafeString:
        """Running with the days left, to come, or over."""
        label, tone = drive_state(record.drive, timezone.localdate())
        return render_to_string("components/badge.html", {"label": label, "tone": tone})

    def render_cases(self, value: Rate) -> str:
        """Share with numerator and denominator."""
        return rate_text(value)

    def render_money(self, value: Rate) -> str:
        """Share with numerator and denominator."""
        return rate_text(value)


def drive_state(drive: Any, today: date) -> tuple[str, str]:
    """Where a drive stands in words, and the tone of its badge."""
    if today < drive.start:
        return _now("To come"), "neutral"
    if drive.end and today >= drive.end:
        return _now("Ended"), "neutral"
    return _now("Running, %(days)s days left") % {"days": (drive.end - today).days}, "info"


class OutsideTable(tables.Table):
    """Ours and theirs."""

    unit = tables.Column(verbose_name=_("Unit"), order_by=("unit_code",), attrs=_TITLE)
    source = tables.Column(verbose_name=_("Source"))
    measure = tables.Column(verbose_name=_("Measure"))
    column = tables.Column(verbose_name=_("Column"), order_by=("code",))
    ours = tables.Column(verbose_name=_("Ours"), attrs=_NUMBER)
    theirs = tables.Column(verbose_name=_("Theirs"), attrs=_NUMBER)
    difference = tables.Column(verbose_name=_("Difference"), attrs=_NUMBER)
    place = tables.Column(verbose_name=_("Read from"), orderable=False)

    cards = True
    caption = _("Our figures against those of court and procuracy")
    empty_icon = "equal"
    empty_text = _("Nothing to compare")
    empty_hint = _("Bring in the figures of court or procuracy, or choose another period.")

    class Meta:
        default = "–"
        row_attrs = {"class": lambda record: "row-error" if record.differs else None}

    def render_column(self, record: Any) -> str:
        """Heading and code."""
        return f"{record.column} ({record.code})"

    def render_ours(self, value: int) -> str:
        """Dots for thousands."""
        return count(value)

    def render_theirs(self, value: int) -> str:
        """Dots for thousands."""
        return count(value)

    def render_difference(self, value: int) -> SafeString | str:
        """Signed; a word beside an agreement."""
        if not value:
            return _now("agrees")
        return f"+{count(value)}" if value > 0 else count(value)

    def value_ours(self, value: int) -> int:
        """A number in a workbook."""
        return value

    def value_theirs(self, value: int) -> int:
        """A number in a workbook."""
        return value

    def value_difference(self, value: int) -> int:
        """A number in a workbook."""
        return value
