"""What was typed, and words as search compares them."""

import unicodedata

import pytest

from cms.rules.search import (
    SNIPPET,
    folded_line,
    highlighted,
    read_query,
    snippet,
    spelled_line,
    symbol_key,
    symbol_loose,
)


def shown(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "words", "spelled"),
    [
        ("Nguyễn Thị Đường", ("nguyen", "thi", "duong"), ("nguyễn", "thị", "đường")),
        ("nguyen thi duong", ("nguyen", "thi", "duong"), ()),
        ("33-CT/TU", ("33", "ct", "tu"), ()),
        ("  %_  ", (), ()),
        ("", (), ()),
        ("'\"; -- ", (), ()),
        ("a_b%c", ("a", "b", "c"), ()),
    ],
)
def test_a_query_is_words_without_marks_and_the_marks_that_were_typed(typed, words, spelled) -> None:
    query = read_query(typed)
    assert (query.words, query.spelled) == (words, spelled)


def test_composed_and_decomposed_letters_are_one_query() -> None:
    text = "Nguyễn Thị Đường"
    forms = {read_query(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


def test_a_query_has_an_end() -> None:
    assert len(read_query("từ " * 5000).words) == 12
    assert len(read_query("x" * 5000).words[0]) == 200


@pytest.mark.parametrize(
    ("typed", "loose"),
    [
        ("33-CT/TU", "33cttu"),
        ("33 ct/tu", "33cttu"),
        ("33-ct tu", "33cttu"),
        ("33–CT/TU", "33cttu"),
        ("5 ct tw", "5cttw"),
        ("05-CT/TW", "5cttw"),
        ("05/CT-TTg", "5ctttg"),
        ("132-qd/tw", "132qdtw"),
        ("335/2025/NĐ-CP", "3352025ndcp"),
        ("Chỉ thị 33", ""),
        ("2026", ""),
    ],
)
def test_a_symbol_may_be_typed_as_one_likes(typed: str, loose: str) -> None:
    assert read_query(typed).symbol_loose == loose


def test_symbols_that_differ_in_letters_stay_apart() -> None:
    assert symbol_loose("05-CT/TW") != symbol_loose("05/CT-TTg")
    assert symbol_key("05 - ct/tw") == "05-CT/TW"
    assert symbol_key("05/ct-tw") != symbol_key("05-ct/tw")


def test_lines_part_words_by_single_blanks() -> None:
    assert folded_line("Đường, số 5 (mới)") == " duong so 5 moi "
    assert spelled_line("Đường, số 5") == " đường số 5 "
    assert folded_line(" , ") == " "


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Thi hành án dân sự", ("an",), "Thi hành [án] dân sự"),
        ("Thi hành án", ("hanh", "an"), "Thi [hành] [án]"),
        ("Đánh giá Hạnh", ("hanh", "gia"), "Đánh [giá] [Hạnh]"),
        ("hành chính hànhlang", ("hanh", "x"), "[hành] chính hànhlang"),
        ("đánh giá", ("danh", "gi"), "[đánh] [giá]"),
        ("<b>án</b>", ("an",), "<b>[án]</b>"),
        ("án", (), "án"),
    ],
)
def test_hits_are_whole_words_and_the_beginning_for_the_last(text, words, expected) -> None:
    assert shown(highlighted(text, words)) == expected


def test_a_snippet_shows_the_place_with_most_words_and_never_cuts_one() -> None:
    text = "mở đầu " * 80 + "rồi thi hành án ở đây " + "kết thúc " * 80
    told = shown(snippet(text, ("thi", "hanh", "an")))
    assert "[thi] [hành] [án]" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < SNIPPET + 20
    assert set(told.replace("[", "").replace("]", "").split()) <= {*text.split(), "…"}


def test_a_short_text_is_shown_whole() -> None:
    assert shown(snippet("Nội dung", ("khac",))) == "Nội dung"
