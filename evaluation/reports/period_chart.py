"""The bands of a period by unit, drawn on the server; the page has the table behind it."""

import re
from typing import Any, Final

import pygal
from django.utils.translation import gettext as _
from pygal.style import Style

from evaluation.enums import Band
from evaluation.selectors.periods import BAND_ORDER, UnitCounts

_FONT: Final = "'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
# The tones of the bands on white, and grey for what is not rated yet.
_COLOURS: Final = ("#4a3d94", "#1b6a42", "#2a578c", "#a12727", "#9aa5af")
_STYLE: Final = Style(
    background="#ffffff",
    plot_background="#ffffff",
    foreground="#485562",
    foreground_strong="#1a242d",
    foreground_subtle="#dce1e5",
    colors=_COLOURS,
    value_colors=("#ffffff",) * len(_COLOURS),
    font_family=_FONT,
    value_font_family=_FONT,
    label_font_family=_FONT,
    major_label_font_family=_FONT,
    legend_font_family=_FONT,
    no_data_font_family=_FONT,
    label_font_size=14,
    major_label_font_size=14,
    legend_font_size=14,
    value_font_size=13,
    no_data_font_size=16,
    opacity="1",
    transition="0s",
)
_FULL: Final = re.compile("thi hành án dân sự", re.IGNORECASE)
_LONGEST: Final = 48


def band_chart(units: list[UnitCounts]) -> bytes:
    """Horizontal stacked bars, one a unit, in the order given."""
    chart = pygal.HorizontalStackedBar(
        js=[],
        style=_STYLE,
        width=1200,
        height=120 + 34 * len(units),
        legend_at_bottom=True,
        legend_at_bottom_columns=5,
        print_values=True,
        show_x_labels=False,
        show_x_guides=False,
        show_y_guides=False,
        margin=8,
        spacing=8,
        truncate_legend=-1,
        truncate_label=-1,
        no_data_text=_("No form yet"),
        formatter=lambda value: f"{value:.0f}" if value else "",
    )
    # pygal draws from the bottom up.
    upwards = list(reversed(units))
    chart.x_labels = [_short(unit.name) for unit in upwards]
    for band in BAND_ORDER:
        label = str(Band(band).label).removesuffix(" nhiệm vụ") if band else _("Not rated yet")
        chart.add(label, [unit.bands[band] or None for unit in upwards])
    chart.add_xml_filter(_without_scripts)
    return bytes(chart.render())


def _without_scripts(root: Any) -> Any:
    """pygal writes its settings as a script even where no script is wanted."""
    for parent in root.iter():
        for child in [child for child in parent if str(child.tag).endswith("script")]:
            parent.remove(child)
    return root


def _short(name: str) -> str:
    """The name as agencies abbreviate it; the end tells units apart, so the beginning goes first."""
    known = _FULL.sub("THADS", name)
    return known if len(known) <= _LONGEST else f"…{known[-_LONGEST:]}"
