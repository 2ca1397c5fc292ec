"""Charts of the boards: quota against present, who leaves month by month, work per officer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import pygal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hrm.kernel.dates import show_date
from staff.reports.charts import chart_style, picture, short_unit
from staff.rules.leaving import LeavingCause
from staff.rules.pressure import Level
from staff.selectors.leaving import Month
from staff.selectors.pressure import PressureBoard
from staff.selectors.pressure_shown import rounded
from staff.selectors.staffing import Board, StaffingRow

CAUSE_LABELS: Final = {
    LeavingCause.RETIREMENT: gettext_lazy("Retirement"),
    LeavingCause.KNOWN_END: gettext_lazy("Known end"),
    LeavingCause.TERM: gettext_lazy("Term ends"),
    LeavingCause.CONTRACT: gettext_lazy("Contract ends"),
}
MOST_BARS: Final = 40

_INK: Final = "#1a242d"
_GAP_STYLE: Final = chart_style(("#9db3bd", "#0f5269"), _INK, 13)
_CAUSE_COLOURS: Final = {
    LeavingCause.RETIREMENT: "#0f5269",
    LeavingCause.KNOWN_END: "#a12727",
    LeavingCause.TERM: "#7d5200",
    LeavingCause.CONTRACT: "#667380",
}
_USUAL, _HIGH, _MEAN = "#0f5269", "#a12727", "#667380"
_SPACES: Final = "\u00a0" * 8


@dataclass(frozen=True)
class Bar:
    """A unit in the chart; the bars of a board add up to its total."""

    name: str
    quota: int | None
    present: int


def board_bars(board: Board, most: int = MOST_BARS) -> list[Bar]:
    """Units for the chart: as deep into the tree as `most` bars allow, so that big boards show provinces."""
    deepest = max((row.depth for row in board.rows), default=0)
    for depth in range(deepest, -1, -1):
        bars = [bar for row in board.rows if row.depth <= depth and (bar := _bar(row, depth))]
        if len(bars) <= most:
            return bars
    return bars[:most]


def _bar(row: StaffingRow, depth: int) -> Bar | None:
    if row.depth == depth or not row.has_units_below:
        return Bar(row.name, row.quota, row.present)
    if row.own.quota is None and not row.own.present:
        return None
    return Bar(_("%(unit)s (itself)") % {"unit": row.name}, row.own.quota, row.own.present)


def gap_chart(bars: Sequence[Bar], *, nothing: str) -> bytes:
    """Two bars a unit, quota above present."""
    chart = pygal.HorizontalBar(
        js=[],
        style=_GAP_STYLE,
        width=640,
        height=96 + 44 * len(bars),
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        print_values=True,
        print_values_position="top",
        show_x_labels=False,
        show_x_guides=False,
        show_y_guides=False,
        margin=8,
        margin_bottom=24,
        spacing=8,
        truncate_label=-1,
        truncate_legend=-1,
        no_data_text=nothing,
        range=(0, max((max(bar.quota or 0, bar.present) for bar in bars), default=0) * 1.1 or 1),
        formatter=lambda value: f"{_SPACES}{value:.0f}",
    )
    # pygal draws the units from the bottom up, the series of each from the top down.
    upwards = list(reversed(bars))
    chart.x_labels = [short_unit(bar.name) for bar in upwards]
    chart.add(_("Quota"), [bar.quota for bar in upwards])
    chart.add(_("Present"), [bar.present for bar in upwards])
    return picture(chart)


def leaving_chart(months: Sequence[Month], causes: Collection[LeavingCause], *, nothing: str) -> bytes:
    """A stacked bar for each month ahead, one part a cause."""
    shown = [cause for cause in LeavingCause if cause in causes]
    chart = pygal.StackedBar(
        js=[],
        style=chart_style([_CAUSE_COLOURS[cause] for cause in shown], "#ffffff", 13),
        width=640,
        height=340,
        x_label_rotation=40,
        legend_at_bottom=True,
        legend_at_bottom_columns=4,
        print_values=True,
        show_y_guides=False,
        show_y_labels=False,
        margin=8,
        margin_bottom=24,
        truncate_legend=-1,
        no_data_text=nothing,
        formatter=lambda value: f"{value:.0f}" if value else "",
    )
    chart.x_labels = [show_date(month.first_day)[3:] for month in months]
    if any(month.counts[cause] for month in months for cause in shown):
        for cause in shown:
            chart.add(str(CAUSE_LABELS[cause]), [month.counts[cause] or None for month in months])
    return picture(chart)


@dataclass(frozen=True)
class PressureBar:
    """Cases per enforcement officer of a unit, or a mean."""

    name: str
    value: Fraction
    colour: str


def pressure_bars(board: PressureBoard) -> list[PressureBar]:
    """Units in the order of the board, the means last; high pressure has a sign before its name."""
    bars = []
    for row in board.rows[:MOST_BARS]:
        if row.cases and row.cases.each is not None:
            high = row.level is Level.HIGH
            name = f"{'▲ ' if high else ''}{short_unit(row.name)}"
            bars.append(PressureBar(name, row.cases.each, _HIGH if high else _USUAL))
    return bars + _mean_bars(board)


def _mean_bars(board: PressureBoard) -> list[PressureBar]:
    named = [(_("Mean of the province"), board.provinces[0])] if len(board.provinces) == 1 else []
    if board.nation is not None:
        named.append((_("Mean of all units with figures"), board.nation))
    loads = [(name, means.cases.load.each) for name, means in named]
    return [PressureBar(name, each, _MEAN) for name, each in loads if each is not None]


def pressure_chart(board: PressureBoard, *, nothing: str) -> bytes:
    """One bar a unit and a mean, in the order given."""
    bars = pressure_bars(board)
    chart = pygal.HorizontalBar(
        js=[],
        style=chart_style((_USUAL,), _INK),
        width=720,
        height=44 + 34 * len(bars),
        show_legend=False,
        print_values=True,
        print_values_position="top",
        show_x_labels=False,
        show_x_guides=False,
        show_y_guides=False,
        margin=8,
        spacing=8,
        truncate_label=-1,
        no_data_text=nothing,
        range=(0, max((float(bar.value) for bar in bars), default=0) * 1.12 or 1),
        formatter=lambda value: f"{_SPACES}{value:.1f}".replace(".", ","),
    )
    upwards = list(reversed(bars))
    chart.x_labels = [bar.name for bar in upwards]
    # Rounded here, half up, so that the picture says what the table says.
    chart.add("", [{"value": float(rounded(bar.value, 1)), "color": bar.colour} for bar in upwards])
    return picture(chart)
