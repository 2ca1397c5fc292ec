"""Titles and awards in force on a day, and the names under which the record keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evaluation.models import AwardType
from evaluation.rules.emulation import TitleRule
from hrm.kernel.text import fold


@dataclass(frozen=True)
class TypeLine:
    """A title with its other versions, for the screen that shows the law as at a day."""

    type: AwardType
    versions: tuple[AwardType, ...]


def types_on(day: date) -> list[AwardType]:
    """Titles and awards of the law in force on a day, in their order."""
    return list(AwardType.objects.at(day).order_by("order", "code"))


def type_on(code: str, day: date) -> AwardType | None:
    """One title as the law of the day knows it."""
    found: AwardType | None = AwardType.objects.at(day).filter(code=code).first()
    return found


def type_lines(day: date) -> list[TypeLine]:
    """The titles of a day, each with all its versions, oldest first; one query."""
    versions: dict[str, list[AwardType]] = {}
    for row in AwardType.objects.order_by("order", "code", "start"):
        versions.setdefault(row.code, []).append(row)
    return [
        TypeLine(row, tuple(rows))
        for rows in versions.values()
        for row in rows
        if row.start <= day and (row.end is None or row.end > day)
    ]


def rule_of(award: AwardType) -> TitleRule:
    """What the rules need of a title."""
    return TitleRule(award.code, award.name, award.conditions.get("all", ()))


def library_of(types: Iterable[AwardType]) -> dict[str, TitleRule]:
    """Code → rule."""
    return {award.code: rule_of(award) for award in types}


def unsure_of(award: AwardType) -> str:
    """What of a title was not checked against the law; empty where all was."""
    return str(award.conditions.get("unsure", ""))


def codes_by_name() -> dict[str, str]:
    """Folded name → code, with every name a title had and the other ways to write it; one query."""
    found: dict[str, str] = {}
    for code, name, collective, conditions in AwardType.objects.values_list(
        "code", "name", "collective", "conditions"
    ):
        # The record belongs to persons; a collective's award of the same name never stands there.
        for each in () if collective else (name, *conditions.get("aliases", ())):
            found[fold(each)] = code
    return found
