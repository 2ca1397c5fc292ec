"""Reading what the workbooks of units share: the unit of a row, the month of a sheet, the unit of money."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from evaluation.enums import Measure
from evaluation.imports.source import Source
from evaluation.imports.titles import TitleError, stated
from evaluation.rules.periods import StatMonth
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import MoneyUnit, Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.models import Unit

MEASURES: Final = {fold(measure.label): measure for measure in Measure}
MEASURES_EXPECTED: Final = ", ".join(str(measure.label) for measure in Measure)
_LONGEST_NOTE: Final = 500
_MEASURED_IN: Final = re.compile(r"don vi tinh\s*:?\s*(.*)$")
_THOUSANDS: Final = re.compile(r"\b(?:nghin|ngan|1[. ]?000)\b")
_OTHER: Final = re.compile(r"\b(?:trieu|ty)\b")
_DONG: Final = re.compile(r"\b(?:dong|vnd?)\b")


@dataclass(frozen=True)
class Units:
    """Units a workbook of a month may name: open some day of it, and in reach."""

    by_code: Mapping[str, Unit]
    limited: bool


def units_of(month: StatMonth, reach: Collection[int] | None) -> Units:
    """Units open on some day of the month; `reach` None = every unit."""
    rows = Unit.objects.filter(Q(end=None) | Q(end__gt=month.start), start__lt=month.end)
    found = {unit.code: unit for unit in rows if reach is None or unit.pk in reach}
    return Units(found, reach is not None)


def read_unit(reader: Reader, row: TableRow, units: Units) -> Unit | None:
    """The unit a row names; one out of reach is unknown."""
    cell = row.cell("unit")
    code = reader.text(cell, 40)
    if not code:
        return None
    unit = units.by_code.get(code)
    if unit is None:
        message = (
            _("no unit in your reach has the code “%(code)s”; expected the code of one of your units")
            if units.limited
            else _("no unit open in that period has the code “%(code)s”")
        )
        reader.error(cell, message % {"code": code})
    return unit


def month_of(workbook: Source, table: Table) -> StatMonth | None:
    """The statistical month that the title rows state."""
    try:
        return stated(table.title_rows, StatMonth.parse_title)[0]
    except TitleError as refusal:
        message = _("the period is not stated; expected one title row like “Kỳ báo cáo: 9 tháng năm 2026”")
        workbook.reader.error(workbook.title_cell(table, refusal.title), message)
        return None


def one_month(workbook: Source) -> StatMonth | None:
    """The month of a file; all of its sheets state the same."""
    found: StatMonth | None = None
    for table in workbook.tables:
        month = month_of(workbook, table)
        if month and found and month != found:
            message = _("all sheets must state the same period; sheet %(sheet)s states %(month)s")
            details = {"sheet": table.sheet, "month": month.title}
            workbook.reader.error(Cell(table.sheet, 1, 1, None), message % details)
        found = found or month
    return found


def money_unit(workbook: Source, table: Table) -> MoneyUnit:
    """In what a sheet counts money: nghìn đồng unless a title row says đồng; anything else is refused."""
    for title in table.title_rows:
        measured = _MEASURED_IN.search(fold(title))
        if not measured:
            continue
        if _OTHER.search(measured[1]):
            message = _("money is counted in đồng or nghìn đồng here; expected “Đơn vị tính: nghìn đồng”")
            workbook.reader.error(workbook.title_cell(table, title), message)
        elif _THOUSANDS.search(measured[1]):
            return "nghìn đồng"
        elif _DONG.search(measured[1]):
            return "đồng"
    return "nghìn đồng"


def read_measured(reader: Reader, cell: Cell, measure: Measure | str, money: MoneyUnit) -> int | None:
    """Cases, or money in đồng; None when empty or refused."""
    return reader.money(cell, money) if measure == Measure.MONEY else reader.count(cell)


def read_note(reader: Reader, row: TableRow) -> dict[str, str]:
    """“Ghi chú” as a value to store; nothing where the sheet has no such column, so that a stored one stays."""
    if not row.has_column("note"):
        return {}
    return {"note": reader.text(row.cell("note"), _LONGEST_NOTE)}


def subject_of(unit: Unit, words: Iterable[object], month: StatMonth) -> str:
    """What a row is about, for the preview."""
    return " · ".join([f"{unit.name} ({unit.code})", *map(str, words), month.title])
