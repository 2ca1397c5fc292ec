"""The undated facts of an officer's curriculum vitae, in the blocks of form 2C-BNV/2008."""

from dataclasses import dataclass
from typing import Any, Final, cast

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from staff.access import rows_for
from staff.kinds import shown_value
from staff.models import Officer, Profile, User
from staff.rules.masking import is_masked, veiled
from staff.selectors.masked import CONTACT, HEALTH, MaskedGroup


@dataclass(frozen=True)
class Block:
    """Facts that stand together on the page and in the form. `group`: they are revealed together."""

    key: str
    label: str
    fields: tuple[str, ...]
    group: MaskedGroup | None = None


BLOCKS: Final = (
    Block(
        "identity",
        cast(str, _("Names and origin")),
        ("birth_name", "other_names", "birth_place", "home_place", "religion"),
    ),
    Block("card", cast(str, _("Citizen identity card")), ("citizen_id_issued_on", "citizen_id_issuer")),
    Block(CONTACT.key, cast(str, _("Insurance and contact")), (*CONTACT.fields, "work_email"), CONTACT),
    Block(
        "work",
        cast(str, _("Recruitment and work")),
        ("job_before", "recruiting_agency", "main_work", "general_education", "strengths"),
    ),
    Block(
        "political",
        cast(str, _("Organisations, army, titles")),
        ("organisations_joined", "enlisted_on", "discharged_on", "military_rank", "highest_title"),
    ),
    Block(HEALTH.key, cast(str, _("Health and policy")), (*HEALTH.fields, "policy_family"), HEALTH),
    Block("past", cast(str, _("Personal history")), ("personal_history", "foreign_relations")),
)
PROFILE_FIELDS: Final = tuple(name for block in BLOCKS for name in block.fields)


@dataclass(frozen=True)
class ShownBlock:
    """A block with its facts in words. `hides`: something in it stands masked."""

    block: Block
    items: list[tuple[str, str]]
    hides: bool
    in_full: bool


def profile_of(user: User, officer: Officer) -> Profile | None:
    """The curriculum vitae facts, if there are any and the asker may see them; one query."""
    found: Profile | None = rows_for(user, Profile, "view").filter(officer=officer).first()
    return found


def shown_block(profile: Profile | None, block: Block, *, in_full: bool = False) -> ShownBlock:
    """One block in words, masked unless `in_full` (which was logged before)."""
    row: Any = profile or Profile()
    items, hides = [], False
    for name in block.fields:
        text = shown_value(row, name)
        hides = hides or (bool(text) and is_masked("profile", name))
        items.append((profile_label(name), text if in_full else veiled("profile", name, text)))
    return ShownBlock(block, items, hides and not in_full, in_full)


def profile_label(name: str) -> str:
    """What people call a fact of the profile."""
    field = cast("Field[Any, Any]", Profile._meta.get_field(name))
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]
