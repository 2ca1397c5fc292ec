"""Codes of the levels of a qualification, from what people write."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hrm.kernel.text import fold
from staff.enums import QualificationKind
from staff.rules.bands import EDUCATION_LEVELS, POLITICAL_LEVELS

# State management courses, highest first (domain 5).
STATE_LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "senior": "Chuyên viên cao cấp",
        "principal": "Chuyên viên chính",
        "specialist": "Chuyên viên",
        "clerk": "Cán sự",
    }
)
_SCALES: Final[Mapping[str, Mapping[str, str]]] = {
    QualificationKind.EDUCATION: EDUCATION_LEVELS,
    QualificationKind.POLITICAL_THEORY: POLITICAL_LEVELS,
    QualificationKind.STATE_MANAGEMENT: STATE_LEVELS,
}
# Scales on which only the listed levels exist; a state management course may have another name.
CLOSED: Final = (QualificationKind.EDUCATION, QualificationKind.POLITICAL_THEORY)
_OTHER_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    QualificationKind.EDUCATION: {"cu nhan": "university"},
}
OTHER: Final = "other"


def levels_of(kind: str) -> Mapping[str, str]:
    """Code → label of a kind's levels, highest first; empty for kinds without a scale."""
    return _SCALES.get(kind, {})


def level_of(kind: str, title: str) -> str | None:
    """The code of a level as people write it; "other" where the scale is open, None where it is not."""
    wanted = fold(title)
    known: dict[str, str] = {fold(label): code for code, label in levels_of(kind).items()}
    known.update(_OTHER_NAMES.get(kind, {}))
    if wanted in known:
        return known[wanted]
    return None if kind in CLOSED else OTHER
