"""Files of directives, plans and reports: taken in after a look at what they are."""

import hashlib
from pathlib import PurePath
from typing import BinaryIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from cms.models import KeptFile
from cms.rules.file_types import DOCUMENT_BYTES, MEGABYTE, document_type
from hrm.kernel.text import nfc
from staff.models import User
from staff.services.errors import DomainError

LONGEST_NAME = 200


def keep_document(*, actor: User, source: BinaryIO, name: str, field: str = "file") -> KeptFile:
    """Take a document into private storage under a name that tells nothing; `name` is what readers see.

    DomainError, on `field`, for an empty or too large file and for a type we do not take. Call it inside the
    transaction of the row it belongs to.
    """
    content = source.read(DOCUMENT_BYTES + 1)
    if not content:
        raise DomainError(_("The file is empty."), field)
    if len(content) > DOCUMENT_BYTES:
        message = _("The file is larger than %(limit)d MB.")
        raise DomainError(message % {"limit": DOCUMENT_BYTES // MEGABYTE}, field)
    kind = document_type(name, content[:16])
    if not kind:
        raise DomainError(_("Only PDF, Word (.docx), Excel (.xlsx), JPEG and PNG files are taken."), field)
    shown = nfc(PurePath(name).name)
    row = KeptFile(
        name=shown[-LONGEST_NAME:],
        content_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=actor,
    )
    row.file.save(f"{uuid4().hex}{PurePath(shown).suffix.lower()}", ContentFile(content), save=True)
    return row
