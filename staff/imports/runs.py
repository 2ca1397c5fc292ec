"""Bringing a workbook in on the web: check it and keep it, write it, or give it back with its errors marked."""

import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Final, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.workbook.problems import Problem
from hrm.kernel.workbook.writer import write_error_workbook
from staff.imports.kept import kept_report, summary_of
from staff.imports.report import ImportReport
from staff.models import ImportRun, User
from staff.registries import Importer
from staff.services.errors import DomainError
from staff.services.import_runs import Outcome, confirm, purge, stage, stored_bytes

KEPT_DAYS: Final = 7


class FileRefusedError(DomainError):
    """The file as a whole cannot be read; there is nothing to preview."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.sentence() for problem in problems))
        self.sentences = [problem.sentence() for problem in problems]


def bring_in(importer: Importer, source: BinaryIO, *, name: str, actor: User) -> ImportRun:
    """Check a workbook without writing anything and keep it for its owner's decision."""
    purge(before=timezone.now() - timedelta(days=KEPT_DAYS))
    content = source.read()
    report = _run(importer, io.BytesIO(content), name=name, actor=actor, dry_run=True)
    if report.errors and not any(problem.sheet for problem in report.errors):
        raise FileRefusedError(report.errors)
    return stage(actor=actor, kind=importer.kind, file_name=name, content=content, outcome=_outcome(report))


def write_in(importer: Importer, run: ImportRun, *, actor: User) -> ImportRun:
    """Write what was checked. The importer checks again: what changed meanwhile may refuse it now."""

    def write(locked: ImportRun, source: BinaryIO) -> Outcome:
        return _outcome(_write(importer, locked, source, actor))

    return confirm(run_id=run.pk, actor=actor, write=write)


def marked_workbook(run: ImportRun) -> tuple[bytes, str]:
    """The workbook back with its bad cells marked, and a name for it."""
    packed = io.BytesIO()
    source = io.BytesIO(stored_bytes(run))
    write_error_workbook(source, run.file_name, kept_report(run).problems, packed)
    return packed.getvalue(), _("%(name)s with errors marked.xlsx") % {"name": Path(run.file_name).stem}


def _write(importer: Importer, run: ImportRun, source: BinaryIO, actor: User) -> ImportReport:
    if not importer.keeps_run:
        return _run(importer, source, name=run.file_name, actor=actor, dry_run=False)
    found = importer.run(source, name=run.file_name, actor=actor, dry_run=False, run=run)
    return cast(ImportReport, found)


def _run(importer: Importer, source: BinaryIO, *, name: str, actor: User, dry_run: bool) -> ImportReport:
    return cast(ImportReport, importer.run(source, name=name, actor=actor, dry_run=dry_run))


def _outcome(report: ImportReport) -> Outcome:
    return Outcome(accepted=not report.errors, summary=summary_of(report))
