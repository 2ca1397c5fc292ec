"""Groups of masked fields that are shown in full together, each time on record."""

from dataclasses import dataclass
from typing import Final, cast

from django.utils.translation import gettext_lazy as _

from staff.models import Officer, Profile, Relation


@dataclass(frozen=True)
class MaskedGroup:
    """What one click reveals. `key` stands in the address and in the log; `fields` are of the profile,
    empty where the group is not a part of it."""

    key: str
    label: str
    fields: tuple[str, ...] = ()


CITIZEN_ID: Final = MaskedGroup("citizen_id", cast(str, _("citizen identity number (CCCD)")))
CONTACT: Final = MaskedGroup(
    "contact",
    cast(str, _("insurance number, addresses, telephone")),
    ("insurance_number", "permanent_address", "current_address", "phone"),
)
HEALTH: Final = MaskedGroup(
    "health",
    cast(str, _("health")),
    ("health", "height_cm", "weight_kg", "blood_group", "disability_class"),
)
RELATIONS: Final = MaskedGroup("relations", cast(str, _("family and relations of interest")))

GROUPS: Final = {group.key: group for group in (CITIZEN_ID, CONTACT, HEALTH, RELATIONS)}


def has_any(officer: Officer, group: MaskedGroup) -> bool:
    """Whether an officer's record says anything in the group; one query at most."""
    if group is CITIZEN_ID:
        return bool(officer.citizen_id)
    if group is RELATIONS:
        return Relation.objects.filter(officer=officer).exists()
    profile = Profile.objects.filter(officer=officer).first()
    return profile is not None and any(getattr(profile, name) for name in group.fields)
