"""How a masked field looks to those who may not see it whole (Law 91/2025 on personal data)."""

from collections.abc import Mapping
from typing import Final

_SHOWN: Final = 3
_MASK: Final = "•"
_HIDDEN: Final = _MASK * 6

# Table → its masked fields. Health is sensitive by law; relatives are other people.
MASKED_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "officer": frozenset({"citizen_id"}),
    "profile": frozenset(
        {
            "insurance_number",
            "permanent_address",
            "current_address",
            "phone",
            "health",
            "height_cm",
            "weight_kg",
            "blood_group",
            "disability_class",
        }
    ),
    "relation": frozenset({"full_name", "birth_year", "occupation", "conflict"}),
}
# Numbers people recognise by their end.
_NUMBERS: Final = frozenset({"citizen_id", "insurance_number", "phone"})


def masked(value: str) -> str:
    """The last three digits only, the others as dots; a value too short to hide behind them is all dots."""
    hidden = len(value) - _SHOWN if len(value) > 2 * _SHOWN else len(value)
    return _MASK * hidden + value[hidden:]


def is_masked(table: str, field: str) -> bool:
    """Whether a field of a table (its model name in small letters) is shown masked."""
    return field in MASKED_FIELDS.get(table, frozenset())


def veiled(table: str, field: str, value: str) -> str:
    """The value as everyone may see it: masked where the field is, else as it stands.

    Words become dots that do not even tell how long they were.
    """
    if not value or not is_masked(table, field):
        return value
    return masked(value) if field in _NUMBERS else _HIDDEN
