"""What the verbs of coordination, inspections and the steering committee share."""

from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Final
from unicodedata import normalize

from django.utils.translation import gettext as _

from cms.models import KeptFile
from cms.services.kept_files import keep_document
from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.models import Unit, User
from staff.services.errors import DomainError

LONGEST_TEXT: Final = 20_000


@dataclass(frozen=True)
class Upload:
    """A document as somebody sent it; `name` is what readers will see."""

    source: BinaryIO
    name: str


def save(row: Any, actor: User, reason: str = "") -> None:
    """Store a row with who did it, and why where a reason was asked for."""
    row._history_user, row._change_reason = actor, reason or None
    row.save()


def line(text: str, field: str, most: int, *, needed: bool = True) -> str:
    """One spelling of a line; DomainError on `field` when it is missing or longer than `most` characters."""
    return _measured(nfc(text), field, most, needed=needed)


def paragraphs(text: str, field: str, *, needed: bool = True) -> str:
    """One spelling of a long text, its lines kept; DomainError on `field` as for a line."""
    plain = normalize("NFC", text).replace("\x00", "").replace("\r\n", "\n").strip()
    return _measured(plain, field, LONGEST_TEXT, needed=needed)


def _measured(text: str, field: str, most: int, *, needed: bool) -> str:
    if needed and not text:
        raise DomainError(_("This is needed."), field)
    if len(text) > most:
        raise DomainError(_("At most %(most)d characters.") % {"most": most}, field)
    return text


def kept(upload: Upload | None, actor: User, before: KeptFile | None) -> KeptFile | None:
    """The file that was sent, taken in; without one the file there is."""
    return keep_document(actor=actor, source=upload.source, name=upload.name) if upload else before


def require_open(unit: Unit, day: date, field: str = "unit") -> None:
    """DomainError when the unit does not exist on a day: not opened yet, or closed."""
    if unit.start > day or (unit.end is not None and unit.end <= day):
        message = _("%(unit)s does not exist on %(day)s.")
        raise DomainError(message % {"unit": unit.name, "day": show_date(day)}, field)


def refuse_future(day: date, today: date, field: str) -> None:
    """DomainError for something that is said to have happened on a day to come."""
    if day > today:
        raise DomainError(_("The day lies in the future."), field)


def hold(unit: Unit) -> Unit:
    """The unit, locked until the transaction ends: two people never enter the same thing twice."""
    locked: Unit = Unit.objects.select_for_update().get(pk=unit.pk)
    return locked
