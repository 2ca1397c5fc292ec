"""Addresses inside a page."""

import json
import re
import unicodedata

import pytest

from cms.fields import slug_panel
from cms.rules.addresses import anchors


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([], []),
        (["Bước 1. Đối chiếu số liệu"], ["buoc-1-doi-chieu-so-lieu"]),
        (["Phụ lục", "Phụ lục", "PHỤ LỤC"], ["phu-luc", "phu-luc-2", "phu-luc-3"]),
        (["Phụ lục", "Phụ lục 2", "Phụ lục"], ["phu-luc", "phu-luc-2", "phu-luc-3"]),
        (["…", "—"], ["muc", "muc-2"]),
    ],
)
def test_each_heading_has_a_readable_address_of_its_own(headings: list[str], expected: list[str]) -> None:
    assert anchors(headings) == expected


def test_the_editors_screen_takes_the_marks_off_every_vietnamese_letter() -> None:
    letters = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
    text = letters + letters.upper() + unicodedata.normalize("NFD", "ế")
    for pattern, base in json.loads(slug_panel().widget.attrs["data-w-slug-formatters-value"]):
        text = re.sub(pattern[0] if isinstance(pattern, list) else pattern, base, text)
    plain = "a" * 17 + "d" + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5
    assert text == plain * 2 + "e"
