"""One workbook being read: its tables, its problems, and the people its rows may name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from evaluation.imports.specs import NUMBER
from evaluation.selectors.roster import Member, Roster
from hrm.kernel.dates import show_date
from hrm.kernel.text import NameMatch, compare_names
from hrm.kernel.workbook.book import Book, Cell, column_letters
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.reader import WorkbookError, open_workbook
from hrm.kernel.workbook.tables import Table, TableRow, TableSpec, find_tables


@dataclass(frozen=True)
class Source:
    """A workbook and the reader that collects what is wrong with it."""

    book: Book
    tables: Sequence[Table]
    reader: Reader

    @property
    def is_refused(self) -> bool:
        """Whether an error was found so far."""
        return bool(self.reader.errors)

    def title_cell(self, table: Table, title: str) -> Cell:
        """The cell of a title row, to point at; A1 where the row is missing."""
        rows = next(sheet.rows for sheet in self.book.sheets if sheet.name == table.sheet)
        above = (cell for row in rows[: table.header_row - 1] for cell in row)
        named = (cell for cell in above if not cell.is_empty and cell.shown in title)
        return max(named, key=lambda cell: len(cell.shown), default=Cell(table.sheet, 1, 1, None))

    def letters(self) -> dict[str, dict[str, str]]:
        """Sheet → column → the letter it stands under, to trace a figure to its cell later."""
        return {
            table.sheet: {key: column_letters(column) for key, column in table.columns.items()}
            for table in self.tables
        }

    def only(self, *specs: TableSpec) -> "Source":
        """The tables of some specifications; problems are collected in the same place."""
        return replace(self, tables=[table for table in self.tables if table.spec in specs])


def read_source(source: Path | BinaryIO, name: str, specs: Sequence[TableSpec]) -> Source:
    """Open a workbook and find its tables; whatever refuses it is noted, never raised."""
    reader = Reader(name)
    try:
        book = open_workbook(source, name)
    except WorkbookError as error:
        reader.problems.append(error.problem)
        return Source(Book(name, []), (), reader)
    found = find_tables(book, specs)
    reader.problems.extend(found.problems)
    return Source(book, found.tables, reader)


def read_member(reader: Reader, row: TableRow, roster: Roster) -> Member | None:
    """The officer of a row, by number; the name is checked against it.

    Someone out of reach is told nothing: neither that the officer exists nor where.
    """
    cell = row.cell(NUMBER.key)
    number = reader.text(cell)
    if not number:
        return None
    member = roster.members.get(number)
    if member is None:
        reader.error(cell, _stranger(number, roster))
        return None
    _check_name(reader, row.cell("name"), member)
    return member


def same_row(found: dict[object, Cell], key: object, cell: Cell) -> Cell | None:
    """The first cell that stood under this key, None if this is the first."""
    first = found.setdefault(key, cell)
    return None if first is cell else first


def place(cell: Cell) -> str:
    """Where another cell stands, for a message."""
    return str(_("sheet %(sheet)s, cell %(cell)s") % {"sheet": cell.sheet, "cell": cell.address})


def _stranger(number: str, roster: Roster) -> str:
    day = {"day": show_date(roster.day)}
    if roster.limited:
        return str(_("no officer with this number serves in your units on %(day)s") % day)
    if number in roster.known:
        return str(_("this officer has no posting on %(day)s; enter the posting first") % day)
    return str(_("no officer has this number; expected a number of the personnel records"))


def _check_name(reader: Reader, cell: Cell, member: Member) -> None:
    written = reader.text(cell)
    if not written:
        return
    match = compare_names(written, member.name)
    details = {"number": member.number, "name": member.name}
    if match is NameMatch.OTHER:
        message = _("the name does not belong to the number %(number)s; expected %(name)s")
        reader.error(cell, message % details)
    elif match is NameMatch.DIACRITICS:
        message = _("the diacritics of the name differ from the records (%(name)s)")
        reader.warning(cell, message % details)
