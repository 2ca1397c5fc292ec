"""The undated facts of a curriculum vitae: written by personnel, or from an approved correction."""

import re
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from staff.models import Officer, Profile, User
from staff.services.amendments import amend_officer
from staff.services.editing import require_unchanged, seen_of
from staff.services.errors import DomainError

_CITIZEN_ID: Final = re.compile(r"[0-9]{9}|[0-9]{12}")
_TALLEST_CM: Final = 250
_SMALLEST_CM: Final = 50
_HEAVIEST_KG: Final = 300
_LIGHTEST_KG: Final = 20


def seen_of_profile(officer: Officer) -> int | None:
    """What an editor has seen of the profile: 0 when there was none yet."""
    profile = Profile.objects.filter(officer=officer).first()
    return seen_of(profile) if profile is not None else 0


@transaction.atomic
def keep_profile(*, actor: User, officer: Officer, seen: int | None, **facts: Any) -> Profile:
    """Write facts of the profile; the first time makes it. Nothing is written where nothing differs.

    `seen`: newest history number the editor saw, 0 for none yet, None for a caller without a form.
    `Overtaken` when somebody else was faster.
    """
    Officer.objects.select_for_update().get(pk=officer.pk)
    profile = Profile.objects.filter(officer=officer).first()
    if profile is None:
        profile = Profile(officer=officer)
    else:
        require_unchanged(profile, seen)
    require_plausible(officer, profile, facts)
    different = {name: value for name, value in facts.items() if getattr(profile, name) != value}
    for name, value in different.items():
        setattr(profile, name, value)
    if different:
        changed: Any = profile
        changed._history_user = actor
        profile.save()
    return profile


@transaction.atomic
def set_citizen_id(*, actor: User, officer: Officer, seen: int | None, number: str) -> Officer:
    """Enter or correct the citizen identity number: 12 digits, formerly 9; "" takes it out."""
    if number and not _CITIZEN_ID.fullmatch(number):
        raise DomainError(_("an identity number has 12 digits (formerly 9); please check"), "citizen_id")
    stored = Officer.objects.select_for_update().get(pk=officer.pk)
    if stored.citizen_id == number:
        return stored
    require_unchanged(stored, seen)
    return amend_officer(actor=actor, officer=stored, citizen_id=number)


def require_plausible(officer: Officer, profile: Profile, facts: dict[str, Any]) -> None:
    """What no person can be, with the field at fault."""
    said = {name: facts.get(name, getattr(profile, name)) for name in ("enlisted_on", "discharged_on")}
    if said["enlisted_on"] and said["discharged_on"] and said["discharged_on"] < said["enlisted_on"]:
        raise DomainError(_("discharged before enlisted"), "discharged_on")
    issued = facts.get("citizen_id_issued_on")
    if issued and issued < officer.birth_date:
        raise DomainError(_("issued before the person was born"), "citizen_id_issued_on")
    height, weight = facts.get("height_cm"), facts.get("weight_kg")
    if height is not None and not _SMALLEST_CM <= height <= _TALLEST_CM:
        raise DomainError(_("expected a height in centimetres, for example 165"), "height_cm")
    if weight is not None and not _LIGHTEST_KG <= weight <= _HEAVIEST_KG:
        raise DomainError(_("expected a weight in kilograms, for example 60"), "weight_kg")
