"""Gaps of the records as a workbook, and the progress of a campaign as a chart and as a workbook."""

import io
from collections.abc import Sequence
from typing import Final

import pygal
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import show_decimal
from hrm.kernel.workbook.writer import Value, write_table
from staff.reports.charts import chart_style, picture
from staff.selectors.campaigns import DayStanding, Progress, UnitProgress
from staff.selectors.completeness import PersonStanding

_STYLE: Final = chart_style(("#0f5269", "#b06f00"), "#1a242d")


def gaps_workbook(title: str, people: Sequence[PersonStanding], only: str = "") -> bytes:
    """One row for each person and missing field; `only`: just that field."""
    headings = [
        _("Unit code"),
        _("Unit"),
        _("Personnel number"),
        _("Full name"),
        _("Part"),
        _("Missing field"),
    ]
    rows: list[list[Value]] = [
        [person.unit_code, person.unit, person.number, person.full_name, field.group.value, field.label]
        for person in people
        for field in person.record.missing
        if not only or field.key == only
    ]
    return _packed(title, headings, rows)


def progress_workbook(title: str, progress: Progress) -> bytes:
    """Units at the opening and now, with the sum of all below."""
    headings = [
        _("Unit code"),
        _("Unit"),
        _("People"),
        _("Complete records"),
        _("Fields filled at the opening"),
        _("Fields wanted at the opening"),
        _("Fields filled now"),
        _("Fields wanted now"),
        _("Filled now (%)"),
        _("Gained (percentage points)"),
    ]
    total = [_("Total"), None, *_figures(progress.total)]
    rows: list[list[Value]] = [[row.code, row.name, *_figures(row)] for row in progress.rows]
    return _packed(title, headings, [*rows, total])


def progress_chart(days: Sequence[DayStanding]) -> bytes:
    """Fields filled and complete records in per cent, day by day."""
    chart = pygal.Line(
        js=[],
        style=_STYLE,
        width=900,
        height=320,
        range=(0, 100),
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        show_y_guides=True,
        y_labels=[{"label": f"{value}%", "value": value} for value in (0, 25, 50, 75, 100)],
        formatter=lambda value: f"{value:.1f}%".replace(".", ","),
        dots_size=4,
        margin=12,
        no_data_text=_("No figures"),
        x_labels_major_count=8,
        show_minor_x_labels=False,
    )
    chart.x_labels = [show_date(each.day)[:5] for each in days]
    chart.add(_("Fields filled"), [each.figures.share.percent for each in days])
    chart.add(_("Complete records"), [each.figures.complete_percent for each in days])
    return picture(chart)


def _figures(row: UnitProgress) -> list[Value]:
    before = row.baseline.share if row.baseline else None
    now = row.now.share
    return [
        row.now.people,
        row.now.complete,
        before.filled if before else None,
        before.wanted if before else None,
        now.filled,
        now.wanted,
        None if now.percent is None else show_decimal(now.percent, 1),
        None if row.gained is None else show_decimal(row.gained, 1),
    ]


def _packed(title: str, headings: list[str], rows: list[list[Value]]) -> bytes:
    out = io.BytesIO()
    write_table(out, title, headings, rows)
    return out.getvalue()
