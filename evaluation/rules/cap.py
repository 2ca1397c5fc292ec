"""The cap on "hoàn thành xuất sắc" of NĐ 335/2025, art. 20.5 (and 8.5 for organisations)."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from evaluation.rules.nd335 import Band
from evaluation.rules.quota import ORDINARY, OUTSTANDING, Base, excellent_quota

Scope = Literal["agency_and_group", "agency"]
BASES: Final[tuple[Base, ...]] = ("tot", "tot_tro_len")
SMALL: Final = 6
"""Below this many people rated tốt or better the literal reading leaves no place at 20 per cent."""


@dataclass(frozen=True)
class Overrun:
    """A circle of people with more "xuất sắc" than its quota; `group` None = the whole agency."""

    group: Hashable | None
    people: int
    excellent: int
    quota: int

    @property
    def over(self) -> int:
        """How many have to be moved."""
        return self.excellent - self.quota


def percent_for(outstanding: bool) -> int:
    """20 per cent; 25 where the organisation's outstanding achievement was decided (art. 20.5.b)."""
    return OUTSTANDING if outstanding else ORDINARY


def counts_for_base(band: str) -> bool:
    """Whether someone belongs to the people the quota is computed from."""
    return band in (Band.TOT, Band.XUAT_SAC)


def overruns(rated: Iterable[tuple[Hashable, str]], percent: int, base: Base, scope: Scope) -> list[Overrun]:
    """Where (group, band) of one agency's people break the cap: the agency first, then each group."""
    rows = list(rated)
    circles: dict[Hashable | None, list[str]] = {None: [band for _group, band in rows]}
    if scope == "agency_and_group":
        for group, band in rows:
            circles.setdefault(("group", group), []).append(band)
    found = []
    for circle, bands in circles.items():
        people = sum(counts_for_base(band) for band in bands)
        excellent = sum(band == Band.XUAT_SAC for band in bands)
        allowed = excellent_quota(people, percent, base)
        if excellent > allowed:
            group = circle[1] if isinstance(circle, tuple) else None
            found.append(Overrun(group, people, excellent, allowed))
    return found


def beyond(points: Sequence[Fraction], allowed: int) -> list[bool]:
    """Of people who earned xuất sắc, given by points from the highest: whether the quota leaves no place.

    Equal points stand together: where the quota ends among them all of these are beyond it, for which of
    them moves is decided by people, never here.
    """
    if len(points) <= allowed:
        return [False] * len(points)
    limit = points[allowed]
    return [place >= allowed or value == limit for place, value in enumerate(points)]
