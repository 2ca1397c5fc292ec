"""One spelling, folding, and the Vietnamese order of names."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm.kernel.text import NameMatch, compare_names, fold, nfc, vietnamese_name_key


def test_spelling_is_composed_and_spaces_of_every_kind_are_one():
    raw = unicodedata.normalize("NFD", "\ufeff Nguyễn\u00a0\u00a0Thị\n Đường\u200b\x00 ")
    assert nfc(raw) == "Nguyễn Thị Đường"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Đường", "nguyen thi duong"),
        ("SỐ  HIỆU", "so hieu"),
        ("Lần chậm\ntiến độ", "lan cham tien do"),
        ("Ủy thác", "uy thac"),
        ("Ơ Ư Ă Â Ê Ô", "o u a a e o"),
        ("I.1", "i.1"),
    ],
)
def test_folding_leaves_plain_lower_case(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [
        ("Nguyễn Văn An", "  NGUYỄN văn\u00a0an", NameMatch.SAME),
        ("Nguyễn Thị Thúy", "Nguyễn Thị Thuý", NameMatch.DIACRITICS),
        ("Tống Văn An", "Tông Văn An", NameMatch.DIACRITICS),
        ("Đỗ Hà", "Do Ha", NameMatch.DIACRITICS),
        ("Nguyễn Văn An", "Nguyễn Văn Ân Sơn", NameMatch.OTHER),
    ],
)
def test_names_compare_as_same_as_misspelt_or_as_other(a, b, match):
    assert compare_names(a, b) is match


def test_names_sort_by_given_name_then_family_and_middle_in_vietnamese_order():
    in_order = [
        "Nguyễn Văn An",
        "Nguyễn Văn Anh",
        "Trần Anh",
        "Lê Thị Ánh",
        "Lê Ảo",
        "Lê Ăn",
        "Lê Ân",
        "Lê Dung",
        "Lê Dũng",
        "Lê Đan",
        "Lê Hoa",
        "Lê Hòa",
        "Lê Hỏa",
        "Lê Hõa",
        "Lê Hóa",
        "Lê Họa",
        "Lê Ô",
        "Lê Ơ",
        "Lê Ung",
        "Lê Ưng",
        "Lê Yên",
    ]
    mixed = in_order[::-1]
    assert sorted(mixed, key=vietnamese_name_key) == in_order


@settings(deadline=None)
@given(st.text())
def test_a_sort_key_is_plain_so_that_every_database_sorts_it_alike(name):
    key = vietnamese_name_key(name)
    assert key.isascii()
    assert key == "".join(c for c in key if c.isalnum()).lower()


@pytest.mark.parametrize("name", ["", " ", "-", "H'Hen Niê", "Y-Blôm", "An 2", "李"])
def test_unusual_names_have_a_key_too(name):
    assert isinstance(vietnamese_name_key(name), str)
