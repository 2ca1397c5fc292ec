"""Files of a person's record: taken in, and taken out with a reason."""

import hashlib
from typing import Any, BinaryIO, Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.enums import FileKind
from staff.kinds import KINDS
from staff.models import Officer, Pledge, RecordFile, User
from staff.rules.file_types import ENDINGS, MEGABYTE, PDF, accepted, content_type, most_bytes
from staff.services.errors import DomainError

# What fits into the change history of every database.
LONGEST_REASON: Final = 100


def keep_file(*, actor: User, officer: Officer, kind: str, title: str, source: BinaryIO) -> RecordFile:
    """Take a photo or scan into private storage under a name that tells nothing.

    Its type is read from its first bytes. DomainError for a type we do not take, for too many bytes, and
    for a file that the record has already (it is named).
    """
    is_photo = kind == FileKind.PHOTO
    content = _read(source, is_photo=is_photo)
    kind_of_content = _type(content, is_photo=is_photo)
    row = RecordFile(
        officer=officer,
        kind=kind,
        title=nfc(title) or str(FileKind(kind).label),
        content_type=kind_of_content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=actor,
    )
    _refuse_twin(row)
    row.file.save(f"{uuid4().hex}{ENDINGS[kind_of_content]}", ContentFile(content), save=False)
    try:
        _store(row, actor)
    except BaseException:
        _forget(row.file.storage, str(row.file.name))
        raise
    return row


@transaction.atomic
def remove_file(*, actor: User, file: RecordFile, reason: str) -> None:
    """Take a file out of the record; the reason stays in the change history, the bytes are deleted.

    Facts whose scan it was stay, without it.
    """
    reason = nfc(reason)
    if not reason:
        raise DomainError(_("Say why the file is removed."), "reason")
    if len(reason) > LONGEST_REASON:
        raise DomainError(
            _("Shorten the reason to %(most)d characters.") % {"most": LONGEST_REASON}, "reason"
        )
    for fact, column in _facts_with(file):
        setattr(fact, column, None)
        fact._history_user, fact._change_reason = actor, reason
        fact.save(update_fields=[column])
    storage, name = file.file.storage, str(file.file.name)
    row: Any = file
    row._history_user, row._change_reason = actor, reason
    file.delete()
    transaction.on_commit(lambda: _forget(storage, name))


def _read(source: BinaryIO, *, is_photo: bool) -> bytes:
    """The bytes, never more than one beyond the limit."""
    most = most_bytes(is_photo=is_photo)
    content = source.read(most + 1)
    if not content:
        raise DomainError(_("The file is empty."), "file")
    if len(content) > most:
        message = _("The file is larger than %(limit)d MB.")
        raise DomainError(message % {"limit": most // MEGABYTE}, "file")
    return content


def _type(content: bytes, *, is_photo: bool) -> str:
    found = content_type(content)
    if found in accepted(is_photo=is_photo):
        return found
    if is_photo and found == PDF:
        raise DomainError(_("A photo has to be a JPG or PNG picture; this is a PDF."), "file")
    expected = _("JPG or PNG") if is_photo else _("PDF, JPG or PNG")
    message = _("This is no %(expected)s file, whatever its name says.")
    raise DomainError(message % {"expected": expected}, "file")


def _refuse_twin(row: RecordFile) -> None:
    twin = RecordFile.objects.filter(officer=row.officer, sha256=row.sha256).first()
    if twin is not None:
        message = _("The record has this very file already: “%(title)s”, uploaded on %(day)s.")
        raise DomainError(
            message % {"title": twin.title, "day": show_date(timezone.localdate(twin.uploaded_at))}, "file"
        )


@transaction.atomic
def _store(row: RecordFile, actor: User) -> None:
    """Of two people with the same file at the same time, the second is told."""
    Officer.objects.select_for_update().get(pk=row.officer_id)
    _refuse_twin(row)
    changed: Any = row
    changed._history_user = actor
    row.save()


def _facts_with(file: RecordFile) -> list[tuple[Any, str]]:
    """Rows that point to the file, and the column in which they do."""
    models = dict.fromkeys(kind.model for kind in KINDS)
    facts = [(row, "scan") for model in models for row in model._default_manager.filter(scan=file)]
    return facts + [(row, "copy") for row in Pledge.objects.filter(copy=file)]


def _forget(storage: Storage, name: str) -> None:
    if name:
        storage.delete(name)
