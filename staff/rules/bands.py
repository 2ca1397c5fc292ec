"""Classes of the staff-quality statistics: age bands, education, political theory (domain: cross-tabs)."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

NOT_TRAINED: Final = "Chưa qua đào tạo"

# Code and label of each band in the order of the tables, with the last age it holds.
_AGE_BANDS: Final = (
    (30, "up_to_30", "30 tuổi trở xuống"),
    (40, "31_to_40", "31 đến 40 tuổi"),
    (50, "41_to_50", "41 đến 50 tuổi"),
    (60, "51_to_60", "51 đến 60 tuổi"),
)
_OVER_60: Final = ("over_60", "Trên 60 tuổi")
AGE_BANDS: Final[Mapping[str, str]] = MappingProxyType(
    {code: label for _, code, label in _AGE_BANDS} | {_OVER_60[0]: _OVER_60[1]}
)

# Levels as records show them, highest first.
EDUCATION_LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "phd": "Tiến sĩ",
        "master": "Thạc sĩ",
        "postgraduate": "Sau đại học",
        "university": "Đại học",
        "college": "Cao đẳng",
        "intermediate": "Trung cấp",
        "elementary": "Sơ cấp",
    }
)
POLITICAL_LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bachelor": "Cử nhân",
        "advanced": "Cao cấp",
        "intermediate": "Trung cấp",
        "elementary": "Sơ cấp",
    }
)

# Levels that the cross-tabs count together with another one.
_EDUCATION_MERGED: Final = {"phd": "postgraduate", "master": "postgraduate"}
_POLITICAL_MERGED: Final = {"bachelor": "advanced"}

# Labels of the cross-tabs, highest first.
EDUCATION_CLASSES: Final = ("Sau đại học", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp", NOT_TRAINED)
POLITICAL_CLASSES: Final = ("Cao cấp", "Trung cấp", "Sơ cấp", NOT_TRAINED)

# One order, lowest first, serves both scales: within it each of them keeps its own order.
_ORDER: Final = (
    "elementary",
    "intermediate",
    "college",
    "advanced",
    "bachelor",
    "university",
    "postgraduate",
    "master",
    "phd",
)


def age_on(birth: date, day: date) -> int:
    """Completed years of age on a day; someone born on 29 February completes a year on 1 March."""
    birthday_to_come = (day.month, day.day) < (birth.month, birth.day)
    return day.year - birth.year - birthday_to_come


def age_band(age: int) -> str:
    """Code of the age band of the staff statistics; AGE_BANDS has the labels in order."""
    return next((code for last, code, _ in _AGE_BANDS if age <= last), _OVER_60[0])


def education_class(code: str | None) -> str:
    """Label under which cross-tabs count an education level; None counts as not trained."""
    return NOT_TRAINED if code is None else EDUCATION_LEVELS[_EDUCATION_MERGED.get(code, code)]


def political_class(code: str | None) -> str:
    """Label under which cross-tabs count a level of political theory; None counts as not trained."""
    return NOT_TRAINED if code is None else POLITICAL_LEVELS[_POLITICAL_MERGED.get(code, code)]


def highest(codes: Iterable[str]) -> str | None:
    """The highest of someone's levels of one scale, None without any: a person counts once a dimension."""
    return max(codes, key=_ORDER.index, default=None)
