"""Opening workbooks: every kind the agencies send, and every kind of bad file."""

import io
import struct
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrm.kernel.workbook.book import Book, Cell, ErrorValue, column_letters
from hrm.kernel.workbook.reader import Limits, Refusal, WorkbookError, open_workbook
from tests.kernel.building import book, ods, ods_rows, record, rezip, shared_xlsx, xls, xlsx

TABLE = [["Số hiệu", "Số lượng"], ["A1", 3], ["A2", 2.5]]


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def refusal(data, name, **limits):
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    with pytest.raises(WorkbookError) as refused:
        open_workbook(source, name, limits=Limits(**limits))
    assert str(refused.value).startswith(f"tệp {name}: ")
    return refused.value.reason


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (xlsx({"S": TABLE}), "a.xlsx"),
        (shared_xlsx(TABLE), "A.XLSX"),
        (ods(ods_rows(TABLE)), "a.ods"),
        (xls(TABLE), "a.xls"),
    ],
)
def test_the_same_table_is_read_from_every_kind_of_workbook(source, name):
    sheet = open_workbook(source, name).sheets[0]
    assert (sheet.name, values(sheet)) == ("S", TABLE)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_csv_is_read_as_text_with_comma_or_semicolon(mark, delimiter):
    lines = [["Số hiệu", "Hệ số", "Tên"], ["A1", "2.34", "x"], ["A2", "2", ""]]
    text = mark + "".join(delimiter.join(line) + "\r\n" for line in lines)
    sheet = open_workbook(io.BytesIO(text.encode()), "Giao việc.csv").sheets[0]
    assert sheet.name == "Giao việc"
    assert values(sheet) == [*lines[:2], ["A2", "2", None]]


def test_decimal_commas_and_title_rows_do_not_hide_the_semicolon():
    text = "Phú Thọ, ngày 30, tháng 9, năm 2026;;\nMã;X;Y\nA;0,5;1,25\nB;0,25;2,5\n"
    sheet = open_workbook(io.BytesIO(text.encode()), "a.csv").sheets[0]
    assert values(sheet)[2] == ["A", "0,5", "1,25"]


def test_cells_keep_their_type_and_know_their_address():
    when = datetime(2026, 9, 30, 8, 15)
    sheet = book([["chữ", 3, 2.5, True, date(2026, 9, 30), when, None, "cuối"]]).sheets[0]
    row = sheet.rows[0]
    assert [c.value for c in row] == ["chữ", 3, 2.5, True, date(2026, 9, 30), when, None, "cuối"]
    assert [type(c.value) for c in row[1:4]] == [int, float, bool]
    assert row[7] == Cell("Bảng", 1, 8, "cuối")
    assert row[7].address == "H1"


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(column, letters):
    assert column_letters(column) == letters


def test_rows_and_columns_count_from_the_corner_even_if_the_table_begins_elsewhere():
    sheet = book([[], [], [None, None, "đây"]]).sheets[0]
    assert [(c.address, c.value) for c in sheet.rows[2]] == [("A3", None), ("B3", None), ("C3", "đây")]


def test_text_of_spaces_alone_is_empty():
    assert values(book([["\u00a0 ", "x"]]).sheets[0]) == [[None, "x"]]


def test_a_formula_counts_as_its_stored_value_and_without_one_as_empty():
    stored = rezip(
        xlsx({"S": [["=1+2", "=A1", "x"]]}),
        lambda name, part: part.replace(b"<f>1+2</f><v/>", b"<f>1+2</f><v>3</v>").replace(
            b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>"
        ),
    )
    assert values(open_workbook(stored, "a.xlsx").sheets[0]) == [[3, None, "x"]]


def failing(workbook):
    cell = workbook.worksheets[0]["B2"]
    cell.value, cell.data_type = "#N/A", "e"


def test_a_failed_formula_is_neither_empty_nor_text_in_xlsx():
    source = xlsx({"S": [["a", "b"], ["x", 0]], "T": [["a", "b"], ["x", 1]]}, failing)
    first, second = open_workbook(source, "a.xlsx").sheets
    assert values(first)[1] == ["x", ErrorValue("#N/A")]
    assert values(second)[1] == ["x", 1]


