"""The cell of the workbook a figure was read from, e.g. 'Việc'!I12; a computed one names its parts."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from evaluation.models import SheetLayout
from evaluation.rules.results import MADE_OF, cells_behind

Layouts = Mapping[tuple[int, str], Mapping[str, str]]

# Reasons for ending have a column for each measure instead of one for the amount.
_BY_MEASURE: Final = "amount"


def layouts_of(rows: Iterable[Any]) -> Layouts:
    """(workbook, sheet) → letters of its columns, for stored rows; one query, none without a workbook."""
    runs = {row.run_id for row in rows if row.run_id}
    if not runs:
        return {}
    found = SheetLayout.objects.filter(run_id__in=runs).values_list("run_id", "sheet", "columns")
    return {(run, sheet): columns for run, sheet, columns in found}


def cell_of(layouts: Layouts, row: Any, column: str) -> str:
    """The address in the workbook; empty for what was typed, and for workbooks whose layout was not kept."""
    letters = layouts.get((row.run_id, row.sheet))
    if letters is None or row.row is None:
        return ""
    name = row.measure if column == _BY_MEASURE else column
    cells = cells_behind(name, letters, MADE_OF)
    return f"'{row.sheet}'!" + ", ".join(f"{letter}{row.row}" for letter in cells) if cells else ""
