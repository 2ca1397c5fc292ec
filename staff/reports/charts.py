"""Charts drawn on the server: SVG images without scripts, printable, each with a table behind it."""

import re
import sys
from collections.abc import Sequence
from typing import Any, Final

import pygal
from pygal.style import Style

# pygal leaves a finder of a kind Python no longer asks in every later import, which then warns; it
# only serves "pygal.maps.*" plug-ins, and we have none.
sys.meta_path[:] = [f for f in sys.meta_path if not isinstance(f, pygal.PluginImportFixer)]

_SPACES: Final = "\u00a0" * 8
_FULL: Final = re.compile("thi hành án dân sự", re.IGNORECASE)
_LONGEST: Final = 48
_FONT: Final = "'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"


def chart_style(colours: Sequence[str], values: str, value_size: int = 14) -> Style:
    """Our look for pygal: no ground of its own, so that the page can turn it dark (`--chart-filter`)."""
    families = ("", "value_", "value_label_", "label_", "major_label_", "legend_", "no_data_")
    return Style(
        background="transparent",
        plot_background="transparent",
        foreground="#485562",
        foreground_strong="#1a242d",
        foreground_subtle="#dce1e5",
        colors=tuple(colours),
        value_colors=(values,) * len(colours),
        label_font_size=14,
        major_label_font_size=14,
        legend_font_size=14,
        value_font_size=value_size,
        no_data_font_size=16,
        opacity="1",
        transition="0s",
        **{f"{part}font_family": _FONT for part in families},
    )


_STYLE: Final = chart_style(("#0f5269",), "#1a242d")


def picture(chart: Any) -> bytes:
    """A chart of pygal as an image file: no script, no foreign address."""
    chart.add_xml_filter(_picture_alone)
    return bytes(chart.render())


def short_unit(name: str) -> str:
    """A unit as agencies abbreviate it; the end tells units apart, so the beginning goes first."""
    known = _FULL.sub("THADS", name)
    return known if len(known) <= _LONGEST else f"…{known[-_LONGEST:]}"


def bar_chart(counts: Sequence[tuple[str, int]], *, nothing: str) -> bytes:
    """Horizontal bars in the order given, the first on top; `nothing` stands where there is none."""
    chart = pygal.HorizontalBar(
        js=[],
        style=_STYLE,
        width=560,
        height=44 + 34 * len(counts),
        show_legend=False,
        print_values=True,
        print_values_position="top",
        show_x_labels=False,
        show_x_guides=False,
        show_y_guides=False,
        margin=8,
        spacing=8,
        no_data_text=nothing,
        range=(0, max((count for _label, count in counts), default=0) * 1.12 or 1),
        # The figure is centred on the end of its bar: hard spaces push it out.
        formatter=lambda value: f"{_SPACES}{value:.0f}",
    )
    # pygal draws from the bottom up.
    upwards = list(reversed(counts))
    chart.x_labels = [label for label, _count in upwards]
    chart.add("", [count for _label, count in upwards])
    return picture(chart)


def _picture_alone(svg: Any) -> Any:
    """Even without its foreign scripts pygal writes one inline, and comments with addresses."""
    for parent in list(svg.iter()):
        for child in list(parent):
            if callable(child.tag) or child.tag.endswith("script"):
                parent.remove(child)
    return svg
