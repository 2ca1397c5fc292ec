"""Brings in what court and procuracy counted of the same cases (TTLT 12/2021), in our columns."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from evaluation.enums import Counterpart
from evaluation.imports.books_reading import Units, one_month, read_measured, read_unit, subject_of, units_of
from evaluation.imports.books_specs import OUTSIDE, OUTSIDE_FIGURES
from evaluation.imports.outcome import planned, refused, run_of, settled
from evaluation.imports.source import Source, place, read_source, same_row
from evaluation.imports.specs import heading
from evaluation.imports.titles import Counting, TitleError, counting_of
from evaluation.models import OutsideFigure
from evaluation.rules.periods import StatMonth
from evaluation.services.books.monthly import plan_monthly, store_monthly
from evaluation.services.merging import Wanted
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.report import ImportReport
from staff.models import ImportRun, User

KIND: Final = "outside"
_SOURCES: Final = {fold(source.label): source for source in Counterpart} | {
    "toa an nhan dan": Counterpart.COURT,
    "vien kiem sat nhan dan": Counterpart.PROCURACY,
}
_SOURCES_EXPECTED: Final = "; ".join(str(source.label) for source in Counterpart)


@dataclass(frozen=True)
class _Desk:
    """What the rows of one file are read against."""

    reader: Reader
    month: StatMonth
    units: Units
    seen: dict[object, Cell]


def import_outside(
    source: Path | BinaryIO,
    *,
    name: str,
    actor: User | None,
    dry_run: bool = False,
    run: ImportRun | None = None,
) -> ImportReport:
    """Check a workbook of court's or procuracy's figures and, without errors, store its month."""
    if actor is not None:
        require(actor, OutsideFigure, "import")
    workbook = read_source(source, name, [OUTSIDE])
    month = one_month(workbook)

    def bring() -> ImportReport:
        if month is None:
            return refused(workbook)
        rows = _rows(workbook, month, unit_ids_for(actor, ReachCode.MANAGE_CASELOAD) if actor else None)
        if workbook.is_refused:
            return refused(workbook)
        report = planned(workbook, [plan_monthly(model=OutsideFigure, month=month, rows=rows)])
        if not dry_run:
            log = run or run_of(source, kind=KIND, name=name, actor=actor, report=report)
            store_monthly(model=OutsideFigure, month=month, rows=rows, run=log, actor=actor)
            report.applied = True
        return report

    return settled(workbook, bring)


def _rows(workbook: Source, month: StatMonth, reach: Collection[int] | None) -> list[Wanted]:
    desk = _Desk(workbook.reader, month, units_of(month, reach), {})
    found: list[Wanted] = []
    for table in workbook.tables:
        counting = _counting(workbook, table)
        if counting:
            found += [wanted for row in table.rows for wanted in _row(desk, row, counting)]
    return found


def _counting(workbook: Source, table: Table) -> Counting | None:
    try:
        return counting_of(table.title_rows, table.sheet)
    except TitleError as refusal:
        message = _(
            "cannot tell cases from money; expected a title row “Đơn vị tính: việc”, “Đơn vị tính: đồng” or "
            "“Đơn vị tính: nghìn đồng”, or a sheet named Việc or Tiền"
        )
        workbook.reader.error(workbook.title_cell(table, refusal.title), message)
        return None


def _row(desk: _Desk, row: TableRow, counting: Counting) -> Iterator[Wanted]:
    """One stored figure for each cell that says something; an empty cell was not counted by them."""
    unit = read_unit(desk.reader, row, desk.units)
    cell = row.cell("source")
    found = desk.reader.choice(cell, _SOURCES, _SOURCES_EXPECTED)
    source = desk.reader.required(cell, found, heading(OUTSIDE, "source"))
    if unit is None or source is None:
        return
    first = same_row(desk.seen, (unit.pk, source, counting.measure), row.cell("unit"))
    if first:
        message = _("the unit already has such a row in %(place)s; keep one of them")
        desk.reader.error(row.cell("unit"), message % {"place": place(first)})
    for column in OUTSIDE_FIGURES:
        amount = read_measured(
            desk.reader, row.cell(column.key), counting.measure, counting.money or "nghìn đồng"
        )
        if amount is None:
            continue
        identity = {
            "unit_id": unit.pk,
            "year": desk.month.year,
            "months": desk.month.months,
            "source": source.value,
            "measure": counting.measure.value,
            "column": column.key,
        }
        words = source.label, counting.measure.label, column.headings[0]
        yield Wanted(identity, {"amount": amount}, subject_of(unit, words, desk.month), row.sheet, row.number)
