"""Reads the rows of a caseload sheet into figures (section 3 of the workbooks)."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from evaluation.enums import Initiative, Measure
from evaluation.imports.source import Source, read_member
from evaluation.imports.specs import FIGURES
from evaluation.imports.titles import Counting
from evaluation.rules.caseload import Figures, complete
from evaluation.selectors.roster import Member, Roster
from hrm.kernel.numbers import LARGEST_DONG
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table, TableRow

TOTAL: Final = ""
"""The kind of a row “Tổng số”, which is only checked."""

KINDS: Final = {fold(kind.label): kind.value for kind in Initiative} | {"tong so": TOTAL}
KINDS_EXPECTED: Final = ", ".join([*(str(kind.label) for kind in Initiative), "Tổng số"])
_LONGEST_NOTE: Final = 500
# Where a computed figure has no column of its own, the message points at this one.
_STANDS_FOR: Final = {
    "in_progress": "executable",
    "carried_forward": "to_enforce",
    "total_accepted": "brought_forward",
    "resolved": "completed",
    "suspended": "to_enforce",
}


@dataclass(frozen=True)
class Line:
    """One row: whose figures, of which kind. `figures` is None where a cell was refused."""

    member: Member
    counting: Counting
    kind: str
    figures: Figures | None
    note: str
    row: TableRow
    # C18; None where the sheet has no such column.
    watch_book: int | None = None

    @property
    def measure(self) -> Measure:
        """Cases or money."""
        return self.counting.measure

    @property
    def key(self) -> tuple[int, str, str]:
        """Officer, measure and kind: at most one row each in a file."""
        return self.member.officer_id, self.measure, self.kind

    def cell(self, name: str) -> Cell:
        """The cell of a figure, or of the one it was computed from."""
        for key in (name, _STANDS_FOR.get(name, name), "number"):
            if self.row.has_column(key):
                return self.row.cell(key)
        raise LookupError(name)


@dataclass
class CaseloadSheet:
    """One sheet as read."""

    table: Table
    counting: Counting
    lines: list[Line] = field(default_factory=list)
    is_complete: bool = True

    @property
    def is_two_way(self) -> bool:
        """The old split without a third class (before TT 06/2019)."""
        return "suspended" not in self.table.columns


def read_sheet(source: Source, table: Table, counting: Counting, roster: Roster) -> CaseloadSheet:
    """Every row of the sheet that names an officer in reach and a kind."""
    sheet = CaseloadSheet(table, counting)
    for row in table.rows:
        line = _line(source.reader, row, counting, roster)
        if line is None or line.figures is None:
            sheet.is_complete = False
        if line is not None:
            sheet.lines.append(line)
    return sheet


def read_figures(reader: Reader, row: TableRow, counting: Counting) -> Figures | None:
    """Figures of a row; an empty cell is 0, an absent column is computed or 0."""
    before = len(reader.errors)
    given = {
        column.key: _figure(reader, row.cell(column.key), counting)
        for column in FIGURES
        if row.has_column(column.key)
    }
    if len(reader.errors) > before:
        return None
    figures = complete(given)
    if max(vars(figures).values()) > LARGEST_DONG:
        reader.error(row.cell("to_enforce"), _("the figures of this row are too large"))
        return None
    return figures


def _line(reader: Reader, row: TableRow, counting: Counting, roster: Roster) -> Line | None:
    member = read_member(reader, row, roster)
    cell = row.cell("initiative")
    kind = reader.required(cell, reader.choice(cell, KINDS, KINDS_EXPECTED), "Loại")
    figures = read_figures(reader, row, counting)
    note = reader.text(row.cell("note"), _LONGEST_NOTE)
    watched = _figure(reader, row.cell("watch_book"), counting) if row.has_column("watch_book") else None
    if member is None or kind is None:
        return None
    return Line(member, counting, kind, figures, note, row, watched)


def _figure(reader: Reader, cell: Cell, counting: Counting) -> int:
    value = reader.money(cell, counting.money) if counting.money else reader.count(cell)
    return value or 0
