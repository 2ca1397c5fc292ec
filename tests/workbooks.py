"""Small workbooks for tests: rows in, a file out."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import xlsxwriter

Value = str | int | float | date | None
Rows = Sequence[Sequence[Value]]


def workbook(sheets: Mapping[str, Rows], path: Path | None = None) -> Path:
    """Write an .xlsx with these sheets, each a list of rows from A1 on; None is an empty cell."""
    path = path or Path(mkdtemp(prefix="thads-test-")) / "tep.xlsx"
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if value is not None:
                        page.write(r, c, value)
    return path


def table(headings: Sequence[str], rows: Sequence[Mapping[str, Value]]) -> Rows:
    """A heading row and rows given by heading; what a row does not name stays empty."""
    return [list(headings), *([row.get(heading) for heading in headings] for row in rows)]
