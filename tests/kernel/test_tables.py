"""Finding tables: headings anywhere and in any order, and the rows that are no data."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm.kernel.workbook.problems import Problem
from hrm.kernel.workbook.reader import open_workbook
from hrm.kernel.workbook.tables import Column, TableSpec, find_tables
from tests.kernel.building import book, xlsx

OFFICERS = TableSpec(
    "officers",
    ("Số hiệu", "Ngày sinh"),
    (
        Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ"), required=True),
        Column("name", ("Họ và tên", "Họ tên"), required=True),
        Column("born", ("Ngày sinh",), required=True),
        Column("seconded_to", ("Biệt phái đến",)),
        Column("quota", ("Biên chế giao",)),
        Column("note", ("Ghi chú",)),
    ),
)
CASES = TableSpec(
    "cases",
    ("Số hiệu", "Loại"),
    (
        Column("number", ("Số hiệu",), required=True),
        Column("name", ("Chấp hành viên",)),
        Column("kind", ("Loại",), required=True),
        Column("old", ("Năm trước chuyển sang",), required=True),
        Column("new", ("Thụ lý mới",), required=True),
        Column("sum", ("Tổng số thụ lý",)),
        Column("eligible", ("Có điều kiện",)),
        Column("done", ("Thi hành xong",)),
    ),
)
HEAD = ["Số hiệu", "Họ và tên", "Ngày sinh", "Biên chế giao"]
AN = ["A1", "Nguyễn Văn An", "1980", 1]
BINH = ["A2", "Tống Thị Bình", "1981", 2]
CASE_HEAD = ["Số hiệu", "Chấp hành viên", "Loại", "Năm trước chuyển sang", "Thụ lý mới"]


def recognise(rows, *specs):
    return find_tables(book(rows), specs or (OFFICERS, CASES))


def table(rows, *specs):
    """The one table in these rows, which must raise no error."""
    found = recognise(rows, *specs)
    assert found.errors == []
    (only,) = found.tables
    return only


def keys(found):
    return [row.cell(found.spec.keys[0]).value for row in found.rows]


def said(found):
    return [(p.level, p.cell, p.value, p.message) for p in found.problems]


class TestHeadings:
    @pytest.mark.parametrize("above", [0, 1, 5, 19])
    def test_the_heading_may_stand_anywhere_in_the_first_twenty_rows(self, above):
        found = table([*[[f"Tiêu đề {n}"] for n in range(above)], HEAD, AN, BINH])
        assert (found.header_row, keys(found)) == (above + 1, ["A1", "A2"])
        assert found.title_rows == [f"Tiêu đề {n}" for n in range(above)]

    def test_below_the_twentieth_row_it_is_not_looked_for(self):
        found = recognise([*[["x"]] * 20, HEAD, AN])
        assert (found.tables, found.unknown_sheets) == ([], ["Bảng"])

    @given(st.permutations(range(4)), st.integers(0, 12))
    @settings(max_examples=25, deadline=None)
    def test_columns_come_in_any_order_at_any_height(self, order, above):
        shuffled = [[row[i] for i in order] for row in (HEAD, AN, BINH)]
        found = table([*[[]] * above, *shuffled])
        assert [
            [row.cell(key).value for key in ("number", "name", "born", "quota")] for row in found.rows
        ] == [AN, BINH]
        assert [row.number for row in found.rows] == [above + 2, above + 3]

    @pytest.mark.parametrize(
        "heading",
        [
            "SỐ HIỆU",
            "so hieu",
            " Số\u00a0\nhiệu ",
            "Số hiệu *",
            "Số hiệu (*)",
            "Mã cán bộ",
            "Số hiệu công chức",
        ],
    )
    def test_headings_are_folded_and_have_alternatives(self, heading):
        assert keys(table([[heading, *HEAD[1:]], AN])) == ["A1"]

    def test_title_rows_are_joined_cell_by_cell(self):
        found = table([["Kỳ báo cáo:", None, "9 tháng năm 2026"], [], ["Đơn vị tính: việc"], HEAD, AN])
        assert found.title_rows == ["Kỳ báo cáo: 9 tháng năm 2026", "Đơn vị tính: việc"]

    def test_a_title_right_above_the_heading_stays_a_title(self):
        found = table([["Đơn vị tính: đồng"], HEAD, AN])
        assert (found.title_rows, found.header_row) == (["Đơn vị tính: đồng"], 2)

    def test_in_two_rows_the_lower_cell_names_the_column(self):
        upper = ["Số hiệu", "Chấp hành viên", "Loại", "Thụ lý", None, None, "Kết quả", None]
        lower = [None, None, None, "Năm trước chuyển sang", "Thụ lý mới", "Tổng số thụ lý", "Có điều kiện",
                 "Thi hành xong"]  # fmt: skip
        found = table(
            [["Kỳ báo cáo: 9 tháng năm 2026"], upper, lower, ["A1", "An", "Chủ động", 1, 2, 3, 4, 5]]
        )
        assert [found.rows[0].cell(c.key).value for c in CASES.columns] == [
            "A1",
            "An",
            "Chủ động",
            1,
            2,
            3,
            4,
            5,
        ]
        assert (found.title_rows, found.header_row) == (["Kỳ báo cáo: 9 tháng năm 2026"], 3)

    def test_an_upper_heading_that_is_also_a_column_gives_way_to_the_lower(self):
        upper = ["Số hiệu", "Loại", "Năm trước chuyển sang", "Thụ lý mới", "Có điều kiện", None]
        lower = [None, None, None, None, "Thi hành xong", "Khác"]
        found = recognise([upper, lower, ["A1", "Chủ động", 1, 2, 3, 4]])
        assert found.tables[0].columns == {"number": 1, "kind": 2, "old": 3, "new": 4, "done": 5}
        assert [p.value for p in found.problems] == ["Khác"]

    def test_an_unknown_lower_cell_is_tried_together_with_the_upper(self):
        upper = ["Số hiệu", "Họ và tên", "Ngày sinh", "Biệt phái", None]
        lower = [None, None, None, "Số quyết định", "Đến"]
        found = recognise([upper, lower, ["A1", "An", "1980", "12/QĐ", "VP"]])
        assert found.tables[0].rows[0].cell("seconded_to").value == "VP"
        assert said(found) == [
            ("warning", "D2", "Số quyết định", "không nhận ra tiêu đề cột này; cột được bỏ qua")
        ]

    def test_a_second_heading_row_over_unknown_columns_is_no_data(self):
        head = [*HEAD, "Lương", None]
        found = table([head, [None, None, None, None, "Mức", "Phụ cấp"], [*AN, 5, 6]])
        assert keys(found) == ["A1"]

    def test_merged_headings_are_read(self):
        def touch(workbook):
            sheet = workbook.worksheets[0]
            for merged in ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"):
                sheet.merge_cells(merged)

        rows = [["DANH SÁCH"], ["Số hiệu", "Loại", "Thi hành xong", "Thụ lý"],
                [None, None, None, "Năm trước chuyển sang", "Thụ lý mới"], ["A1", "Chủ động", 9, 1, 2]]  # fmt: skip
        found = find_tables(open_workbook(xlsx({"S": rows}, touch), "a.xlsx"), (CASES,))
        assert found.problems == []
        assert [found.tables[0].rows[0].cell(k).value for k in ("number", "old", "new", "done")] == [
            "A1",
            1,
            2,
            9,
        ]

    def test_an_unknown_heading_is_reported_and_left_alone(self):
        found = recognise([["STT", *HEAD], [1, *AN]])
        assert said(found) == [("warning", "A1", "STT", "không nhận ra tiêu đề cột này; cột được bỏ qua")]
        assert keys(found.tables[0]) == ["A1"]

    @pytest.mark.parametrize("again", ["Họ và tên", "Họ tên"])
    def test_a_heading_that_stands_twice_is_an_error(self, again):
        found = recognise([[*HEAD, again], [*AN, "Khác"]])
        assert found.tables == []
        assert said(found) == [
            ("error", "E1", again, "tiêu đề cột bị lặp, đã có ở ô B1; chỉ giữ lại một cột")
        ]

    def test_a_missing_required_heading_is_named(self):
        found = recognise([["Tiêu đề"], ["Số hiệu", "Ngày sinh"], ["A1", "1980"]])
        assert found.tables == []
        assert [p.sentence() for p in found.problems] == [
            "tệp tệp.xlsx, sheet Bảng, ô A2: thiếu tiêu đề cột bắt buộc “Họ và tên”; cần có: Họ và tên / Họ tên"
        ]


class TestSheets:
    def test_a_sheet_is_known_by_its_key_headings_and_not_by_its_name(self):
        sheets = {"Lung tung": [HEAD, AN], "Công chức": [CASE_HEAD, ["A1", "An", "Chủ động", 1, 2]]}
        found = find_tables(open_workbook(xlsx(sheets), "a.xlsx"), (OFFICERS, CASES))
        assert [(t.sheet, t.spec.name) for t in found.tables] == [
            ("Lung tung", "officers"),
            ("Công chức", "cases"),
        ]

    def test_one_table_may_be_spread_over_sheets_with_their_own_titles(self):
        sheets = {"1": [["Phòng 1"], HEAD, AN], "2": [["Phòng 2"], [], HEAD, BINH]}
        found = find_tables(open_workbook(xlsx(sheets), "a.xlsx"), (OFFICERS,))
        assert [(t.title_rows, keys(t)) for t in found.tables] == [
            (["Phòng 1"], ["A1"]),
            (["Phòng 2"], ["A2"]),
        ]

    def test_a_sheet_without_key_is_named_and_passed_over(self):
        sheets = {"S": [HEAD, AN], "Ghi chú": [["Số hiệu", "Lương"], ["A1", 5]], "Sheet3": []}
        found = find_tables(open_workbook(xlsx(sheets), "a.xlsx"), (OFFICERS,))
        assert (len(found.tables), found.unknown_sheets) == (1, ["Ghi chú", "Sheet3"])
        message = "sheet không chứa bảng nào thuộc loại cần nhập, đã bỏ qua"
        assert found.problems == [
            Problem("warning", "a.xlsx", name, "", "", message) for name in ("Ghi chú", "Sheet3")
        ]

    def test_a_file_without_any_key_is_refused_and_says_what_it_needs(self):
        found = recognise([["a", "b"], [1, 2]])
        assert [p.sentence() for p in found.errors] == [
            "tệp tệp.xlsx: không sheet nào có đủ các tiêu đề cột cần thiết; "
            "cần có: Số hiệu + Ngày sinh; Số hiệu + Loại"
        ]

    def test_a_hidden_sheet_is_read_and_said_to_be(self):
        def touch(workbook):
            workbook.create_sheet("Bìa")
            workbook["S"].sheet_state = "hidden"

        found = find_tables(open_workbook(xlsx({"S": [HEAD, AN]}, touch), "a.xlsx"), (OFFICERS,))
        assert keys(found.tables[0]) == ["A1"]
        assert [p.message for p in found.problems if p.sheet == "S"] == [
            "sheet đang bị ẩn nhưng vẫn được đọc"
        ]

    def test_of_two_tables_that_fit_the_one_with_more_known_columns_is_taken(self):
        both = ["Số hiệu", "Ngày sinh", "Họ và tên", "Loại", "Ghi chú"]
        assert recognise([both, ["A1", "1980", "An", "x", ""]]).tables[0].spec is OFFICERS


class TestRows:
    @pytest.mark.parametrize(
        "label", ["Tổng", "TỔNG SỐ", "Tổng cộng:", "Cộng", "  cộng phòng 1", "Tổng cộng"]
    )
    def test_a_totals_row_is_kept_apart(self, label):
        found = table([HEAD, AN, BINH, [None, label, None, 3]])
        assert keys(found) == ["A1", "A2"]
        assert found.totals.cell("quota").value == 3

    def test_a_totals_label_may_stand_in_the_key_column_itself(self):
        found = table([HEAD, AN, ["Tổng cộng", None, None, 1]])
        assert (keys(found), found.totals.number) == (["A1"], 3)

    @pytest.mark.parametrize("name", ["Tống Văn An", "TỐNG THỊ CỘNG", "Cống Văn Tổng", "Tổngx"])
    def test_a_person_is_no_totals_row(self, name):
        found = recognise([HEAD, AN, [None, name, "1980", 1]])
        assert [(p.cell, p.value) for p in found.errors] == [("A3", name)]

    def test_a_person_called_tong_with_a_number_is_a_row(self):
        assert keys(table([HEAD, ["A1", "Tống Văn An", "1980"]])) == ["A1"]

    @pytest.mark.parametrize(
        "numbering",
        [
            ["A", "B", 1, 2],
            ["A", "B", "C", "D"],
            [1, 2, 3, 4],
            ["(1)", "(2)", "(3)", "(4)=(1)+(2)"],
            [None, "A", 1, 2],
        ],
    )
    def test_a_numbering_row_is_skipped(self, numbering):
        assert keys(table([HEAD, numbering, AN])) == ["A1"]

    def test_numbers_further_down_are_data(self):
        assert keys(table([HEAD, AN, [1, 2, 3, 4]])) == ["A1", 1]

    @pytest.mark.parametrize("column", [1, 2])
    def test_a_group_heading_alone_in_its_row_is_skipped(self, column):
        group = [None] * 4
        group[column] = "Phòng Tổ chức cán bộ"
        assert keys(table([HEAD, group, AN, group, BINH])) == ["A1", "A2"]

    @pytest.mark.parametrize("heading", ["I. Văn phòng", "Phòng khu vực 1", "(các phòng chuyên môn)"])
    def test_a_group_heading_in_the_key_column_is_skipped_too(self, heading):
        assert keys(table([HEAD, [heading], AN])) == ["A1"]

    @pytest.mark.parametrize("key", ["A1", "CC 01", "1001", "VP-VY", "Phòng"])
    def test_a_key_alone_in_its_row_is_a_key(self, key):
        assert keys(table([HEAD, [key], AN])) == [key, "A1"]

    def test_a_row_counter_without_anything_else_is_skipped(self):
        assert keys(table([["STT", *HEAD], [1, *AN], [2]])) == ["A1"]

    def test_a_lone_figure_under_a_known_heading_is_an_error(self):
        assert [p.cell for p in recognise([HEAD, AN, [None, None, None, 5]]).errors] == ["A3"]

    def test_empty_rows_are_skipped(self):
        assert keys(table([HEAD, [], AN, [None, " ", "\u00a0"], BINH])) == ["A1", "A2"]

    def test_signatures_below_the_totals_row_are_skipped(self):
        below = [[None, "Người lập biểu", "Thủ trưởng"], [None, "Lê An", "12/10/2026"], [None, "x", None, 4]]
        assert keys(table([HEAD, AN, [None, "Tổng", None, 1], *below])) == ["A1"]

    def test_signatures_that_begin_in_the_key_column_are_skipped_below_the_totals_row(self):
        below = [["Người lập biểu", None, "Thủ trưởng đơn vị"], ["(ký, ghi rõ họ tên)", None, "(ký tên)"]]
        assert keys(table([HEAD, AN, ["Tổng cộng", None, None, 1], *below])) == ["A1"]
        assert keys(table([HEAD, AN, [None, "Tổng", None, 1], ["Mã lạ", "Lê An", "1980"]])) == ["A1", "Mã lạ"]

    def test_rows_with_their_key_below_a_subtotal_are_data(self):
        found = table([HEAD, AN, [None, "Cộng", None, 1], BINH, [None, "Tổng cộng", None, 3]])
        assert (keys(found), found.totals.number) == (["A1", "A2"], 5)
        assert [row.number for row in found.total_rows] == [3, 5]

    def test_a_keyless_row_between_a_subtotal_and_more_data_is_an_error(self):
        rows = [HEAD, AN, [None, "Cộng", None, 1], [None, "Lê Văn C", "1980", 1], BINH]
        assert [p.cell for p in recognise(rows).errors] == ["A4"]

    def test_with_the_totals_on_top_a_keyless_figure_at_the_end_is_still_an_error(self):
        top = [None, "Tổng số", None, 2]
        signed = [None, "Người lập", "Thủ trưởng"]
        assert keys(table([HEAD, top, AN, signed])) == ["A1"]
        assert [p.cell for p in recognise([HEAD, top, AN, [None, "C", "1980", 1], signed]).errors] == ["A4"]

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_any_other_row_without_its_key_is_an_error(self, place):
        rows = [AN, BINH, ["A3", "Lê Văn C", "1982", 3]]
        rows[place] = [None, *rows[place][1:]]
        found = recognise([HEAD, *rows, [None, "Tổng", None, 6]])
        assert [p.sentence() for p in found.errors] == [
            f"tệp tệp.xlsx, sheet Bảng, ô A{place + 2}, giá trị “{rows[place][1]}”: "
            "dòng không có “Số hiệu”; hãy điền vào hoặc xóa dòng"
        ]

    def test_a_column_that_the_sheet_lacks_reads_as_empty(self):
        row = table([HEAD, AN]).rows[0]
        assert (row.has_column("note"), row.has_column("name")) == (False, True)
        assert (row.cell("note").value, row.cell("note").address) == (None, "A2")

    @given(st.lists(st.integers(0, 9999), min_size=1, max_size=8))
    @settings(max_examples=25, deadline=None)
    def test_every_row_comes_back_in_order(self, quotas):
        rows = [[f"A{n}", f"Người {n}", "1980", quota] for n, quota in enumerate(quotas)]
        found = table(
            [["Danh sách"], HEAD, *rows, [None, "Tổng", None, sum(quotas)], ["Người lập"]][: len(rows) + 3]
        )
        assert [row.cell("quota").value for row in found.rows] == quotas
        assert found.totals.cell("quota").value == sum(quotas)
