"""Writes blank workbooks to fill in: the headings the importers know, and a sheet that explains them.

The examples stand on the explaining sheet, one below another: a row of examples under the headings
would come in as a record the day someone forgets to delete it.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.guides import REQUIRED_MARK, ColumnGuide, Example, SheetGuide

_HEAD: Final = {"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"}
_SHADES: Final = {True: "#DCE6F2", False: "#F2F2F2"}
_WIDTHS: Final = (16, 28, 12, 70, 26)


def blank_workbook(guides: Sequence[SheetGuide]) -> bytes:
    """An .xlsx with one empty table for each guide, and the explanation as its last sheet."""
    packed = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(packed, options) as workbook:
        for guide in guides:
            _table(workbook, guide)
        _explanation(workbook, guides)
    return packed.getvalue()


def shown_example(value: Example) -> str:
    """An example as one would type it."""
    match value:
        case None:
            return ""
        case date():
            return show_date(value)
        case float():
            return str(value).replace(".", ",")
    return str(value)


def _table(workbook: Any, guide: SheetGuide) -> None:
    sheet = workbook.add_worksheet(guide.sheet)
    bold = workbook.add_format({"bold": True})
    for row, title in enumerate(guide.titles):
        sheet.write_string(row, 0, title, bold)
    top = len(guide.titles)
    for position, column in enumerate(guide.columns()):
        _heading(workbook, sheet, (top, position), column)
    sheet.set_row(top, 45)
    sheet.freeze_panes(top + 1, 0)


def _heading(workbook: Any, sheet: Any, place: tuple[int, int], column: ColumnGuide) -> None:
    look = workbook.add_format({**_HEAD, "bg_color": _SHADES[column.required]})
    mark = REQUIRED_MARK if column.required else ""
    width = max(12, min(len(column.heading) + 3, 24))
    sheet.set_column(place[1], place[1], width, workbook.add_format({"num_format": _shape(column.example)}))
    sheet.write_string(*place, column.heading + mark, look)


def _shape(example: Example) -> str:
    """Text columns are text from the start: a spreadsheet drops the zeros before 001085 and 03.300."""
    match example:
        case str():
            return "@"
        case date():
            return "dd/mm/yyyy"
    return "General"


def _explanation(workbook: Any, guides: Sequence[SheetGuide]) -> None:
    sheet = workbook.add_worksheet(_("How to fill in"))
    head = workbook.add_format({**_HEAD, "bg_color": _SHADES[True]})
    wrapped = workbook.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    for row, text in enumerate(_hints()):
        sheet.write_string(row, 0, text)
    at = len(_hints()) + 1
    headings = (_("Sheet"), _("Column"), _("Required"), _("What to enter"), _("Example"))
    for position, heading in enumerate(headings):
        sheet.write_string(at, position, heading, head)
        sheet.set_column(position, position, _WIDTHS[position])
    rows = ((guide.sheet, column) for guide in guides for column in guide.columns())
    for below, (name, column) in enumerate(rows, at + 1):
        for position, text in enumerate(_cells(name, column)):
            sheet.write_string(below, position, text, wrapped)
    sheet.freeze_panes(at + 1, 0)


def _hints() -> tuple[str, ...]:
    return (
        _("Headings with * are required; the order of the columns is free. This sheet is not read."),
        _("Fill in the rows above the table (period, unit of measurement). Delete sheets you do not use."),
    )


def _cells(sheet: str, column: ColumnGuide) -> tuple[str, ...]:
    heading = " / ".join((column.heading, *column.also))
    return sheet, heading, "*" if column.required else "", column.text, shown_example(column.example)
