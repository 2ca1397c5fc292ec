"""Typed reading of cells, and what is said of a cell that cannot be read."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from hrm.kernel.dates import PartialDate
from hrm.kernel.workbook.book import Cell, ErrorValue
from hrm.kernel.workbook.cells import Reader


def cell(value):
    return Cell("Công chức", 7, 3, value)


def read(method, value, *args):
    """What a reader makes of the value, and the messages it leaves."""
    reader = Reader("a.xlsx")
    result = getattr(reader, method)(cell(value), *args)
    return result, [p.message for p in reader.errors]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("  Lê\u00a0 An ", "Lê An"), (12, "12"), (3.3, "3.3"), (date(2026, 9, 1), "01/09/2026")],
)
def test_text(value, text):
    assert read("text", value) == (text, [])


def test_text_that_is_too_long():
    assert read("text", "abcd", 3) == ("", ["nội dung quá dài (4 ký tự); tối đa 3 ký tự"])
    assert read("text", "abc", 3) == ("abc", [])


@pytest.mark.parametrize(("value", "sex"), [("Nam", "m"), ("NỮ", "f"), (" nu ", "f"), (None, None)])
def test_choice(value, sex):
    assert read("choice", value, {"nam": "m", "nu": "f"}, "Nam, Nữ") == (sex, [])


def test_an_unknown_choice_says_what_is_expected():
    result = read("choice", "Khác", {"nam": "m"}, "Nam, Nữ")
    assert result == (None, ["giá trị không hợp lệ; cần: Nam, Nữ"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("30/09/2026", PartialDate(date(2026, 9, 30), "day")),
        ("\u00a009/2026", PartialDate(date(2026, 9, 1), "month")),
        ("1975", PartialDate(date(1975, 1, 1), "year")),
        (1975, PartialDate(date(1975, 1, 1), "year")),
        (date(2026, 9, 30), PartialDate(date(2026, 9, 30), "day")),
        (datetime(2026, 9, 30, 5), PartialDate(date(2026, 9, 30), "day")),
    ],
)
def test_date(value, expected):
    assert read("date", value) == (expected, [])


@pytest.mark.parametrize("value", ["31/02/2026", 45000, 19.75, True, "hôm qua", date(1899, 12, 31)])
def test_what_is_no_date(value):
    message = "không phải là ngày có thật; cần: ngày dạng dd/mm/yyyy, mm/yyyy hoặc yyyy, ví dụ 30/09/2026"
    assert read("date", value) == (None, [message])


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("ba", "không phải là số"),
        (2.5, "không phải số nguyên"),
        (-1, "số âm"),
        ("1.2", "dấu chấm chỉ được dùng để tách từng nhóm ba chữ số"),
        (1e20, "số quá lớn"),
    ],
)
def test_what_is_no_count(value, reason):
    assert read("count", value) == (None, [f"{reason}; cần: số nguyên, ví dụ 12 hoặc 1.234"])


def test_numbers():
    assert read("count", "1.234\u00a0") == (1234, [])
    assert read("count", None) == (None, [])
    assert read("money", "1.250,5", "nghìn đồng") == (1250500, [])
    assert read("money", "1.250.000", "đồng") == (1250000, [])
    assert read("decimal", "2,34") == (Decimal("2.34"), [])


@pytest.mark.parametrize("mark", ["x", "X", " có ", 1, "1", "đ", "Đ", True])
def test_a_flag_that_is_set(mark):
    assert read("flag", mark) == (True, [])


@pytest.mark.parametrize("mark", [None, " ", 0, "không", False])
def test_a_flag_that_is_not_set(mark):
    assert read("flag", mark) == (False, [])


def test_a_flag_that_cannot_be_understood():
    assert read("flag", "?") == (False, ["giá trị không hợp lệ; cần: chữ x hoặc để trống"])


@pytest.mark.parametrize("method", ["text", "date", "count", "decimal", "flag"])
def test_a_failed_formula_is_an_error_for_every_kind(method):
    result, messages = read(method, ErrorValue("#N/A"))
    assert not result
    assert [message.split(";")[0] for message in messages] == ["công thức trong ô bị lỗi"]


def test_a_required_cell_is_an_error_only_when_empty():
    reader = Reader("a.xlsx")
    reader.required(cell(None), None, "Ngày sinh")
    reader.required(cell("?"), None, "Ngày sinh")
    assert reader.required(cell("An"), "An") == "An"
    assert [p.message for p in reader.problems] == ["phải điền “Ngày sinh”"]


def test_a_problem_names_file_sheet_cell_value_and_what_is_expected():
    reader = Reader("a.xlsx")
    reader.date(cell("31/02/2026"))
    reader.warning(cell(2.5), "lạ")
    assert [p.sentence() for p in reader.errors] == [
        "tệp a.xlsx, sheet Công chức, ô C7, giá trị “31/02/2026”: không phải là ngày có thật; "
        "cần: ngày dạng dd/mm/yyyy, mm/yyyy hoặc yyyy, ví dụ 30/09/2026"
    ]
    assert [p.sentence() for p in reader.warnings] == ["tệp a.xlsx, sheet Công chức, ô C7, giá trị “2,5”: lạ"]
