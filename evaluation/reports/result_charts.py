"""Charts of the boards: rates month by month, and what came in and was resolved in each step."""

from typing import Final

import pygal
from django.utils.translation import gettext as _

from evaluation.enums import Measure
from evaluation.rules.result_text import GivenTarget
from evaluation.rules.results import rounded
from evaluation.selectors.results.trend import Trend, TrendMonth
from staff.reports.charts import chart_style, picture

_INK: Final = "#1a242d"
_RATE_COLOURS: Final = ("#0f5269", "#a15c00", "#0f5269", "#a15c00")
_FLOW_COLOURS: Final = ("#9db3bd", "#0f5269")


def rate_chart(trend: Trend, targets: dict[Measure, GivenTarget | None]) -> bytes:
    """R1 of việc and tiền over the twelve months, dashed the targets in force; months not reported are bridged."""
    chart = pygal.Line(
        js=[],
        style=chart_style(_RATE_COLOURS, _INK, 13),
        width=760,
        height=360,
        x_label_rotation=0,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        print_values=True,
        print_values_position="top",
        show_y_guides=False,
        truncate_legend=-1,
        margin=8,
        margin_right=56,
        margin_bottom=24,
        range=(0, 100),
        stroke_style={"width": 2.5},
        no_data_text=_("No figures"),
        formatter=lambda value: f"{value:.2f}".replace(".", ","),
    )
    chart.x_labels = [str(months) for months in range(1, 13)]
    for measure in Measure:
        rates = {found.month.months: _percent(found) for found in trend.of(measure)}
        if rates:
            chart.add(str(measure.label), [rates.get(months) for months in range(1, 13)])
    for measure, target in targets.items():
        if target is not None and trend.of(measure):
            chart.add(
                _("Target, %(measure)s (dashed)") % {"measure": str(measure.label).lower()},
                [{"value": float(target.percent), "formatter": _nothing} for _month in range(12)],
                show_dots=False,
                stroke_style={"width": 1.5, "dasharray": "7, 6"},
            )
    return picture(chart)


def flow_chart(trend: Trend) -> bytes:
    """Cases newly accepted and resolved in each step of the year."""
    chart = pygal.Bar(
        js=[],
        style=chart_style(_FLOW_COLOURS, _INK, 13),
        width=760,
        height=320,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        print_values=True,
        print_values_position="top",
        show_y_guides=False,
        show_y_labels=False,
        truncate_legend=-1,
        margin=8,
        margin_bottom=24,
        no_data_text=_("No figures"),
        formatter=lambda value: f"{value:,.0f}".replace(",", "."),
    )
    chart.x_labels = [step_name(found) for found in trend.cases]
    if trend.cases:
        chart.add(_("Newly accepted (C2)"), [found.step.figures.accepted for found in trend.cases])
        chart.add(_("Resolved (C12)"), [found.step.figures.resolved for found in trend.cases])
    return picture(chart)


def step_name(found: TrendMonth) -> str:
    """Which months of the statistical year a step covers: "7–9", or "4"."""
    last = found.month.months
    first = last - found.step.months + 1
    return str(last) if first == last else f"{first}–{last}"


def _percent(found: TrendMonth) -> float | None:
    value = rounded(found.now.resolved_rate.percent)
    return None if value is None else float(value)


def _nothing(_value: object) -> str:
    return ""
