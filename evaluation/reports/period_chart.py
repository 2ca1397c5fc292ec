"""The bands of a period by unit, drawn on the server; the page has the table behind it."""

from typing import Final

import pygal
from django.utils.translation import gettext as _

from evaluation.enums import Band
from evaluation.selectors.periods import BAND_ORDER, UnitCounts
from staff.reports.charts import chart_style, picture, short_unit

# The tones of the bands as in the tokens, and grey for what is not rated yet.
_COLOURS: Final = ("#4a3d94", "#1b6a42", "#7d5200", "#a12727", "#667380")
_STYLE: Final = chart_style(_COLOURS, "#ffffff", 13)


def band_chart(units: list[UnitCounts]) -> bytes:
    """Horizontal stacked bars, one a unit, in the order given."""
    chart = pygal.HorizontalStackedBar(
        js=[],
        style=_STYLE,
        width=1200,
        height=136 + 34 * len(units),
        legend_at_bottom=True,
        legend_at_bottom_columns=5,
        print_values=True,
        show_x_labels=False,
        show_x_guides=False,
        show_y_guides=False,
        margin=8,
        margin_bottom=24,
        spacing=8,
        truncate_legend=-1,
        truncate_label=-1,
        no_data_text=_("No form yet"),
        formatter=lambda value: f"{value:.0f}" if value else "",
    )
    # pygal draws from the bottom up.
    upwards = list(reversed(units))
    chart.x_labels = [short_unit(unit.name) for unit in upwards]
    for band in BAND_ORDER:
        label = str(Band(band).label).removesuffix(" nhiệm vụ") if band else _("Not rated yet")
        chart.add(label, [unit.bands[band] or None for unit in upwards])
    return picture(chart)
