"""A caseload workbook as a supplementary report on closed books (TT 05/2024, art. 11)."""

from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from django.utils import timezone

from evaluation.imports.caseload import checked, titled_tables
from evaluation.imports.outcome import planned, refused, run_of, settled
from evaluation.imports.source import read_source
from evaluation.imports.specs import CASELOAD
from evaluation.models import SupplementaryReport
from evaluation.services.books.supplements import ReportDetails, file_report, plan_report
from staff.access import require
from staff.imports.report import ImportReport
from staff.models import ImportRun, User

KIND: Final = "supplement"


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
    """Check a caseload workbook of a closed month (I1 to I9 hold as ever) and file it as a report."""
    if actor is not None:
        require(actor, SupplementaryReport, "add")
    workbook = read_source(source, name, [CASELOAD])
    titled = titled_tables(workbook)
    day = today or timezone.localdate()

    def bring() -> ImportReport:
        month, rows = checked(workbook, titled, actor)
        if month is None or workbook.is_refused:
            return refused(workbook)
        merge, _unit = plan_report(month=month, rows=rows, details=details, actor=actor, today=day)
        report = planned(workbook, [merge])
        if not dry_run:
            log = run or run_of(source, kind=KIND, name=name, actor=actor, report=report)
            file_report(month=month, rows=rows, details=details, run=log, actor=actor, today=day)
            report.applied = True
        return report

    return settled(workbook, bring)
