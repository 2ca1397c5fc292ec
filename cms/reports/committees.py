"""Lists of committees and of their conclusions with the state of their tasks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.models import Committee
from cms.reports.governance import NAME, NUMBER, done_of, plain_tasks
from cms.selectors.committees import ConclusionLine
from hrm.kernel.dates import show_date


class CommitteeTable(tables.Table):
    """Steering committees in reach."""

    name = tables.Column(
        verbose_name=_("Name"), linkify=("cms:committee", {"pk": tables.A("pk")}), attrs=NAME
    )
    unit = tables.Column(verbose_name=_("Standing agency"), accessor="unit__name", order_by=("unit__code",))
    decision = tables.Column(verbose_name=_("Founding decision"))
    start = tables.Column(verbose_name=_("Since"))
    end = tables.Column(verbose_name=_("No longer since"))
    held = tables.Column(verbose_name=_("Meetings"), attrs=NUMBER)
    concluded = tables.Column(verbose_name=_("Conclusions"), attrs=NUMBER)

    cards = True
    caption = _("Steering committees")
    empty_icon = "users"
    empty_text = _("No steering committee yet")
    empty_hint = _("Only provinces have one (Decree 152/2026 art. 103, 104).")

    class Meta:
        model = Committee
        fields = ()
        default = "–"
        sequence = ("name", "unit", "decision", "start", "end", "held", "concluded")

    def render_start(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_end(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)


def conclusion_rows(lines: Iterable[ConclusionLine]) -> tuple[list[str], list[list[Any]]]:
    """Conclusions as rows of a workbook, each with its tasks in words."""
    headings = [
        _now("Meeting"),
        _now("Held on"),
        _now("Notice of conclusions"),
        _now("Number"),
        _now("Conclusion"),
        _now("Tasks finished"),
        _now("Tasks given, overdue"),
        _now("Tasks given"),
    ]
    return headings, [
        [
            line.conclusion.meeting.subject,
            line.conclusion.meeting.held_on,
            line.conclusion.meeting.notice_symbol,
            line.conclusion.number,
            line.conclusion.text,
            done_of(line.count),
            line.count.overdue,
            plain_tasks(line.tasks),
        ]
        for line in lines
    ]
