"""Decisions that recognise an organisation, made by an authority outside the system (art. 5.1): recorded, not made.

The Minister recognises a cục; whoever keeps the evaluations enters number, day, signer and level.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating
from evaluation.selectors.organisations.sheet import recognised_outside
from evaluation.services.organisations.keeping import save
from evaluation.services.organisations.recognition import Render, inputs_hash, successor_of
from staff.models import User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class OutsideDecision:
    """The decision as it was received: number, day, who signed it, the level; `reason` where it replaces one."""

    number: str
    day: date
    signer: str
    band: str
    reason: str = ""


@transaction.atomic
def record_outside(
    *, rating: UnitRating, decision: OutsideDecision, actor: User, render: Render, today: date | None = None
) -> UnitRating:
    """Freeze the sheet with a decision made outside; one recorded before gets a successor, with the reason.

    Raises DomainError for an organisation somebody in the system recognises, for a decision without
    number, signer or level, and for one dated in the future.
    """
    rows = UnitRating.objects.select_for_update(of=("self",)).select_related("unit", "recogniser")
    stored: UnitRating = rows.get(pk=rating.pk)
    _check(stored, decision, today or timezone.localdate())
    sheet = _replaced(stored, decision, actor) if stored.is_frozen else stored
    sheet.band, sheet.decision, sheet.decision_date = decision.band, decision.number.strip(), decision.day
    sheet.trace = {**sheet.trace, "outside": {"signer": decision.signer.strip()}}
    sheet.state, sheet.signed_at, sheet.signed_by = RatingState.SIGNED, timezone.now(), actor
    save(sheet, actor)
    sheet.inputs_sha256 = inputs_hash(sheet)
    pdf = render(sheet)
    sheet.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    sheet.pdf.save(f"don-vi-{sheet.year}-{sheet.pk}-v{sheet.version}.pdf", ContentFile(pdf), save=False)
    save(sheet, actor)
    return sheet


def _check(sheet: UnitRating, decision: OutsideDecision, today: date) -> None:
    if not sheet.current or not recognised_outside(sheet):
        raise DomainError(
            _(
                "This organisation is recognised in the system by the head above it (art. 5); nothing to record."
            )
        )
    if not decision.number.strip():
        raise DomainError(_("The number of the decision is missing."), "decision")
    if not decision.signer.strip():
        raise DomainError(_("Write who signed the decision."), "signer")
    if decision.day > today:
        raise DomainError(_("The decision cannot be dated in the future."), "decision_date")
    if decision.band not in Band.values:
        raise DomainError(_("Choose one of the four bands of article 8."), "band")


def _replaced(old: UnitRating, decision: OutsideDecision, actor: User) -> UnitRating:
    if not decision.reason.strip():
        raise DomainError(_("Replacing a recognised rating needs a written reason."), "reason")
    old.current = False
    save(old, actor)
    return successor_of(old, decision.reason.strip())
