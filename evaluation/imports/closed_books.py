"""Rows of a workbook that would change closed books, marked at their key cell."""

from typing import Any

from evaluation.imports.source import Source
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.closings import closed_in
from evaluation.services.books.closing import closed_message, in_closed_books
from evaluation.services.merging import Merge
from hrm.kernel.workbook.book import Cell


def refuse_in_closed_books(workbook: Source, merge: Merge[Any], month: StatMonth) -> None:
    """Note an error for every row that would write into closed books; what changes nothing may stay."""
    cells = key_cells(workbook)
    # A row of a workbook may make several figures; it is named once.
    found = {(row.sheet, row.row): closing for row, closing in in_closed_books(merge, closed_in(month))}
    for place, closing in found.items():
        workbook.reader.error(cells[place], closed_message(closing))


def key_cells(workbook: Source) -> dict[tuple[str, int], Cell]:
    """The cell that names whose row it is, by sheet and row."""
    return {
        (row.sheet, row.number): row.cell(table.spec.keys[0])
        for table in workbook.tables
        for row in table.rows
    }