def test_a_failed_formula_is_neither_empty_nor_text_in_ods():
    cell = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
    body = ods_rows([["a", "b"]]) + f"<table:table-row>{cell}<text:p>#REF!</text:p></table:table-cell>"
    source = ods(body + "</table:table-row>")
    assert values(open_workbook(source, "a.ods").sheets[0])[1] == [ErrorValue("#REF!"), None]


@pytest.mark.parametrize(
    "failed",
    [
        record(0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x2A, 1)),
        record(
            0x0006, struct.pack("<HHH", 1, 1, 0) + b"\x02\0\x2a\0\0\0\xff\xff" + b"\0" * 6 + b"\x02\0\x1c\x2a"
        ),
    ],
)
def test_a_failed_formula_is_neither_empty_nor_text_in_xls(failed):
    source = xls([["a", "b"], ["x", None]], extra=failed)
    assert values(open_workbook(source, "a.xls").sheets[0])[1] == ["x", ErrorValue("#N/A")]


@pytest.mark.parametrize("code", ["#N/A", "#REF!", "#DIV/0!", "Err:502"])
def test_the_written_name_of_an_error_is_an_error_too(code):
    assert values(open_workbook(io.BytesIO(f"a,{code}\n".encode()), "a.csv").sheets[0]) == [
        ["a", ErrorValue(code)]
    ]


def test_protected_and_hidden_sheets_and_merged_titles_are_read():
    def touch(workbook):
        sheet = workbook.worksheets[0]
        sheet.protection.set_password("x")
        sheet.merge_cells("A1:B1")
        workbook.create_sheet("Ẩn")["A1"] = "y"
        workbook["Ẩn"].sheet_state = "hidden"

    sheets = open_workbook(xlsx({"S": [["Danh sách"], ["a", "b"]]}, touch), "a.xlsx").sheets
    assert [(s.name, s.hidden, values(s)) for s in sheets] == [
        ("S", False, [["Danh sách", None], ["a", "b"]]),
        ("Ẩn", True, [["y"]]),
    ]


def test_rows_repeated_to_the_end_of_the_sheet_are_no_content():
    filler = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    sheet = open_workbook(ods(ods_rows(TABLE) + filler * 2), "a.ods").sheets[0]
    assert values(sheet) == TABLE


