"""A workbook as a supplementary report on closed books (TT 05/2024, art. 11).

Sheets of the main form, of special kinds and of reasons for ending may stand in it together.
"""

from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.imports.books_reading import one_month
from evaluation.imports.books_specs import ENDINGS, SPECIAL
from evaluation.imports.caseload import checked, titled_tables
from evaluation.imports.outcome import planned, refused, run_of, settled
from evaluation.imports.source import Source, read_source
from evaluation.imports.special import read_beside
from evaluation.imports.specs import CASELOAD
from evaluation.models import SupplementaryReport
from evaluation.rules.periods import StatMonth
from evaluation.services.books.supplements import Beside, ReportDetails, file_report, plan_report
from evaluation.services.layouts import keep_layouts
from evaluation.services.merging import Wanted
from hrm.kernel.workbook.book import Cell
from staff.access import require
from staff.imports.report import ImportReport
from staff.models import ImportRun, User

KIND: Final = "supplement"


class _Filing(TypedDict):
    """What goes into the plan and into the report alike."""

    month: StatMonth
    rows: list[Wanted]
    beside: Beside


def import_supplement(
    source: Path | BinaryIO,
    *,
    name: str,
    actor: User | None,
    details: ReportDetails,
    dry_run: bool = False,
    run: ImportRun | None = None,
    today: date | None = None,
) -> ImportReport:
    """Check a workbook of a closed month (I1 to I9 hold as ever) and file it as a report."""
    if actor is not None:
        require(actor, SupplementaryReport, "add")
    workbook = read_source(source, name, [CASELOAD, SPECIAL, ENDINGS])
    main, others = workbook.only(CASELOAD), workbook.only(SPECIAL, ENDINGS)
    titled = titled_tables(main)
    day = today or timezone.localdate()

    def bring() -> ImportReport:
        month, rows = checked(main, titled, actor)
        month, beside = _beside(others, month, actor)
        if month is None or workbook.is_refused:
            return refused(workbook)
        filing: _Filing = {"month": month, "rows": rows, "beside": beside}
        plan = plan_report(**filing, details=details, actor=actor, today=day)
        report = planned(workbook, plan.merges)
        if not dry_run:
            log = run or run_of(source, kind=KIND, name=name, actor=actor, report=report)
            file_report(**filing, details=details, run=log, actor=actor, today=day)
            keep_layouts(run=log, columns=workbook.letters())
            report.applied = True
        return report

    return settled(workbook, bring)


def _beside(others: Source, month: StatMonth | None, actor: User | None) -> tuple[StatMonth | None, Beside]:
    """The month of the file and the rows of the sheets beside the main form; both state the same month."""
    found = one_month(others)
    if found is None:
        return month, {}
    if month and month != found:
        table = others.tables[0]
        message = _("all sheets must state the same period; another sheet states %(month)s")
        others.reader.error(Cell(table.sheet, 1, 1, None), message % {"month": month.title})
        return month, {}
    return found, read_beside(others, found, actor)
