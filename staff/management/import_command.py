"""The base of the import commands: one file in, findings on stderr, one line on stdout, 0 or 1 as exit."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from hrm.kernel.workbook.problems import Problem
from hrm.kernel.workbook.writer import write_error_workbook
from staff.imports.report import ImportReport
from staff.management.plain import PlainCommand, no_database, speak_utf8
from staff.models import User
from staff.services.errors import DomainError
from staff.services.import_runs import record_run


class ImportCommand(PlainCommand):
    """`FILE [--dry-run] [--errors OUT.xlsx] [--as USERNAME]`; a subclass names its kind and importer.

    `run_import(path, name=…, actor=…, dry_run=…)` returns an ImportReport. `logs_applied` is False where
    the importer itself writes the ImportRun of a file that was applied.
    """

    kind: ClassVar[str]
    run_import: ClassVar[Callable[..., ImportReport]]
    logs_applied: ClassVar[bool] = True
    requires_system_checks: list[str] | tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The same for every kind of workbook."""
        parser.add_argument("file", metavar="FILE", help=".xlsx, .xls, .ods, .csv (UTF-8)")
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
        parser.add_argument("--errors", metavar="OUT.xlsx", help="write the workbook with its errors marked")
        parser.add_argument(
            "--as", dest="username", metavar="USERNAME", help="act within this person's reach"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Speak Vietnamese whatever the caller's language; no traceback but on --traceback."""
        for stream in (self.stdout, self.stderr):
            speak_utf8(stream)
        with translation.override("vi"):
            try:
                report = self._import(Path(options["file"]), options)
            except (PermissionDenied, DomainError, DatabaseError, OSError) as error:
                report = _refusal(options["file"], _sentence(error))
            except Exception as error:
                if options["traceback"]:
                    raise
                report = _refusal(options["file"], _unexpected(error))
            self._tell(report)
        if report.errors:
            raise SystemExit(1)

    def _import(self, path: Path, options: dict[str, Any]) -> ImportReport:
        actor = _actor(options["username"])
        if options["errors"]:
            _check_out(Path(options["errors"]), path)
        report = type(self).run_import(path, name=path.name, actor=actor, dry_run=options["dry_run"])
        if options["errors"] and report.problems:
            write_error_workbook(path, path.name, report.problems, Path(options["errors"]))
        if not options["dry_run"]:
            self._log(path, actor, report)
        return report

    def _log(self, path: Path, actor: User | None, report: ImportReport) -> None:
        """Keep who brought what. Of a file that was refused nothing is written, not even that."""
        if not report.applied or not self.logs_applied:
            return
        record_run(
            actor=actor,
            kind=self.kind,
            file_name=path.name,
            sha256=_sha256(path),
            applied=True,
            summary=asdict(report.counts) | {"errors": 0, "warnings": len(report.warnings)},
        )

    def _tell(self, report: ImportReport) -> None:
        for problem in report.problems:
            level = _("Error") if problem.level == "error" else _("Warning")
            self.stderr.write(f"{level}: {problem.sentence()}")
        self.stdout.write(report.summary_line)


def _actor(username: str | None) -> User | None:
    """The person of --as; None is the system itself."""
    if username is None:
        return None
    found = User.objects.filter(username=username).first()
    if found is None:
        raise DomainError(_("there is no account “%(name)s”; expected a username") % {"name": username})
    return found


def _check_out(out: Path, source: Path) -> None:
    """Before anything is written: afterwards a refusal would come too late."""
    if out.is_dir() or not os.access(out if out.exists() else out.parent, os.W_OK):
        raise DomainError(_("--errors: “%(name)s” cannot be written") % {"name": out})
    if source.exists() and out.exists() and out.samefile(source):
        raise DomainError(_("--errors: “%(name)s” is the workbook itself; give another name") % {"name": out})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sentence(error: Exception) -> str:
    match error:
        case PermissionDenied():
            return _("this person may not import workbooks of this kind")
        case DatabaseError():
            return no_database(error)
        case OSError():
            return _("%(name)s cannot be opened: %(reason)s") % {
                "name": error.filename or "",
                "reason": error.strerror or error,
            }
    return str(error)


def _unexpected(error: Exception) -> str:
    message = _("an unexpected fault, nothing was written (%(kind)s: %(reason)s); --traceback shows where")
    return message % {"kind": type(error).__name__, "reason": error}


def _refusal(file: str, message: str) -> ImportReport:
    return ImportReport(file, problems=[Problem("error", Path(file).name, "", "", "", message)])
