"""Lists of inspections and plans, and the board of findings by unit."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.enums import InspectionState
from cms.models import Inspection, InspectionPlan
from cms.reports.governance import NAME, NUMBER, STATE_TONES, badge
from cms.rules.inspections import Tally, percent
from cms.selectors.inspections import BoardLine, total_of
from hrm.kernel.dates import show_date, show_last_day
from hrm.kernel.numbers import show_decimal


class InspectionTable(tables.Table):
    """Inspections in reach."""

    subject = tables.Column(
        verbose_name=_("What it is about"), linkify=("cms:inspection", {"pk": tables.A("pk")}), attrs=NAME
    )
    unit = tables.Column(verbose_name=_("Unit inspected"), accessor="unit__name", order_by=("unit__code",))
    by_unit = tables.Column(
        verbose_name=_("Inspected by"), accessor="by_unit__name", order_by=("by_unit__code",)
    )
    kind = tables.Column(verbose_name=_("Kind"))
    start = tables.Column(verbose_name=_("First day"))
    end = tables.Column(verbose_name=_("Last day"))
    plan = tables.Column(verbose_name=_("Plan"), accessor="plan__symbol")
    conclusion_symbol = tables.Column(verbose_name=_("Conclusion"))
    remedied = tables.Column(verbose_name=_("Findings remedied"), attrs=NUMBER)
    state = tables.Column(verbose_name=_("State"))

    cards = True
    caption = _("Inspections")
    empty_icon = "search"
    empty_text = _("No inspection matches")
    empty_hint = _("Inspections and self-inspections of the units in your reach are listed here.")

    class Meta:
        model = Inspection
        fields = ()
        default = ""
        sequence = (
            "subject",
            "unit",
            "by_unit",
            "kind",
            "start",
            "end",
            "plan",
            "conclusion_symbol",
            "remedied",
            "state",
        )

    def render_start(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_end(self, value: date) -> str:
        """The last day."""
        return show_last_day(value)

    def render_remedied(self, record: Any) -> str:
        """Closed findings of all; a dash without any."""
        return f"{record.remedied}/{record.found}" if record.found else "–"

    def render_state(self, record: Any) -> SafeString:
        """A badge with the word."""
        return badge(record.get_state_display(), STATE_TONES[InspectionState(record.state)])


class PlanTable(tables.Table):
    """Plans in reach."""

    title = tables.Column(
        verbose_name=_("Plan"), linkify=("cms:inspection_plan", {"pk": tables.A("pk")}), attrs=NAME
    )
    symbol = tables.Column(verbose_name=_("Symbol"))
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code",))
    year = tables.Column(verbose_name=_("Year"), attrs=NUMBER)
    issued_on = tables.Column(verbose_name=_("Issued on"))
    carried_out = tables.Column(verbose_name=_("Carried out"), attrs=NUMBER)

    cards = True
    caption = _("Inspection plans")
    empty_icon = "calendar"
    empty_text = _("No inspection plan yet")
    empty_hint = _("A plan holds the inspections and self-inspections of a year.")

    class Meta:
        model = InspectionPlan
        fields = ()
        default = ""
        sequence = ("title", "symbol", "unit", "year", "issued_on", "carried_out")

    def render_year(self, value: int) -> str:
        """A year has no thousands."""
        return str(value)

    def render_issued_on(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_carried_out(self, record: Any) -> str:
        """Concluded inspections of those planned."""
        return f"{record.carried_out}/{record.planned}" if record.planned else "–"


def shares(findings: Tally) -> dict[str, Any]:
    """The two shares of the board: remedied of all, overdue of all; cut to one place."""
    closed = percent(findings.closed, findings.total)
    overdue = percent(findings.overdue, findings.total)
    return {
        "findings": findings,
        "closed": show_decimal(closed, 1) if closed is not None else "",
        "overdue": show_decimal(overdue, 1) if overdue is not None else "",
    }


def board_rows(lines: Iterable[BoardLine]) -> tuple[list[str], list[list[Any]]]:
    """The board as rows of a workbook, the total last; shares as numerator and denominator."""
    headings = [
        _now("Unit code"),
        _now("Unit"),
        _now("Inspections"),
        _now("Findings"),
        _now("Remedied"),
        _now("of these on time"),
        _now("Open, in time"),
        _now("Overdue"),
        _now("Remedied (%)"),
    ]
    listed = list(lines)
    rows = [_row(each.code, each.name, each.inspections, each.findings) for each in listed]
    total = _row("", _now("Total"), sum(each.inspections for each in listed), total_of(listed))
    return headings, [*rows, total]


def _row(code: str, name: str, inspections: int, found: Tally) -> list[Any]:
    counts = [found.total, found.closed, found.on_time, found.waiting, found.overdue]
    return [code, name, inspections, *counts, shares(found)["closed"] or None]
