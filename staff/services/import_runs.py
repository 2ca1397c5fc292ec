"""The life of an uploaded workbook: staged, then written or discarded, and not kept longer than needed."""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from staff.enums import ImportState
from staff.models import ImportRun, User
from staff.services.errors import DomainError

# What is left of a summary once the details are no longer needed: figures, nobody's data.
FIGURES: Final = ("created", "updated", "unchanged", "errors", "warnings")


class AlreadyDecidedError(DomainError):
    """The workbook was written before; a second confirmation does nothing."""


@dataclass(frozen=True)
class Outcome:
    """What an importer made of the bytes: whether they were (or may be) written, and the report to keep."""

    accepted: bool
    summary: dict[str, Any]


def stage(*, actor: User, kind: str, file_name: str, content: bytes, outcome: Outcome) -> ImportRun:
    """Keep a checked workbook in private storage until its owner decides."""
    run = ImportRun(
        kind=kind,
        file_name=file_name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        state=ImportState.PREVIEWED if outcome.accepted else ImportState.REFUSED,
        actor=actor,
        summary=outcome.summary,
    )
    # The stored name tells nothing and cannot be guessed.
    run.file.save(f"{uuid4().hex}{Path(file_name).suffix.lower()}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            run.save()
    except BaseException:
        _forget(run.file.storage, str(run.file.name))
        raise
    return run


def confirm(*, run_id: int, actor: User, write: Callable[[ImportRun, BinaryIO], Outcome]) -> ImportRun:
    """Write the very bytes that were checked, once; what no longer fits is refused with its new report.

    The row is locked, so of two confirmations at the same time the second finds the work done.
    """
    with transaction.atomic():
        run = _locked(run_id, actor)
        if run.state == ImportState.APPLIED:
            raise AlreadyDecidedError(_("This file was already written into the system."))
        if run.state != ImportState.PREVIEWED:
            raise DomainError(_("The file has errors; nothing can be written. Mend it and upload it again."))
        outcome = write(run, io.BytesIO(stored_bytes(run)))
        run.summary = outcome.summary
        run.state = ImportState.APPLIED if outcome.accepted else ImportState.REFUSED
        if outcome.accepted:
            run.applied_at = timezone.now()
            _drop_file(run)
        run.save()
    return run


def discard(*, run_id: int, actor: User) -> None:
    """Forget a workbook that was not written, file and all."""
    with transaction.atomic():
        run = _locked(run_id, actor)
        if run.state == ImportState.APPLIED:
            raise AlreadyDecidedError(_("This file was already written into the system."))
        _drop_file(run)
        run.delete()


def record_run(
    *, actor: User | None, kind: str, file_name: str, sha256: str, applied: bool, summary: Mapping[str, int]
) -> ImportRun:
    """Note a workbook that the command line wrote or refused; the file itself is not kept."""
    return ImportRun.objects.create(
        kind=kind,
        file_name=Path(file_name).name[-255:],
        sha256=sha256,
        state=ImportState.APPLIED if applied else ImportState.REFUSED,
        actor=actor,
        applied_at=timezone.now() if applied else None,
        summary=dict(summary),
    )


def purge(*, before: datetime) -> int:
    """Delete the files and details of workbooks staged before that moment; figures stay in the log."""
    old = ImportRun.objects.filter(created_at__lt=before)
    runs = list(old.filter(~Q(file="") | Q(summary__has_key="changes")))
    with transaction.atomic():
        for run in runs:
            _drop_file(run)
            run.summary = {key: run.summary[key] for key in FIGURES if key in run.summary}
        ImportRun.objects.bulk_update(runs, ["file", "summary"])
    return len(runs)


def stored_bytes(run: ImportRun) -> bytes:
    """The workbook as it was checked; a file that is gone or was touched since is refused."""
    try:
        with run.file.open("rb") as stored:
            content: bytes = stored.read()
    except (ValueError, OSError):
        raise DomainError(_("The file is no longer kept; upload it again.")) from None
    if hashlib.sha256(content).hexdigest() != run.sha256:
        raise DomainError(
            _("The stored file is not the one that was checked; nothing was written. Upload it again.")
        )
    return content


def _locked(run_id: int, actor: User) -> ImportRun:
    return ImportRun.objects.select_for_update().get(pk=run_id, actor=actor)


def _drop_file(run: ImportRun) -> None:
    """The file goes when the change holds, not before."""
    storage, name = run.file.storage, str(run.file.name or "")
    run.file = ""
    if name:
        transaction.on_commit(lambda: _forget(storage, name))


def _forget(storage: Storage, name: str) -> None:
    storage.delete(name)
