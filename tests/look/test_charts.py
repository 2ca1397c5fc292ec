"""Charts: drawn for white paper, without ground, script or foreign address, so that a page can turn them dark."""

import re

import pytest

from evaluation.reports.period_chart import band_chart
from evaluation.selectors.periods import BAND_ORDER, UnitCounts
from staff.reports.charts import bar_chart

CHARTS = {
    "bars": lambda: bar_chart([("Nam", 45), ("Nữ", 51)], nothing="Không có ai"),
    "bands": lambda: band_chart([UnitCounts("T-A", "Phòng khu vực A", 3, dict.fromkeys(BAND_ORDER, 1), {})]),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_picture_alone(name: str) -> None:
    svg = CHARTS[name]().decode()
    assert re.findall(r"<script|https?://(?!www\.w3\.org/)", svg) == []
    grounds = set(re.findall(r"(?:\.plot )?\.background\s*\{\s*fill:\s*([^;}\s]+)", svg))
    assert grounds == {"transparent"}
