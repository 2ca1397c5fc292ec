"""Exports that run no formulas, and the workbook that shows what was wrong."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm.kernel.workbook.problems import Problem
from hrm.kernel.workbook.reader import open_workbook
from hrm.kernel.workbook.writer import defuse, write_csv, write_error_workbook, write_table
from tests.kernel.building import ods, ods_rows, xls, xlsx

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "http://x.vn"]


def exported(title, columns, rows):
    out = io.BytesIO()
    write_table(out, title, columns, rows)
    return openpyxl.load_workbook(out).worksheets[0]


def csv_of(columns, rows, **options):
    out = io.StringIO()
    write_csv(out, columns, rows, **options)
    return out.getvalue()


def test_an_export_has_its_title_its_headings_and_typed_values():
    rows = [["Lê An", 1234, 2.5, Decimal("89.995"), date(2026, 9, 30), None, True]]
    sheet = exported("Biên chế", list("abcdefg"), rows)
    assert sheet.title == "Biên chế"
    assert sheet["A1"].value == "Biên chế"
    assert [cell.value for cell in sheet[3]] == list("abcdefg")
    *plain, when, nothing, flag = [cell.value for cell in sheet[4]]
    assert plain == ["Lê An", 1234, 2.5, 89.995]
    assert (when.date(), sheet["E4"].number_format, nothing, flag) == (
        date(2026, 9, 30),
        "dd/mm/yyyy",
        None,
        "x",
    )


def test_an_export_prints_on_lying_a4_with_its_headings_on_every_page():
    out = io.BytesIO()
    write_table(out, "Biểu", ["Tên", "Số"], [["An", 1]])
    sheet = openpyxl.load_workbook(out).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"


@pytest.mark.parametrize("text", DANGEROUS)
def test_dangerous_text_is_exported_as_text(text):
    sheet = exported(text, [text], [[text]])
    assert [sheet[place].data_type for place in ("A1", "A3", "A4")] == ["s", "s", "s"]
    assert sheet["A4"].value.replace("_x000D_", "\r").replace("\n", "\r") == text
    assert sheet["A4"].hyperlink is None


@pytest.mark.parametrize("title", ["a/b:c*?[d]", "x" * 60, "", "'a'", "History"])
def test_any_title_is_good_for_a_sheet(title):
    assert exported(title, ["a"], []).max_row == 3


@given(st.lists(st.text(), min_size=1, max_size=4))
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_exported_and_read_again(texts):
    out = io.BytesIO()
    write_table(out, "t", ["a"] * len(texts), [texts])
    assert len(open_workbook(out, "a.xlsx").sheets) == 1


def test_a_csv_has_its_header_even_when_empty():
    assert csv_of(["unit", "name"], []) == "unit,name\n"


def test_a_csv_has_dot_decimals_of_four_places_and_nothing_for_unknown():
    row = ["An, Lê", 5, Decimal("0.5"), Decimal("1E+2"), Decimal("0.123456"), 2.5, None, date(2026, 9, 30)]
    line = '"An, Lê",5,0.5000,100.0000,0.123456,2.5000,,30/09/2026\n'
    assert csv_of(list("abcdefgh"), [row]) == "a,b,c,d,e,f,g,h\n" + line


@pytest.mark.parametrize("text", DANGEROUS[:-1])
def test_a_csv_for_people_is_defused_and_numbers_are_not(text):
    assert defuse(text) == f"'{text}"
    assert csv_of(["a", "b"], [[text, -5]], defused=True).rstrip("\n").endswith(",-5")


def test_harmless_text_is_not_touched():
    assert defuse("Nguyễn Văn An") == "Nguyễn Văn An"
    assert csv_of(["a"], [["-x"]]) == "a\n-x\n"


ROWS = [["DANH SÁCH", None], ["Số hiệu", "Họ tên"], ["A1", "=1+1"], ["A2", "x"]]
FOUND = [
    Problem("error", "a.xlsx", "S", "A3", "A1", "số hiệu lạ"),
    Problem("warning", "a.xlsx", "S", "B4", "x", "tên lạ"),
    Problem("error", "a.xlsx", "S", "A4", "=2", "trùng"),
    Problem("error", "a.xlsx", "S", "A4", "=2", "sai"),
    Problem("error", "a.xlsx", "", "", "", "thiếu kỳ"),
    Problem("error", "a.xlsx", "Không có", "A1", "", "lạ"),
]


def returned(source, name, problems=FOUND):
    out = io.BytesIO()
    write_error_workbook(source, name, problems, out)
    return openpyxl.load_workbook(out)


def test_the_bad_cells_come_back_filled_and_explained():
    def touch(workbook):
        workbook["S"].column_dimensions["B"].width = 44
        workbook["S"].merge_cells("A1:B1")

    workbook = returned(xlsx({"S": ROWS}, touch), "a.xlsx")
    sheet = workbook["S"]
    assert [c.comment.text for c in (sheet["A3"], sheet["B4"], sheet["A4"])] == [
        "số hiệu lạ",
        "tên lạ",
        "trùng\nsai",
    ]
    assert {sheet["A3"].fill.fgColor.rgb, sheet["A4"].fill.fgColor.rgb} != {sheet["B4"].fill.fgColor.rgb}
    assert sheet["A2"].comment is None
    assert (sheet.column_dimensions["B"].width, str(sheet.merged_cells)) == (44, "A1:B1")
    assert sheet["B3"].value == "=1+1"


def test_every_problem_is_listed_on_the_first_sheet_and_nothing_there_is_a_formula():
    listed = returned(xlsx({"S": ROWS}), "a.xlsx").worksheets[0]
    assert listed.title == "Lỗi"
    rows = [[cell.value for cell in row] for row in listed.iter_rows()]
    assert rows[0] == ["Mức", "Sheet", "Ô", "Giá trị", "Nội dung"]
    assert rows[1] == ["Lỗi", "S", "A3", "A1", "số hiệu lạ"]
    assert rows[2] == ["Cảnh báo", "S", "B4", "x", "tên lạ"]
    assert len(rows) == 1 + len(FOUND)
    assert listed["D4"].data_type == "s"


def test_a_problem_inside_a_merged_cell_is_shown_on_the_whole_of_it():
    source = xlsx({"S": ROWS}, lambda workbook: workbook["S"].merge_cells("A1:B1"))
    sheet = returned(source, "a.xlsx", [Problem("error", "a.xlsx", "S", "B1", "", "lạ")])["S"]
    assert sheet["A1"].comment.text == "lạ"


@pytest.mark.parametrize(
    ("source", "name", "sheet"),
    [
        (ods(ods_rows(ROWS)), "a.ods", "S"),
        (xls(ROWS), "a.xls", "S"),
        (io.BytesIO("DANH SÁCH;\nSố hiệu;Họ tên\nA1;=1+1\nA2;x\n".encode()), "S.csv", "S"),
    ],
)
def test_other_formats_come_back_as_values_with_the_same_marks(source, name, sheet):
    workbook = returned(source, name)
    copied = workbook[sheet]
    assert [[cell.value for cell in row] for row in copied.iter_rows()] == ROWS
    assert copied["A3"].comment.text == "số hiệu lạ"
    assert copied["B3"].data_type == "s"
    assert workbook.sheetnames == ["Lỗi", sheet]


def test_a_file_that_could_not_be_read_comes_back_as_the_list_alone():
    assert returned(io.BytesIO(b"%PDF"), "a.xlsx").sheetnames == ["Lỗi"]


def test_a_workbook_that_already_has_a_sheet_of_errors_gets_another(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx({"S": ROWS, "Lỗi": [["cũ"]]}).getvalue())
    out = tmp_path / "ra.xlsx"
    write_error_workbook(path, "a.xlsx", FOUND, out)
    assert openpyxl.load_workbook(out).sheetnames == ["Lỗi1", "S", "Lỗi"]
