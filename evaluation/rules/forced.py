"""What forces "không hoàn thành nhiệm vụ" whatever the points say (NĐ 335/2025, art. 11.3, 20.4.b to d)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from hrm.kernel.text import fold


class Verdict(StrEnum):
    """What a discipline or conclusion means for the rating of a year."""

    FORCES = "forces"
    NOT_NAMED = "not_named"  # neither degradation nor public duty: art. 11.3.a does not name it
    OTHER_YEAR = "other_year"  # party and state for one act: counted in the year of the first (art. 11.3.a)
    USED_BEFORE = "used_before"  # the act was ground of an earlier year's rating (art. 11.3.b)
    ELSEWHERE = "elsewhere"  # the breach happened in another organisation, and counts there (art. 11.3.c, d)
    NOT_LEADING = "not_leading"  # art. 20.4.d holds for leading posts only


@dataclass(frozen=True)
class DisciplineFact:
    """A discipline as the rules need it; `home` is the agency served on the day of the breach."""

    row: int
    decided_on: date
    act: str
    acted_on: date | None
    public_duty: bool
    degradation: bool
    home: int | None = None


@dataclass(frozen=True)
class ConclusionFact:
    """A conclusion of an authority: its ground as the record names it."""

    row: int
    concluded_on: date
    ground: Literal["degradation", "prohibited", "exemplary", "unit_corrupt", "other"]


@dataclass(frozen=True)
class Finding:
    """One row of the record, what it means, and by which article."""

    kind: Literal["discipline", "conclusion"]
    row: int
    code: str
    article: str
    verdict: Verdict

    @property
    def forces(self) -> bool:
        """Whether the rating is "không hoàn thành" because of it."""
        return self.verdict == Verdict.FORCES


_CONCLUSIONS: Final = {
    "degradation": ("concluded_degradation", "20.4.b"),
    "prohibited": ("concluded_prohibited", "20.4.b"),
    "exemplary": ("concluded_exemplary", "20.4.b"),
    "unit_corrupt": ("concluded_unit_corruption", "20.4.d"),
}


def act_key(act: str, acted_on: date | None) -> str:
    """What makes two decisions decisions about one act: its day; where no day is known, its words."""
    return acted_on.isoformat() if acted_on else fold(act)


def findings(
    year: int,
    disciplines: Collection[DisciplineFact],
    conclusions: Iterable[ConclusionFact],
    *,
    agency: int,
    leads: bool,
    used: Collection[str] = (),
) -> list[Finding]:
    """Each discipline and conclusion of the year with its verdict, by day.

    `disciplines`: all of the officer's, so that the first decision about an act is known. `used`: keys
    (`act_key`) of acts that were the ground of an earlier year's "không hoàn thành" (art. 11.3.b).
    """
    first = _first_years(disciplines)
    of_year = sorted((d for d in disciplines if d.decided_on.year == year), key=lambda d: d.decided_on)
    found = [_discipline(d, year, first, agency, used) for d in of_year]
    named = [c for c in conclusions if c.concluded_on.year == year and c.ground in _CONCLUSIONS]
    return found + [_conclusion(c, leads) for c in sorted(named, key=lambda c: c.concluded_on)]


def _first_years(disciplines: Iterable[DisciplineFact]) -> dict[str, int]:
    """Act → the year of the first decision about it that art. 11.3.a names."""
    years: dict[str, int] = {}
    for item in disciplines:
        if item.public_duty or item.degradation:
            key = act_key(item.act, item.acted_on)
            years[key] = min(years.get(key, item.decided_on.year), item.decided_on.year)
    return years


def _discipline(
    item: DisciplineFact, year: int, first: dict[str, int], agency: int, used: Collection[str]
) -> Finding:
    key = act_key(item.act, item.acted_on)
    code = "disciplined_degradation" if item.degradation else "disciplined_public_duty"
    article = "11.3.a" if item.degradation and not item.public_duty else "11.3.a, 20.4.c"
    if not (item.public_duty or item.degradation):
        return Finding("discipline", item.row, "disciplined_other", "11.3.a", Verdict.NOT_NAMED)
    if key in used:
        return Finding("discipline", item.row, code, "11.3.b", Verdict.USED_BEFORE)
    if first[key] < year:
        return Finding("discipline", item.row, code, "11.3.a", Verdict.OTHER_YEAR)
    if item.home is not None and item.home != agency:
        return Finding("discipline", item.row, code, "11.3.c, 11.3.d", Verdict.ELSEWHERE)
    return Finding("discipline", item.row, code, article, Verdict.FORCES)


def _conclusion(item: ConclusionFact, leads: bool) -> Finding:
    code, article = _CONCLUSIONS[item.ground]
    verdict = Verdict.NOT_LEADING if item.ground == "unit_corrupt" and not leads else Verdict.FORCES
    return Finding("conclusion", item.row, code, article, verdict)
