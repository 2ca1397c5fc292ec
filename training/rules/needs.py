"""Who lacks what: for the rank and post held by expectations, for the next rank by those and by law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from hrm.kernel.text import fold
from staff.rules.appointment import AppointmentFacts, Condition, Grade, appointment_findings
from staff.rules.levels import level_of, levels_of
from training.enums import NeedKind

# Rank code → the code of the next rank of its family; a clerk aims at chấp hành viên sơ cấp.
NEXT_RANK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "03.301": "03.300",
        "03.300": "03.299",
        "03.232": "03.231",
        "03.231": "03.230",
        "03.303": "03.302",
        "03.302": "03.301",
        "01.004": "01.003",
        "01.003": "01.002",
        "01.002": "01.001",
        "06.032": "06.031",
        "06.031": "06.030",
        "06.030": "06.029",
        "02.008": "02.007",
        "02.007": "02.006",
    }
)
_OF_CONDITION: Final[Mapping[Condition, NeedKind]] = MappingProxyType(
    {
        Condition.LAW_DEGREE: NeedKind.EDUCATION,
        Condition.LEGAL_WORK: NeedKind.TIME,
        Condition.TRAINED: NeedKind.ENFORCEMENT,
        Condition.EXAM: NeedKind.EXAM,
        Condition.AS_JUNIOR: NeedKind.TIME,
        Condition.AS_MIDDLE: NeedKind.TIME,
        Condition.POSITION: NeedKind.POSITION,
    }
)


@dataclass(frozen=True)
class Expected:
    """A lowest level of one kind, and on what ground."""

    kind: NeedKind
    level: str
    basis: str = ""


@dataclass(frozen=True)
class Lack:
    """What someone lacks. `unknown`: the record does not say."""

    kind: NeedKind
    wanted: str
    basis: str
    unknown: bool = False


Held = Mapping[str, tuple[str, ...]]
"""Kind of qualification → titles of the levels held."""


def reaches(kind: str, wanted: str, titles: Iterable[str]) -> bool:
    """Whether one of the titles is the wanted level or a higher one.

    Kinds without a scale (enforcement, leadership …) are reached by any certificate of the kind, except
    that a leadership certificate must name the wanted level.
    """
    held = list(titles)
    scale = list(levels_of(kind))  # highest first
    goal = level_of(kind, wanted)
    if scale and goal in scale:
        return any(_place(kind, title, scale) <= scale.index(goal) for title in held)
    if kind == NeedKind.LEADERSHIP:
        return any(fold(wanted) in fold(title) for title in held)
    return bool(held)


def lacks_by_expectation(expected: Iterable[Expected], held: Held) -> list[Lack]:
    """Expected levels that are not reached, the highest of each kind only."""
    missing: dict[NeedKind, Expected] = {}
    for each in expected:
        if reaches(each.kind, each.level, held.get(each.kind, ())):
            continue
        before = missing.get(each.kind)
        if before is None or reaches(each.kind, before.level, [each.level]):
            missing[each.kind] = each
    return [Lack(kind, each.level, each.basis) for kind, each in missing.items()]


def lacks_for_next(
    code: str, expected: Iterable[Expected], held: Held, facts: AppointmentFacts, on: date
) -> list[Lack]:
    """What stands between someone and the next rank `code`.

    For enforcement officers the conditions of appointment in force on the day (art. 18 of Law 26/2008 to
    30/06/2026, art. 24 of Law 106/2025 after it); for every rank the levels expected of it.
    """
    found = []
    if code in set(Grade):
        for unmet in appointment_findings(Grade(code), facts, on):
            kind = _OF_CONDITION[unmet.condition]
            found.append(Lack(kind, unmet.condition.value, unmet.article, unmet.unknown))
    named = {lack.kind for lack in found}
    by_level = lacks_by_expectation(expected, held)
    return [*found, *(lack for lack in by_level if lack.kind not in named)]


def _place(kind: str, title: str, scale: list[str]) -> int:
    """Where a title stands on a scale, 0 = highest; behind the last for what is not on it."""
    level = level_of(kind, title)
    return scale.index(level) if level in scale else len(scale)
