"""The contact card of the directory: kept by the officer, mended by personnel."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import ContactCard
from cms.rules.contact import is_phone
from cms.rules.search import folded_line
from hrm.kernel.text import nfc
from staff.models import Officer, User
from staff.services.editing import require_unchanged, seen_of
from staff.services.errors import DomainError

FIELDS: Final = ("office_phone", "work_mobile", "email", "room", "duties")
PHONES: Final = ("office_phone", "work_mobile")


def seen_of_card(card: ContactCard) -> int:
    """What an editor has seen of the card: 0 when there was none yet."""
    return (seen_of(card) or 0) if card.pk else 0


@transaction.atomic
def keep_contact(*, actor: User, officer: Officer, seen: int | None, **facts: str) -> ContactCard:
    """Write how an officer is reached at work; the first time makes the card. Empty takes a fact out.

    `seen`: newest history number the editor saw, 0 for none yet, None for a caller without a form. The caller
    has asked the gate. `Overtaken` when somebody else was faster, DomainError for a telephone or e-mail that
    is none.
    """
    Officer.objects.select_for_update().get(pk=officer.pk)
    card = ContactCard.objects.filter(officer_id=officer.pk).first()
    if card is None:
        card = ContactCard(officer_id=officer.pk)
    else:
        require_unchanged(card, seen)
    wanted: dict[str, str] = {name: nfc(facts[name]) for name in FIELDS if name in facts}
    _refuse_impossible(wanted)
    if any(getattr(card, name) != value for name, value in wanted.items()):
        _write(card, wanted, actor)
    return card


def _write(card: ContactCard, wanted: dict[str, str], actor: User) -> None:
    for name, value in wanted.items():
        setattr(card, name, value)
    card.folded = folded_line(f"{card.duties} {card.room}")
    changed: Any = card
    changed._history_user = actor
    card.save()


def _refuse_impossible(wanted: dict[str, str]) -> None:
    for name in PHONES:
        if wanted.get(name) and not is_phone(wanted[name]):
            raise DomainError(_("That is no telephone number; write it like 0219 3866 123."), name)
    try:
        if wanted.get("email"):
            validate_email(wanted["email"])
    except ValidationError:
        raise DomainError(_("That is no e-mail address; write it like ten@moj.gov.vn."), "email") from None
    for name, value in wanted.items():
        field: Any = ContactCard._meta.get_field(name)
        longest = field.max_length
        if len(value) > longest:
            raise DomainError(_("At most %(limit)d characters.") % {"limit": longest}, name)
