"""From merges to the report: counts by workbook row, the preview, and the run that is kept."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from evaluation.imports.source import Source
from evaluation.services.locking import take_turns
from evaluation.services.merging import Merge, Update, Wanted
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from hrm.kernel.workbook.problems import Problem
from staff.imports.report import Change, Counts, ImportReport
from staff.models import ImportRun, User
from staff.services.errors import DomainError
from staff.services.import_runs import record_run

AnyMerge = Merge[Any]
_ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")


def refused(source: Source) -> ImportReport:
    """The report of a file with errors: nothing is counted."""
    return ImportReport(file_name=source.book.name, problems=_in_order(source))


def planned(source: Source, merges: Sequence[AnyMerge]) -> ImportReport:
    """The report of a file that may be written."""
    return ImportReport(
        file_name=source.book.name,
        counts=_counts(merges),
        problems=_in_order(source),
        changes=[change for merge in merges for change in _changes(merge)],
    )


def settled(source: Source, bring: Callable[[], ImportReport]) -> ImportReport:
    """Check and write as one piece of work; whatever goes wrong, nothing stays written."""
    try:
        with transaction.atomic():
            take_turns()
            return bring()
    except DomainError as error:
        message = str(error)
    except DatabaseError:
        message = _("the database refused the rows, perhaps because others were changed meanwhile; try again")
    source.reader.problems.append(Problem("error", source.book.name, "", "", "", message))
    return refused(source)


def run_of(
    source: Path | BinaryIO, *, kind: str, name: str, actor: User | None, report: ImportReport
) -> ImportRun:
    """The log entry that stored rows point to."""
    summary = asdict(report.counts) | {"errors": 0, "warnings": len(report.warnings)}
    return record_run(
        actor=actor, kind=kind, file_name=name, sha256=_digest(source), applied=True, summary=summary
    )


def _in_order(source: Source) -> list[Problem]:
    """Problems as one meets them going through the workbook."""
    sheets = {sheet.name: position for position, sheet in enumerate(source.book.sheets)}
    return sorted(source.reader.problems, key=lambda p: (sheets.get(p.sheet, -1), _position(p.cell)))


def _position(address: str) -> tuple[int, int, str]:
    found = _ADDRESS.fullmatch(address)
    return (int(found[2]), len(found[1]), found[1]) if found else (0, 0, "")


def _counts(merges: Sequence[AnyMerge]) -> Counts:
    """Each row of the workbook once, whatever it makes: created before updated before unchanged."""
    created = _places(row for merge in merges for row in merge.created)
    updated = _places(update.wanted for merge in merges for update in merge.updated) - created
    unchanged = _places(row for merge in merges for row in merge.unchanged) - created - updated
    return Counts(len(created), len(updated), len(unchanged))


def _places(rows: Iterable[Wanted]) -> set[tuple[str, int]]:
    return {(row.sheet, row.row) for row in rows}


def _changes(merge: AnyMerge) -> list[Change]:
    created = {row.subject: None for row in merge.created}
    changes = [Change("created", subject) for subject in created]
    for update in merge.updated:
        changes += _edits(merge.model, update)
    return changes


def _edits(model: type[Model], update: Update[Any]) -> list[Change]:
    return [
        Change("updated", update.wanted.subject, _label(model, name), _shown(old), _shown(new))
        for name, (old, new) in update.changed.items()
    ]


def _label(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "x" if value else ""
        case int():
            return group(value)
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case date():
            return show_date(value)
    return str(value)


def _digest(source: Path | BinaryIO) -> str:
    if isinstance(source, Path):
        return hashlib.sha256(source.read_bytes()).hexdigest()
    source.seek(0)
    return hashlib.sha256(source.read()).hexdigest()
