"""Brings in work given, leaders and general criteria of a quarter (sections 5 to 7 of the workbooks)."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from evaluation.imports.outcome import planned, refused, run_of, settled
from evaluation.imports.quantities import read_amount
from evaluation.imports.source import Source, read_source
from evaluation.imports.specs import LEADERS, POINTS, WORK, heading
from evaluation.imports.titles import TitleError, stated
from evaluation.imports.work_rows import QUANTITY, Desk, RowReader, read_item, read_leader, read_points
from evaluation.models import WorkItem
from evaluation.rules.periods import ScoringPeriod, parse_period_title
from evaluation.selectors.catalogue import products_for
from evaluation.selectors.roster import confirmed_officers, roster_on
from evaluation.services.merging import Wanted
from evaluation.services.work import WorkMerge, WorkRows, frozen_message, plan_work, store_work
from hrm.kernel.numbers import show_decimal
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.report import ImportReport
from staff.models import ImportRun, User

KIND: Final = "work"
_READERS: Final[dict[str, RowReader]] = {
    WORK.name: read_item,
    LEADERS.name: read_leader,
    POINTS.name: read_points,
}
_SUMMED: Final = ("assigned", "done")


@dataclass(frozen=True)
class _Plan:
    """The rows of one quarter and what storing them would do."""

    quarter: ScoringPeriod
    rows: WorkRows
    merge: WorkMerge


def import_work(
    source: Path | BinaryIO,
    *,
    name: str,
    actor: User | None,
    dry_run: bool = False,
    run: ImportRun | None = None,
) -> ImportReport:
    """Check a workbook of a quarter's work and, without errors, store it; `actor` None is the system.

    Stored rows point to `run`; without one it is made here.
    """
    if actor is not None:
        require(actor, WorkItem, "import")
    reach = unit_ids_for(actor, ReachCode.MANAGE_EVALUATIONS) if actor else None
    workbook = read_source(source, name, [WORK, LEADERS, POINTS])
    by_quarter = _by_quarter(workbook)

    def bring() -> ImportReport:
        plans = [_plan(workbook, quarter, tables, reach) for quarter, tables in by_quarter.items()]
        if workbook.is_refused:
            return refused(workbook)
        report = planned(workbook, [part for plan in plans for part in plan.merge.parts])
        if not dry_run:
            log = run or run_of(source, kind=KIND, name=name, actor=actor, report=report)
            for plan in plans:
                store_work(quarter=plan.quarter, rows=plan.rows, run=log, actor=actor)
            report.applied = True
        return report

    return settled(workbook, bring)


def _by_quarter(workbook: Source) -> dict[ScoringPeriod, list[Table]]:
    found: dict[ScoringPeriod, list[Table]] = {}
    for table in workbook.tables:
        try:
            quarter, _title = stated(table.title_rows, parse_period_title)
        except TitleError as refusal:
            message = _("the quarter is not stated; expected one title row like “Kỳ: Quý III năm 2026”")
            workbook.reader.error(workbook.title_cell(table, refusal.title), message)
        else:
            found.setdefault(quarter, []).append(table)
    return found


def _plan(
    workbook: Source, quarter: ScoringPeriod, tables: list[Table], reach: Container[int] | None
) -> _Plan:
    day = quarter.last_day
    desk = Desk(quarter, roster_on(day, reach), products_for(day))
    found: dict[str, list[Wanted]] = {name: [] for name in _READERS}
    for table in tables:
        found[table.spec.name] += _rows(workbook.reader, table, desk)
    rows = WorkRows(found[WORK.name], found[LEADERS.name], found[POINTS.name])
    merge = plan_work(quarter=quarter, rows=rows)
    _check_frozen(workbook.reader, tables, merge.touched, quarter)
    return _Plan(quarter, rows, merge)


def _rows(reader: Reader, table: Table, desk: Desk) -> list[Wanted]:
    before = len(reader.errors)
    rows = [wanted for row in table.rows for wanted in _READERS[table.spec.name](reader, row, desk)]
    if table.spec is WORK and len(reader.errors) == before:
        _compare_totals(reader, table, rows)
    return rows


def _check_frozen(
    reader: Reader, tables: list[Table], touched: Iterable[Wanted], quarter: ScoringPeriod
) -> None:
    """Rows that would change what a confirmed form rests on."""
    confirmed = confirmed_officers(quarter)
    frozen = {(row.sheet, row.row) for row in touched if row.identity["officer_id"] in confirmed}
    for row in (row for table in tables for row in table.rows):
        if (row.sheet, row.number) in frozen:
            reader.error(row.cell("number"), frozen_message(quarter))


def _compare_totals(reader: Reader, table: Table, rows: list[Wanted]) -> None:
    if table.totals is None:
        return
    quiet = Reader(reader.file_name)
    for key in _SUMMED:
        cell = table.totals.cell(key)
        total = read_amount(quiet, cell, QUANTITY)
        expected = sum((row.values[key] or Decimal(0) for row in rows), Decimal(0))
        if total is not None and total != expected:
            message = _("totals row: %(column)s says %(found)s, the rows add up to %(expected)s")
            details = {"found": show_decimal(total, 4), "expected": show_decimal(expected, 4)}
            reader.warning(cell, message % (details | {"column": heading(WORK, key)}))
