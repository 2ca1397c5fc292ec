"""Writes workbooks: exports, CSV, and the workbook that shows a person what was wrong."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.book import Book, ErrorValue
from hrm.kernel.workbook.problems import Problem
from hrm.kernel.workbook.reader import WorkbookError, open_workbook

Value = str | int | float | Decimal | bool | date | None

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_TEXT: Final = 32_767
_LONGEST_SHEET_NAME: Final = 31
_CSV_PLACES: Final = 4
_FILL: Final = {"error": "FFF4B6B6", "warning": "FFFFE7A3"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def defuse(text: str) -> str:
    """Text that a spreadsheet opening a CSV will not run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_csv(
    out: TextIO,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    defused: bool = False,
) -> None:
    """The table alone, header included; `defused` for files that people open in Excel."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_text(value, defused=defused) for value in row])


def write_table(
    out: Path | BinaryIO,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
) -> None:
    """An .xlsx with the title in row 1 and the table from row 3; text never becomes a formula."""
    write_tables(out, [(title, title, columns, rows)])


def write_tables(
    out: Path | BinaryIO,
    tables: Iterable[tuple[str, str, Sequence[str], Iterable[Sequence[Value]]]],
) -> None:
    """An .xlsx with one sheet a table: (name of the sheet, title, columns, rows)."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, options) as workbook:
        for name, title, columns, rows in tables:
            _fill_table(workbook, name, title, columns, rows)
    _deliver(packed, out)


def write_error_workbook(
    source: Path | BinaryIO, name: str, problems: Sequence[Problem], out: Path | BinaryIO
) -> None:
    """The workbook back with its bad cells filled and explained, and a sheet “Lỗi” with all.

    An .xlsx keeps its looks; of the other formats only the values return. A file that
    could not be read at all comes back as the list alone.
    """
    workbook = _copy(source, name)
    for problem in problems:
        _mark(workbook, problem)
    _list(workbook, problems)
    packed = io.BytesIO()
    workbook.save(packed)
    _deliver(packed, out)


def _csv_text(value: Value, *, defused: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int():
            return str(value)
        case float() | Decimal():
            return _plain(Decimal(str(value)))
        case date():
            return show_date(value)
    return defuse(value) if defused else value


def _plain(number: Decimal) -> str:
    """Digits with a dot, at least four places, never an exponent."""
    if not number.is_finite():
        return ""
    whole, _dot, places = f"{number:f}".partition(".")
    return f"{whole}.{places.ljust(_CSV_PLACES, '0')}"


def _fill_table(
    workbook: Any, name: str, title: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    sheet = workbook.add_worksheet(_sheet_name(name))
    head = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
    formats = {
        "date": workbook.add_format({"num_format": "dd/mm/yyyy"}),
        "whole": workbook.add_format({"num_format": "#,##0"}),
        "decimal": workbook.add_format({"num_format": "#,##0.00##"}),
    }
    sheet.write_string(0, 0, _clean(title), workbook.add_format({"bold": True, "font_size": 13}))
    widths = [len(column) for column in columns]
    for c, column in enumerate(columns):
        sheet.write_string(2, c, _clean(column), head)
    last = 2
    for last, row in enumerate(rows, 3):
        for c, value in enumerate(row):
            _write(sheet, last, c, value, formats)
            widths[c] = max(widths[c], len(str(value or "")))
    for c, width in enumerate(widths):
        sheet.set_column(c, c, min(max(width + 2, 8), 60))
    sheet.freeze_panes(3, 0)
    _ready_for_paper(sheet)
    if columns:
        sheet.autofilter(2, 0, last, len(columns) - 1)


def _ready_for_paper(sheet: Any) -> None:
    """A4 lying, all columns on one page, the headings on every page."""
    a4 = 9
    sheet.set_paper(a4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def _write(sheet: Any, row: int, column: int, value: Value, formats: dict[str, Any]) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_string(row, column, "x" if value else "")
        case int() if abs(value) < 10**15:
            sheet.write_number(row, column, value, formats["whole"])
        case float() | Decimal():
            sheet.write_number(row, column, float(value), formats["decimal"])
        case date():
            _write_date(sheet, row, column, value, formats["date"])
        case _:
            sheet.write_string(row, column, _clean(str(value)))


def _write_date(sheet: Any, row: int, column: int, value: date, shape: Any) -> None:
    """A real date, or text where a spreadsheet knows no such date."""
    if value.year < 1901:
        sheet.write_string(row, column, show_date(value))
    else:
        sheet.write_datetime(row, column, value, shape)


def _copy(source: Path | BinaryIO, name: str) -> Any:
    """The source as an openpyxl workbook, safely: our own reader goes first."""
    try:
        book = open_workbook(source, name)
    except WorkbookError:
        return _blank()
    if name.lower().endswith(".xlsx"):
        try:
            if not isinstance(source, Path):
                source.seek(0)
            return openpyxl.load_workbook(source)
        except Exception:  # it was readable for us: give the values back at least
            return _of_values(book)
    return _of_values(book)


def _blank() -> Any:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    return workbook


def _of_values(book: Book) -> Any:
    workbook = _blank()
    for sheet in book.sheets:
        copied = workbook.create_sheet(sheet.name)
        for cell in (cell for row in sheet.rows for cell in row if cell.value is not None):
            _put(copied.cell(cell.row, cell.column), cell.value)
    return workbook


def _put(cell: Any, value: object) -> None:
    """A value as it is; text stays text even if it looks like a formula."""
    if isinstance(value, ErrorValue):
        value = value.code
    cell.value = _clean(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"


def _mark(workbook: Any, problem: Problem) -> None:
    if not problem.cell or problem.sheet not in workbook.sheetnames:
        return
    sheet = workbook[problem.sheet]
    if not hasattr(sheet, "merged_cells"):
        return
    cell = _top_left(sheet, problem.cell)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(_clean(before + problem.message), _("Check"), width=320, height=120)
    if problem.level == "error" or not before:
        cell.fill = PatternFill("solid", fgColor=_FILL[problem.level])


def _top_left(sheet: Any, address: str) -> Any:
    """The cell itself, or the one that stands for it in a merged range."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[address]


def _list(workbook: Any, problems: Sequence[Problem]) -> None:
    sheet = workbook.create_sheet(_("Errors"), 0)
    workbook.active = 0
    levels = {"error": _("Error"), "warning": _("Warning")}
    rows = [[_("Level"), _("Sheet"), _("Cell"), _("Value"), _("Message")]]
    rows += [[levels[p.level], p.sheet, p.cell, p.value, p.message] for p in problems]
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            _put(sheet.cell(r, c), text)
    for cell in sheet[1]:
        bold = copy(cell.font)
        cell.font = Font(name=bold.name, size=bold.size, bold=True)
    for letter, width in zip("ABCDE", (12, 20, 10, 24, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _sheet_name(title: str) -> str:
    name = _NOT_IN_SHEET_NAME.sub(" ", title).strip(" '")[:_LONGEST_SHEET_NAME].strip(" '")
    return name if name and name.lower() != "history" else "Sheet1"


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)[:_LONGEST_TEXT]


def _deliver(packed: io.BytesIO, out: Path | BinaryIO) -> None:
    if isinstance(out, Path):
        out.write_bytes(packed.getvalue())
    else:
        out.write(packed.getvalue())
