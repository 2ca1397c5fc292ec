"""People of a unit by band in a year, with counts and shares, and the organisation's own band."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating, YearRating
from hrm.kernel.numbers import rate
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import Unit
from staff.selectors.tree import load_tree


@dataclass(frozen=True)
class PersonRated:
    """One officer's line."""

    name: str
    post: str
    unit: str
    band: str
    decision: str


@dataclass(frozen=True)
class BandCount:
    """How many are rated so, and which share of all who are rated: numerator, denominator, per cent."""

    label: str
    number: int
    of: int
    percent: Decimal | None


@dataclass(frozen=True)
class UnitSummary:
    """Bảng tổng hợp kết quả xếp loại of one unit and year; `waiting`: people whose rating is not decided."""

    unit: Unit
    year: int
    people: list[PersonRated]
    counts: list[BandCount]
    waiting: int
    own: UnitRating | None


def unit_summary(unit: Unit, year: int, user: Asker) -> UnitSummary:
    """The unit with everything below it, as far as the person asking may see the ratings."""
    units = load_tree().below([unit.pk])
    rows = rows_for(user, YearRating, "view").filter(year=year, current=True, unit_id__in=units)
    listed = list(
        rows.select_related("officer", "post", "unit")
        .defer("trace", "self_text", "comments", "party_opinion")
        .order_by("unit__code", "officer__name_key", "officer__number")
    )
    decided = [row for row in listed if row.state == RatingState.SIGNED and row.band]
    own = rows_for(user, UnitRating, "view").filter(unit=unit, year=year, current=True)
    return UnitSummary(
        unit=unit,
        year=year,
        people=[
            PersonRated(
                row.officer.full_name,
                row.post.name if row.post else "",
                row.unit.name,
                Band(row.band).label,
                row.decision,
            )
            for row in decided
        ],
        counts=_counts([row.band for row in decided]),
        waiting=len(listed) - len(decided),
        own=own.filter(state=RatingState.SIGNED).select_related("recogniser").first(),
    )


def _counts(bands: list[str]) -> list[BandCount]:
    found = Counter(bands)
    return [
        BandCount(str(band.label), found[band], len(bands), rate(found[band], len(bands), 1)) for band in Band
    ]
