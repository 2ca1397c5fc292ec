"""Brings in the monthly caseload of enforcement officers (section 3 of the workbooks)."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from evaluation.enums import Initiative, Measure
from evaluation.imports.caseload_checks import check_duplicates, check_months, check_sheet, check_sums
from evaluation.imports.caseload_rows import TOTAL, CaseloadSheet, Line, read_sheet
from evaluation.imports.closed_books import refuse_in_closed_books
from evaluation.imports.outcome import planned, refused, run_of, settled
from evaluation.imports.source import Source, read_source
from evaluation.imports.specs import CASELOAD
from evaluation.imports.titles import Counting, TitleError, counting_of, stated
from evaluation.models import CaseloadFigure
from evaluation.rules.caseload import Figures
from evaluation.rules.periods import StatMonth
from evaluation.selectors.roster import Roster, roster_on
from evaluation.services.layouts import keep_layouts
from evaluation.services.merging import Wanted
from evaluation.services.store_caseload import plan_caseload, store_caseload
from hrm.kernel.workbook.tables import Table
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.report import ImportReport
from staff.models import ImportRun, User

KIND = "caseload"


@dataclass(frozen=True)
class Titled:
    """A table whose title rows were understood."""

    table: Table
    counting: Counting
    month: StatMonth


def import_caseload(
    source: Path | BinaryIO,
    *,
    name: str,
    actor: User | None,
    dry_run: bool = False,
    run: ImportRun | None = None,
) -> ImportReport:
    """Check a caseload workbook and, without errors, store its month; `actor` None is the system.

    Stored rows point to `run`; without one it is made here.
    """
    if actor is not None:
        require(actor, CaseloadFigure, "import")
    workbook = read_source(source, name, [CASELOAD])
    titled = titled_tables(workbook)

    def bring() -> ImportReport:
        month, rows = checked(workbook, titled, actor)
        if month is None or workbook.is_refused:
            return refused(workbook)
        merge = plan_caseload(month=month, rows=rows)
        refuse_in_closed_books(workbook, merge, month)
        if workbook.is_refused:
            return refused(workbook)
        report = planned(workbook, [merge])
        if not dry_run:
            log = run or run_of(source, kind=KIND, name=name, actor=actor, report=report)
            store_caseload(month=month, rows=rows, run=log, actor=actor)
            keep_layouts(run=log, columns=workbook.letters())
            report.applied = True
        return report

    return settled(workbook, bring)


def checked(
    workbook: Source, titled: list[Titled], actor: User | None
) -> tuple[StatMonth | None, list[Wanted]]:
    """The month and the rows of a caseload workbook; what is wrong with them (I1 to I9) is noted."""
    if not titled:
        return None, []
    month = titled[0].month
    reach = unit_ids_for(actor, ReachCode.MANAGE_CASELOAD) if actor else None
    roster = roster_on(month.last_day, reach, since=month.start)
    sheets = [_sheet(workbook, each, roster) for each in titled]
    lines = [line for sheet in sheets for line in sheet.lines]
    check_duplicates(workbook.reader, (line for line in lines if line.kind != TOTAL))
    check_sums(workbook.reader, lines)
    check_months(workbook.reader, lines, month)
    return month, [
        _wanted(line, line.figures, month) for line in lines if line.kind != TOTAL and line.figures
    ]


def _sheet(workbook: Source, each: Titled, roster: Roster) -> CaseloadSheet:
    sheet = read_sheet(workbook, each.table, each.counting, roster)
    check_sheet(workbook.reader, sheet)
    return sheet


def titled_tables(workbook: Source) -> list[Titled]:
    """Tables with their measure and month; all sheets of a file state the same month."""
    found: list[Titled] = []
    for table in workbook.tables:
        counting, period = _counting(workbook, table), _month(workbook, table)
        if period and found and period[0] != found[0].month:
            message = _("all sheets must state the same period; sheet %(sheet)s states %(month)s")
            details = {"sheet": found[0].table.sheet, "month": found[0].month.title}
            workbook.reader.error(workbook.title_cell(table, period[1]), message % details)
        elif counting and period:
            found.append(Titled(table, counting, period[0]))
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


def _month(workbook: Source, table: Table) -> tuple[StatMonth, str] | None:
    try:
        return stated(table.title_rows, StatMonth.parse_title)
    except TitleError as refusal:
        message = _("the period is not stated; expected one title row like “Kỳ báo cáo: 9 tháng năm 2026”")
        workbook.reader.error(workbook.title_cell(table, refusal.title), message)
        return None


def _wanted(line: Line, figures: Figures, month: StatMonth) -> Wanted:
    watched = {} if line.watch_book is None else {"watch_book": line.watch_book}
    kinds = Measure(line.measure).label, Initiative(line.kind).label, month.title
    return Wanted(
        identity={
            "officer_id": line.member.officer_id,
            "year": month.year,
            "months": month.months,
            "measure": line.measure.value,
            "initiative": line.kind,
        },
        values={"unit": line.member.unit, **asdict(figures), **watched, "note": line.note},
        subject=f"{line.member.name} ({line.member.number}) · {' · '.join(map(str, kinds))}",
        sheet=line.row.sheet,
        row=line.row.number,
    )
