"""Tables of pages, read once from a workbook."""

from typing import Any

from django.utils.translation import gettext as _

from cms.rules.cells import LARGEST_COLUMNS, LARGEST_ROWS, as_text
from hrm.kernel.workbook.reader import WorkbookError, open_workbook
from staff.services.errors import DomainError


def fill_sheets(body: Any) -> int:
    """Read the workbooks named in a body into its tables; gives how many were read. Nothing is stored.

    The workbook is let go afterwards, so that what stands on the page is what an editor saw. DomainError for
    a file that is no workbook, or a sheet larger than a page can show.
    """
    read = 0
    for block in body:
        if block.block_type != "sheet":
            continue
        if block.value.get("workbook") is not None:
            block.value["cells"] = cells_of(block.value["workbook"])
            block.value["workbook"] = None
            read += 1
        elif not (block.value.get("cells") or "").strip():
            raise DomainError(_("A table from Excel has neither a workbook nor cells."), "body")
    return read


def cells_of(document: Any) -> str:
    """The first sheet of a workbook that holds anything, as text of cells."""
    try:
        with document.file.open("rb") as file:
            book = open_workbook(file, document.filename)
    except (WorkbookError, OSError) as error:
        raise DomainError(_("The workbook cannot be read: %(reason)s") % {"reason": error}, "body") from error
    sheet = next(sheet for sheet in book.sheets if sheet.rows)
    rows = [[cell.shown for cell in row] for row in sheet.rows]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) > LARGEST_ROWS + 1 or max(map(len, rows), default=0) > LARGEST_COLUMNS:
        message = _(
            "The sheet “%(sheet)s” is larger than %(rows)d rows or %(columns)d columns: attach the file instead."
        )
        raise DomainError(
            message % {"sheet": sheet.name, "rows": LARGEST_ROWS, "columns": LARGEST_COLUMNS}, "body"
        )
    return as_text(rows)
