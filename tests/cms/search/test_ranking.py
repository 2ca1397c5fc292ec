"""What is found for what was typed, and in which order."""

import unicodedata
from datetime import date

import pytest

from staff.models import Officer
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory


@pytest.fixture
def symbols(add_directive) -> None:
    add_directive("33-CT/TU", "Lãnh đạo công tác thi hành án dân sự", issued_on=date(2020, 9, 25))
    add_directive(
        "05-CT/TW", "Học tập và làm theo", issuer="Bộ Chính trị", summary="Xem 05/CT-TTg và 33-CT/TU."
    )
    add_directive("05/CT-TTg", "Nâng cao hiệu quả", issuer="Thủ tướng", summary="Thực hiện 05-CT/TW.")
    add_directive("05-CT/TU", "Cải cách hành chính", issuer="Tỉnh ủy Q")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("33-CT/TU", "33-CT/TU"),
        ("33 ct/tu", "33-CT/TU"),
        ("33-ct tu", "33-CT/TU"),
        ("33CT/TU", "33-CT/TU"),
        ("33–CT/TU", "33-CT/TU"),
        ("05-CT/TW", "05-CT/TW"),
        ("5-ct/tw", "05-CT/TW"),
        ("05/CT-TTg", "05/CT-TTg"),
        ("05/ct-ttg", "05/CT-TTg"),
        ("05 ct ttg", "05/CT-TTg"),
        ("05-CT/TU", "05-CT/TU"),
        ("33-CT/TU thi hành án", "33-CT/TU"),
    ],
)
def test_a_symbol_finds_its_document_first_however_it_is_typed(symbols, found, typed, first) -> None:
    assert found(typed)[0] == first


def test_alike_symbols_are_kept_apart(symbols, found) -> None:
    """Each names the other in its text, so both are found, each first for its own spelling."""
    assert found("05-CT/TW") == ["05-CT/TW", "05/CT-TTg"]
    assert found("05/CT-TTg") == ["05/CT-TTg", "05-CT/TW"]
    assert "05-CT/TU" not in found("05-CT/TW")


def test_the_beginning_of_a_symbol_lists_its_kin_the_written_form_first(symbols, found) -> None:
    assert found("05/CT")[0] == "05/CT-TTg"
    assert set(found("05-CT")) == {"05-CT/TW", "05-CT/TU", "05/CT-TTg"}


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        (
            "kê biên tài sản",
            [
                "Kê biên tài sản",
                "Kê biên tài sản chung",
                "Hướng dẫn kê biên tài sản",
                "Tài sản phải kê rõ khi biên bản lập",
                "Xác minh",
            ],
        ),
        ("ke bien tai san", None),
        ("KÊ  BIÊN, tài sản!", None),
    ],
)
def test_title_before_text_the_whole_before_the_beginning(site: Cast, add_news, found, typed, titles) -> None:
    expected = titles or [
        "Kê biên tài sản",
        "Kê biên tài sản chung",
        "Hướng dẫn kê biên tài sản",
        "Tài sản phải kê rõ khi biên bản lập",
        "Xác minh",
    ]
    for title in reversed(expected[:-1]):
        add_news(title, date=date(2026, 1, 1))
    add_news(expected[-1], date=date(2026, 9, 1), body=[("text", "<p>Việc kê biên tài sản</p>")])
    add_news("Chuyện khác", date=date(2026, 9, 1))
    assert found(typed) == expected


def test_among_equals_the_newer_comes_first(site: Cast, add_news, found) -> None:
    for day in (3, 9, 6):
        add_news(f"Họp giao ban {day}", date=date(2026, 9, day))
    assert found("họp giao ban") == ["Họp giao ban 9", "Họp giao ban 6", "Họp giao ban 3"]


def test_marks_that_were_typed_put_their_spelling_first(site: Cast, add_news, found) -> None:
    add_news("Dương", date=date(2026, 9, 9))
    add_news("Làm đường", date=date(2026, 1, 1))
    assert found("đường") == ["Làm đường", "Dương"]
    assert found("dương") == ["Dương", "Làm đường"]
    assert found("duong") == ["Dương", "Làm đường"]


def _person(site: Cast, name: str, number: str) -> Officer:
    officer = OfficerFactory(full_name=name, number=number)
    PostingFactory(officer=officer, unit=site.a)
    return officer


def test_people_are_found_without_marks_and_the_marked_spelling_first(site: Cast, found) -> None:
    for number, name in enumerate(
        ("Nguyễn Thị Dương", "Nguyễn Thị Đường", "Nguyễn Thị Đượng", "Nguyễn Thị An")
    ):
        _person(site, name, f"N{number}")
    assert found("nguyen thi duong") == ["Nguyễn Thị Dương", "Nguyễn Thị Đường", "Nguyễn Thị Đượng"]
    for form in ("NFC", "NFD"):
        assert found(unicodedata.normalize(form, "nguyễn thị đường"))[0] == "Nguyễn Thị Đường"
    assert found("Đường")[0] == "Nguyễn Thị Đường"
    assert found("N3") == ["Nguyễn Thị An"]


def test_pages_are_found_composed_and_decomposed(site: Cast, add_news, add_guidance, found) -> None:
    add_news(unicodedata.normalize("NFD", "Đấu giá tài sản"))
    add_guidance("Đấu giá", summary="Các bước")
    for form in ("NFC", "NFD"):
        titles = found(unicodedata.normalize(form, "đấu giá"))
        assert [unicodedata.normalize("NFC", title) for title in titles] == ["Đấu giá", "Đấu giá tài sản"]


def test_only_the_last_word_may_be_a_beginning(site: Cast, add_news, found) -> None:
    add_news("Tập huấn phần mềm")
    assert found("tập huấn ph") == ["Tập huấn phần mềm"]
    assert found("tậ huấn") == []


def test_every_word_is_asked_for_in_title_and_text_together(site: Cast, add_news, found) -> None:
    add_news("Tập huấn", intro="Mở tại Lào Cai")
    assert found("tập huấn lào cai") == ["Tập huấn"]
    assert found("tập huấn hà nội") == []