class TestRefused:
    @pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
    @pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n"])
    def test_an_empty_file(self, name, data):
        assert refusal(data, name) is Refusal.EMPTY

    def test_a_workbook_without_a_filled_cell(self):
        assert refusal(xlsx({"S": []}), "a.xlsx") is Refusal.EMPTY

    @pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.pdf", "a", "a.xlsm"])
    def test_a_file_that_is_no_workbook(self, name):
        assert refusal(b"%PDF-1.4 hello", name) is Refusal.NOT_A_WORKBOOK

    def test_a_zip_that_is_no_workbook(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.txt", "x")
        assert refusal(packed, "a.xlsx") is Refusal.NOT_A_WORKBOOK

    def test_binary_data_called_csv(self):
        assert refusal(b"a\0b,c\n", "a.csv") is Refusal.NOT_A_WORKBOOK

    @pytest.mark.parametrize(
        ("source", "name"),
        [
            (xlsx({"S": TABLE}), "a.xls"),
            (xlsx({"S": TABLE}), "a.csv"),
            (ods(ods_rows(TABLE)), "a.xlsx"),
            (xls(TABLE), "a.xlsx"),
        ],
    )
    def test_a_name_that_does_not_fit_the_content(self, source, name):
        assert refusal(source, name) is Refusal.WRONG_EXTENSION

    def test_a_csv_in_another_encoding(self):
        assert refusal("Số hiệu,Tên\n".encode("utf-16-le"), "a.csv") is Refusal.NOT_UTF8
        assert refusal("café;à\n".encode("latin-1"), "a.csv") is Refusal.NOT_UTF8

    def test_a_csv_with_an_open_quote_that_would_swallow_rows(self):
        assert refusal(b'a,b\n"1,2\n3,4\n', "a.csv") is Refusal.CORRUPTED

    @pytest.mark.parametrize("cut", [30, 200, 2000, -1, -30])
    def test_a_file_cut_short(self, cut):
        assert refusal(xlsx({"S": TABLE}).getvalue()[:cut], "a.xlsx") is Refusal.CORRUPTED

    def test_a_missing_file_and_a_directory(self, tmp_path):
        assert refusal(tmp_path, "a.xlsx") is Refusal.UNREADABLE
        assert refusal(tmp_path / "không có.xlsx", "a.xlsx") is Refusal.UNREADABLE

    def test_an_xlsx_with_a_password(self):
        plain = xls(TABLE).getvalue()
        locked = plain.replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")[:16])
        locked += "EncryptedPackage".encode("utf-16-le")
        assert refusal(locked, "a.xlsx") is Refusal.ENCRYPTED

    def test_an_xls_with_a_password(self):
        assert refusal(xls(TABLE, before=record(0x2F, b"\0" * 6)), "a.xls") is Refusal.ENCRYPTED

    def test_an_ods_with_a_password(self):
        source = ods(ods_rows(TABLE), "<manifest:encryption-data/>")
        assert refusal(source, "a.ods") is Refusal.ENCRYPTED

    def test_a_zip_with_an_encrypted_entry(self):
        data = bytearray(xlsx({"S": TABLE}).getvalue())
        entry = data.index(b"PK\x01\x02")
        data[entry + 8] |= 1
        assert refusal(bytes(data), "a.xlsx") is Refusal.ENCRYPTED


class TestLimits:
    def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not(self):
        data = b"a,b\n"
        assert open_workbook(io.BytesIO(data), "a.csv", limits=Limits(file_bytes=4)).sheets
        assert refusal(data, "a.csv", file_bytes=3) is Refusal.TOO_LARGE

    def test_the_default_limits_are_those_of_the_contract(self):
        assert (Limits().file_bytes, Limits().unpacked_bytes) == (20 * 1024**2, 200 * 1024**2)

    def test_a_small_file_that_unpacks_to_gigabytes(self):
        bomb = rezip(xlsx({"S": TABLE}), lambda n, p: p + b" " * 300_000_000 if n == "xl/styles.xml" else p)
        assert len(bomb.getvalue()) < 1024**2
        assert refusal(bomb, "a.xlsx") is Refusal.TOO_LARGE_UNPACKED

    def test_a_bomb_in_a_part_that_nobody_reads(self):
        bomb = rezip(xlsx({"S": TABLE}), lambda n, p: p)
        with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/a.png", b"\0" * 5_000_000)
        assert refusal(bomb, "a.xlsx", unpacked_bytes=1_000_000) is Refusal.TOO_LARGE_UNPACKED

    def test_a_bomb_that_declares_a_small_size(self):
        packed = rezip(xlsx({"S": TABLE}), lambda n, p: p + b" " * 5_000_000 if "styles" in n else p)
        data = bytearray(packed.getvalue())
        at = data.index(b"xl/styles.xml", data.index(b"PK\x01\x02")) - 46
        data[at + 24 : at + 28] = struct.pack("<I", 100)
        assert refusal(bytes(data), "a.xlsx", unpacked_bytes=1_000_000) is Refusal.CORRUPTED

    def test_entries_that_share_the_same_bytes(self):
        data = bytearray(xlsx({"S": TABLE}).getvalue())
        first = data.index(b"PK\x01\x02")
        second = data.index(b"PK\x01\x02", first + 4)
        data[second + 42 : second + 46] = data[first + 42 : first + 46]
        assert refusal(bytes(data), "a.xlsx") is Refusal.CORRUPTED

    def test_a_declared_entity_is_never_expanded(self):
        bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
        source = rezip(xlsx({"S": TABLE}), lambda n, p: bomb if n == "xl/workbook.xml" else p)
        assert refusal(source, "a.xlsx") is Refusal.CORRUPTED

    def test_two_cells_in_opposite_corners(self):
        def touch(workbook):
            workbook.worksheets[0]["XFD1048576"] = "xa"

        assert refusal(xlsx({"S": TABLE}, touch), "a.xlsx") is Refusal.TOO_MANY_CELLS

    @pytest.mark.parametrize(
        "cell", [b"<c s='>' r='XFD1048576'", b'<c\n r="XFD1048576"', b'<c x=\' r="A1"\' r="XFD1048576"']
    )
    def test_a_far_cell_written_in_an_unusual_way(self, cell):
        far = rezip(xlsx({"S": TABLE}), lambda n, p: p.replace(b'<c r="A1"', cell))
        assert refusal(far, "a.xlsx") is Refusal.TOO_MANY_CELLS

    @pytest.mark.parametrize("place", [b"A99999999999999999999", b"A0", b"A1048577", b"1", b"&#65;1", b"A-1"])
    def test_a_cell_outside_of_any_sheet(self, place):
        source = rezip(xlsx({"S": TABLE}), lambda n, p: p.replace(b'<c r="A1"', b'<c r="' + place + b'"'))
        assert refusal(source, "a.xlsx") is Refusal.CORRUPTED

    def test_one_long_text_shared_by_many_cells(self):
        rows = [["x" * 30_000] * 100] * 100
        assert refusal(shared_xlsx(rows), "a.xlsx", unpacked_bytes=10_000_000) is Refusal.TOO_MANY_CELLS

    def test_a_cell_repeated_a_billion_times(self):
        cell = '<table:table-cell table:number-columns-repeated="10000" office:value-type="float" office:value="1"/>'
        body = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>'
        assert refusal(ods(body), "a.ods") is Refusal.TOO_MANY_CELLS

    def test_old_sheets_with_a_far_corner(self):
        far = record(0x0203, struct.pack("<HHHd", 65535, 255, 0, 1.0))
        assert refusal(xls(TABLE, extra=far), "a.xls") is Refusal.TOO_MANY_CELLS

    def test_too_many_cells_in_a_csv(self):
        assert refusal(b"a,b\n" * 10, "a.csv", cells=19) is Refusal.TOO_MANY_CELLS
        assert open_workbook(io.BytesIO(b"a,b\n" * 10), "a.csv", limits=Limits(cells=20)).sheets

    def test_styled_but_empty_cells_span_nothing(self):
        def touch(workbook):
            workbook.worksheets[0]["XFD200"].number_format = "0.00"

        assert values(open_workbook(xlsx({"S": TABLE}, touch), "a.xlsx").sheets[0]) == TABLE


REAL = {
    "a.xlsx": xlsx({"S": TABLE, "T": TABLE}).getvalue(),
    "b.xlsx": shared_xlsx(TABLE).getvalue(),
    "a.ods": ods(ods_rows(TABLE)).getvalue(),
    "a.xls": xls(TABLE).getvalue(),
    "a.csv": "Số hiệu;Số lượng\nA1;3\n".encode(),
}
NAMES = st.sampled_from(sorted(REAL))


def survives(data, name):
    """Whatever the bytes: a book, or a refusal in words; anything else escapes and fails the test."""
    try:
        return isinstance(open_workbook(io.BytesIO(data), name, limits=Limits(cells=100_000)), Book)
    except WorkbookError as refusal:
        return bool(str(refusal))


@given(st.binary(max_size=500), NAMES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes_never_bring_anything_but_a_refusal(data, name):
    assert survives(data, name)


@given(st.sampled_from([b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")]), st.binary(max_size=2000), NAMES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes_behind_a_real_signature(signature, data, name):
    assert survives(signature + data, name)


@given(NAMES, st.floats(0, 1))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_real_files_cut_anywhere(name, at):
    data = REAL[name]
    assert survives(data[: int(len(data) * at)], name)


@given(
    NAMES,
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=20),
)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_real_files_with_damaged_bytes(name, damage):
    data = bytearray(REAL[name])
    for at, byte in damage:
        data[int(len(data) * at)] = byte
    assert survives(bytes(data), name)


@given(
    st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                     "xl/_rels/workbook.xml.rels"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from(list(b'<>/="0a9Z '))), max_size=5),
)  # fmt: skip
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_real_files_with_damaged_parts(part, damage):
    def hurt(name, content):
        damaged = bytearray(content)
        for at, byte in damage if name == part else ():
            damaged[int(len(damaged) * at)] = byte
        return bytes(damaged)

    assert survives(rezip(io.BytesIO(REAL["b.xlsx"]), hurt).getvalue(), "a.xlsx")
