"""Opens a workbook of any sort the agencies use, and refuses with a reason what is not one."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from typing import BinaryIO, Final

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from hrm.kernel.text import nfc
from hrm.kernel.workbook import biff
from hrm.kernel.workbook.book import EXCEL_ERRORS, Book, Cell, CellValue, ErrorValue, Sheet
from hrm.kernel.workbook.limits import (
    LIMITS,
    MAX_CELLS,
    MAX_FILE_BYTES,
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    Limits,
)
from hrm.kernel.workbook.refusal import Refusal, RefusedError, WorkbookError
from hrm.kernel.workbook.survey import Failures, survey_ods, survey_xlsx, too_many_cells
from hrm.kernel.workbook.unpack import Parts, repack, unpack

__all__ = [
    "LIMITS",
    "MAX_CELLS",
    "MAX_FILE_BYTES",
    "MAX_UNPACKED_BYTES",
    "Book",
    "Cell",
    "CellValue",
    "ErrorValue",
    "Limits",
    "Refusal",
    "Sheet",
    "WorkbookError",
    "open_workbook",
]

EXTENSIONS: Final = (".xlsx", ".xls", ".ods", ".csv")
_ZIP: Final = b"PK\x03\x04"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_WHOLE_BELOW: Final = 10**15

Values = dict[str, Iterable[Iterable[object]]]


def open_workbook(source: Path | BinaryIO, name: str, *, limits: Limits = LIMITS) -> Book:
    """The sheets of a .xlsx, .xls, .ods or UTF-8 .csv; `WorkbookError` for anything else."""
    try:
        return _open(_bytes(source, limits), name, limits)
    except RefusedError as refused:
        raise WorkbookError(name, refused.reason, **refused.details) from refused
    except PasswordError as error:
        raise WorkbookError(name, Refusal.ENCRYPTED) from error
    except OSError as error:
        raise WorkbookError(name, Refusal.UNREADABLE) from error
    except BaseException as error:
        # A panic in the parser is no Exception, but it is still only a bad file.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise WorkbookError(name, Refusal.CORRUPTED) from error
        raise


def _bytes(source: Path | BinaryIO, limits: Limits) -> bytes:
    """The whole file, read no further than it may be long."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    else:
        source.seek(0)
        data = source.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise RefusedError(Refusal.TOO_LARGE, limit=limits.file_bytes // MEGABYTE)
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise RefusedError(Refusal.EMPTY)
    return data


def _open(data: bytes, name: str, limits: Limits) -> Book:
    extension = Path(name).suffix.lower()
    if extension not in EXTENSIONS:
        raise RefusedError(Refusal.NOT_A_WORKBOOK)
    if data.startswith(biff.MAGIC):
        sheets = _open_xls(data, extension, limits)
    elif data.startswith(_ZIP):
        sheets = _open_zip(unpack(data, limits), extension, limits)
    elif extension == ".csv":
        sheets = [_csv_sheet(data, Path(name).stem, limits)]
    else:
        raise RefusedError(Refusal.NOT_A_WORKBOOK)
    if not any(sheet.rows for sheet in sheets):
        raise RefusedError(Refusal.EMPTY)
    return Book(name, sheets)


def _open_xls(data: bytes, extension: str, limits: Limits) -> list[Sheet]:
    surveys = biff.survey_xls(data, limits)
    _expect(extension, ".xls")
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        return _sheets(workbook, biff.by_name(workbook.sheet_names, surveys), limits)


def _open_zip(parts: Parts, extension: str, limits: Limits) -> list[Sheet]:
    if "xl/workbook.xml" in parts:
        _expect(extension, ".xlsx")
        failures = survey_xlsx(parts, limits)
    elif parts.get("mimetype", b"").startswith(_ODS):
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise RefusedError(Refusal.ENCRYPTED)
        _expect(extension, ".ods")
        failures = survey_ods(parts, limits)
    else:
        raise RefusedError(Refusal.NOT_A_WORKBOOK)
    with CalamineWorkbook.from_filelike(repack(parts)) as workbook:
        return _sheets(workbook, failures, limits)


def _expect(extension: str, found: str) -> None:
    if extension != found:
        raise RefusedError(Refusal.WRONG_EXTENSION, extension=extension)


def _sheets(workbook: CalamineWorkbook, failures: Failures, limits: Limits) -> list[Sheet]:
    sheets = []
    left = limits.cells
    for metadata in workbook.sheets_metadata:
        sheet = workbook.get_sheet_by_name(metadata.name)
        left -= sheet.total_height * sheet.total_width
        if left < 0:
            raise too_many_cells(limits)
        hidden = metadata.visible != SheetVisibleEnum.Visible
        sheets.append(_parsed_sheet(sheet, failures.get(metadata.name, {}), hidden))
    return sheets


def _parsed_sheet(sheet: CalamineSheet, failed: dict[tuple[int, int], str], hidden: bool) -> Sheet:
    rows = [
        [
            Cell(sheet.name, r, c, ErrorValue(failed[r, c]) if (r, c) in failed else _value(value))
            for c, value in enumerate(row, 1)
        ]
        for r, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
    ]
    return Sheet(sheet.name, _without_tail(rows), hidden)


def _value(value: object) -> CellValue:
    """The parser's value in our types; a whole number is an int whatever it was stored as."""
    match value:
        case str():
            return _text(value)
        case float() if not isfinite(value):
            return ErrorValue("#NUM!")
        case float() if value.is_integer() and abs(value) < _WHOLE_BELOW:
            return int(value)
        case bool() | int() | float() | datetime() | date():
            return value
        case time() | timedelta():
            return str(value)
    return None


def _text(value: str) -> CellValue:
    text = nfc(value)
    if text in EXCEL_ERRORS or text.startswith("Err:5"):
        return ErrorValue(text)
    return value if text else None


def _without_tail(rows: list[list[Cell]]) -> list[list[Cell]]:
    while rows and all(cell.value is None for cell in rows[-1]):
        rows.pop()
    return rows


def _csv_sheet(data: bytes, name: str, limits: Limits) -> Sheet:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(Refusal.NOT_UTF8) from error
    if "\0" in text:
        raise RefusedError(Refusal.NOT_A_WORKBOOK)
    rows = [
        [Cell(name, r, c, _text(value)) for c, value in enumerate(row, 1)]
        for r, row in enumerate(_csv_rows(text, limits), 1)
    ]
    return Sheet(name, _without_tail(rows))


def _csv_rows(text: str, limits: Limits) -> list[list[str]]:
    """Rows by comma or semicolon, whichever divides most lines into equally many fields."""
    readings = [_divided(text, delimiter, limits) for delimiter in ",;"]
    found = [reading for reading in readings if reading is not None]
    if not found:
        raise RefusedError(Refusal.CORRUPTED)
    return max(found, key=_evenness)


def _divided(text: str, delimiter: str, limits: Limits) -> list[list[str]] | None:
    rows: list[list[str]] = []
    left = limits.cells
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            left -= len(row)
            if left < 0:
                raise too_many_cells(limits)
            rows.append(row)
    except csv.Error:
        return None
    return rows


def _evenness(rows: list[list[str]]) -> tuple[int, int]:
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return 0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return widths.count(usual), usual
