"""Finds tables in sheets by their key headings, wherever people have put them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from hrm.kernel.workbook.book import Book, Cell, Sheet
from hrm.kernel.workbook.headings import Column, Header, TableSpec, find_header
from hrm.kernel.workbook.problems import Level, Problem
from hrm.kernel.workbook.rows import RowKind, first_text, kinds, skipped_below_totals

__all__ = ["Column", "Recognition", "Table", "TableRow", "TableSpec", "find_tables"]

HEADER_WITHIN: Final = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, its cells by the key of their column."""

    number: int
    cells: dict[str, Cell]
    sheet: str = ""

    def cell(self, key: str) -> Cell:
        """The cell under that heading; an empty one if the sheet has no such heading."""
        return self.cells.get(key) or Cell(self.sheet, self.number, 0, None)

    def has_column(self, key: str) -> bool:
        """Whether the sheet has that heading at all."""
        return key in self.cells


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet read by one specification; row and column numbers count from 1."""

    spec: TableSpec
    sheet: str
    title_rows: list[str]
    header_row: int
    rows: list[TableRow]
    total_rows: list[TableRow]
    columns: dict[str, int]

    @property
    def totals(self) -> TableRow | None:
        """The closing totals row; subtotals above it are only in `total_rows`."""
        return self.total_rows[-1] if self.total_rows else None


@dataclass(slots=True)
class Recognition:
    """What was found in a book, and what is to be said about the rest."""

    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown_sheets: list[str] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The findings that refuse the file."""
        return [problem for problem in self.problems if problem.level == "error"]


def find_tables(book: Book, specs: Sequence[TableSpec]) -> Recognition:
    """Every sheet that carries the key headings of one of the specifications."""
    found = Recognition()
    headers = [(sheet, _best_header(sheet, specs)) for sheet in book.sheets]
    for sheet, header in headers:
        if header is None:
            _pass_over(found, book, sheet)
        else:
            _take(found, book, sheet, header)
    if not any(header for _sheet, header in headers):
        keys = "; ".join(" + ".join(spec.key_headings) for spec in specs)
        message = _("no sheet has the headings that are needed; expected %(keys)s")
        found.problems.append(Problem("error", book.name, "", "", "", message % {"keys": keys}))
    return found


def _best_header(sheet: Sheet, specs: Sequence[TableSpec]) -> Header | None:
    headers = [find_header(sheet.rows, spec, HEADER_WITHIN) for spec in specs]
    return max((header for header in headers if header), key=lambda header: header.known, default=None)


def _pass_over(found: Recognition, book: Book, sheet: Sheet) -> None:
    found.unknown_sheets.append(sheet.name)
    message = _("the sheet has none of the tables expected here and was passed over")
    found.problems.append(Problem("warning", book.name, sheet.name, "", "", message))


def _take(found: Recognition, book: Book, sheet: Sheet, header: Header) -> None:
    if sheet.hidden:
        message = _("the sheet is hidden, but it was read")
        found.problems.append(Problem("warning", book.name, sheet.name, "", "", message))
    problems = _heading_problems(book, sheet, header)
    if not any(problem.level == "error" for problem in problems):
        table, keyless = _table(sheet, header)
        found.tables.append(table)
        problems += [_keyless(book, header, row) for row in keyless]
    found.problems += problems


def _heading_problems(book: Book, sheet: Sheet, header: Header) -> list[Problem]:
    problems = []
    for column in header.missing:
        message = _("the required heading “%(heading)s” is missing; expected %(headings)s")
        details = {"heading": column.headings[0], "headings": " / ".join(column.headings)}
        address = f"A{header.bottom}"
        problems.append(Problem("error", book.name, sheet.name, address, "", message % details))
    for cell, first in header.repeated:
        message = _("the heading stands twice, also in cell %(address)s; keep one of them")
        problems.append(_at("error", book, cell, message % {"address": first.address}))
    for cell in header.unknown:
        message = _("the heading is not known; the column was left alone")
        problems.append(_at("warning", book, cell, message))
    return problems


def _table(sheet: Sheet, header: Header) -> tuple[Table, list[list[Cell]]]:
    """The table, and the rows that miss their key."""
    below = sheet.rows[header.bottom :]
    found = kinds(below, header)
    skipped = skipped_below_totals(below, found, header)
    of = {
        kind: [row for row, its in zip(below, found, strict=True) if its is kind]
        for kind in (RowKind.KEYED, RowKind.TOTALS)
    }
    keyless = [
        row
        for index, (row, kind) in enumerate(zip(below, found, strict=True))
        if kind is RowKind.KEYLESS and index not in skipped
    ]
    table = Table(
        spec=header.spec,
        sheet=sheet.name,
        title_rows=_titles(sheet.rows[: header.top - 1]),
        header_row=header.bottom,
        rows=[_row(sheet, header, row) for row in of[RowKind.KEYED]],
        total_rows=[_row(sheet, header, row) for row in of[RowKind.TOTALS]],
        columns=header.columns,
    )
    return table, keyless


def _titles(rows: list[list[Cell]]) -> list[str]:
    """One text for each row above the table, its cells joined by spaces."""
    texts = (" ".join(cell.shown for cell in row if not cell.is_empty) for row in rows)
    return [text for text in texts if text]


def _row(sheet: Sheet, header: Header, row: list[Cell]) -> TableRow:
    number = row[0].row
    cells = {
        key: row[column - 1] if column <= len(row) else Cell(sheet.name, number, column, None)
        for key, column in header.columns.items()
    }
    return TableRow(number, cells, sheet.name)


def _keyless(book: Book, header: Header, row: list[Cell]) -> Problem:
    cell = Cell(row[0].sheet, row[0].row, header.key_column, None)
    heading = header.spec.key_headings[0]
    message = _("the row has no “%(heading)s”; fill it in or delete the row") % {"heading": heading}
    return Problem("error", book.name, cell.sheet, cell.address, first_text(row), message)


def _at(level: Level, book: Book, cell: Cell, message: str) -> Problem:
    return Problem(level, book.name, cell.sheet, cell.address, cell.shown, message)
