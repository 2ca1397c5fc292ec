"""The year by Decree 335/2025/NĐ-CP: which periods count, their exact mean, the band, the head's limit.

Everything is a fraction of whole numbers until it is compared, so that 89.995 is tốt and two thirds of a
point never decide by rounding.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal

from evaluation.rules.nd335 import THRESHOLDS, Band
from evaluation.rules.periods import Month, Quarter, ScoringPeriod, parse_period

LEAST_MONTHS: Final = 6  # art. 11.1
LastPeriod = Literal["provisional", "wait"]
ORDER: Final = (Band.KHONG_HOAN_THANH, Band.HOAN_THANH, Band.TOT, Band.XUAT_SAC)


class Away(StrEnum):
    """Why someone was not at work, as art. 11 tells them apart."""

    SICK = "sick"
    MATERNITY = "maternity"
    UNPAID = "unpaid"
    OTHER = "study"


# Art. 11.2 and 19.3: what is left is the mean over what was really worked. Study is work by order.
DROPPED: Final = frozenset({Away.SICK, Away.MATERNITY, Away.UNPAID})


class Standing(StrEnum):
    """How a period enters the mean of the year."""

    COUNTED = "counted"
    PROVISIONAL = "provisional"  # the last one, by its draft (setting YEAR_LAST_PERIOD)
    WAITING = "waiting"  # there is a form, not confirmed
    MISSING = "missing"  # in service, and nothing was scored
    AHEAD = "ahead"  # not over yet on the day of rating, and no form
    ABSENT = "absent"  # wholly sick, on maternity leave or on unpaid leave (art. 11.2)
    OUTSIDE = "outside"  # not in service then
    COVERED = "covered"  # a month inside a quarter that was scored as a whole


IN_THE_MEAN: Final = frozenset({Standing.COUNTED, Standing.PROVISIONAL})
OPEN: Final = frozenset({Standing.WAITING, Standing.MISSING, Standing.AHEAD})


@dataclass(frozen=True)
class Span:
    """Days from `start` until before `end` (None = open)."""

    start: date
    end: date | None = None

    def has(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Leave:
    """A long absence; `row` names where it is recorded."""

    span: Span
    away: Away
    row: int = 0


@dataclass(frozen=True)
class Scored:
    """What was scored for a period: points 0 to 100 (None: not complete) and whether they are confirmed."""

    code: str
    points: Decimal | None
    confirmed: bool
    row: int = 0


@dataclass(frozen=True)
class Slot:
    """A period of the year with its part in the mean: `weight` in months really worked, 0 when it has none."""

    period: ScoringPeriod
    standing: Standing
    weight: int = 0
    points: Decimal | None = None
    row: int = 0
    leave: int = 0


def slots_of_year(
    year: int,
    scored: Iterable[Scored],
    service: Collection[Span],
    leaves: Sequence[Leave],
    last: LastPeriod,
    day: date | None = None,
) -> list[Slot]:
    """Every period of the year in order, each with how it counts (art. 11.2, 17.3, 19.3).

    A quarter stands for its three months; months inside a scored quarter are not counted twice. What nobody
    scored is a quarter where none of its months was scored alone, else a month. The last period that has a
    form may count by its draft (rating is due before 15/12, art. 19.2). `day`: the day of rating.
    """
    found = {parse_period(item.code): item for item in scored}
    quarters = [Quarter(year, number) for number in range(1, 5)]
    periods = [period for quarter in quarters for period in _periods(quarter, found)]
    forms = [period for period in periods if period in found and not _inside(period, found)]
    newest = forms[-1] if forms and last == "provisional" else None
    slots = [_slot(period, found, service, leaves, period == newest) for period in periods]
    return [_ahead(slot, day) for slot in slots]


def mean(slots: Iterable[Slot]) -> Fraction | None:
    """The mean of the year (art. 17.3): each period by the months worked in it; None when nothing counts."""
    counted = [slot for slot in slots if slot.standing in IN_THE_MEAN and slot.points is not None]
    months = sum(slot.weight for slot in counted)
    if not months:
        return None
    return sum((slot.weight * Fraction(slot.points or 0) for slot in counted), Fraction(0)) / months


def months_of_service(year: int, service: Collection[Span], leaves: Sequence[Leave]) -> Fraction:
    """Months of work in the year (art. 11.1), part months by their days, less unpaid leave.

    Sick and maternity leave stay in: art. 11.2 excepts them.
    """
    unpaid = [leave for leave in leaves if leave.away == Away.UNPAID]
    total = Fraction(0)
    for number in range(1, 13):
        days = _days(Month(year, number))
        worked = sum(
            any(span.has(day) for span in service) and not any(leave.span.has(day) for leave in unpaid)
            for day in days
        )
        total += Fraction(worked, monthrange(year, number)[1])
    return total


def too_short(months: Fraction) -> bool:
    """Whether the officer is not rated: less than 06 months of work in the year (art. 11.1)."""
    return months < LEAST_MONTHS


def band_of(points: Fraction) -> Band:
    """The band of a mean (art. 20.1 to 20.4.a), on the unrounded value."""
    reached = (name for lowest, name in THRESHOLDS if points >= Fraction(lowest))
    return next(reached, Band.KHONG_HOAN_THANH)


def at_most(found: Band, limit: Band) -> Band:
    """The lower of two bands: a head's never stands above the organisation's (art. 20.6)."""
    return min(found, limit, key=ORDER.index)


def is_above(found: Band, limit: Band) -> bool:
    """Whether a band is higher than another."""
    return ORDER.index(found) > ORDER.index(limit)


def _periods(quarter: Quarter, found: Collection[ScoringPeriod]) -> list[ScoringPeriod]:
    months = list(quarter.parts)
    scored_alone = [month for month in months if month in found]
    if quarter in found:
        return [quarter, *scored_alone]
    return [*months] if scored_alone else [quarter]


def _inside(period: ScoringPeriod, found: Collection[ScoringPeriod]) -> bool:
    return isinstance(period, Month) and period.quarter in found


def _slot(
    period: ScoringPeriod,
    found: dict[ScoringPeriod, Scored],
    service: Collection[Span],
    leaves: Sequence[Leave],
    newest: bool,
) -> Slot:
    item = found.get(period)
    row, points = (item.row, item.points) if item else (0, None)
    if _inside(period, found):
        return Slot(period, Standing.COVERED, 0, points, row)
    months = period.parts if isinstance(period, Quarter) else (period,)
    served = [month for month in months if _serves(month, service)]
    if not served and item is None:
        return Slot(period, Standing.OUTSIDE)
    # A form made in service that the record no longer shows still has its months.
    present = [month for month in served or months if not _covered(month, service, leaves)]
    if not present:
        return Slot(period, Standing.ABSENT, 0, points, row, _leave_in(period, leaves))
    standing = _standing(item, newest)
    return Slot(period, standing, len(present), points, row, _leave_in(period, leaves))


def _ahead(slot: Slot, day: date | None) -> Slot:
    """A period that still runs is not a gap yet."""
    runs = slot.standing == Standing.MISSING and day is not None and slot.period.last_day > day
    return replace(slot, standing=Standing.AHEAD) if runs else slot


def _standing(item: Scored | None, newest: bool) -> Standing:
    if item is None:
        return Standing.MISSING
    if item.points is None:
        return Standing.WAITING
    if item.confirmed:
        return Standing.COUNTED
    return Standing.PROVISIONAL if newest else Standing.WAITING


def _days(period: ScoringPeriod) -> list[date]:
    return [period.start + timedelta(days=n) for n in range((period.end - period.start).days)]


def _serves(month: ScoringPeriod, service: Collection[Span]) -> bool:
    return any(span.start < month.end and (span.end is None or span.end > month.start) for span in service)


def _covered(month: ScoringPeriod, service: Collection[Span], leaves: Sequence[Leave]) -> bool:
    """Whether every day of service in the month was an absence that art. 11.2 names."""
    away = [leave.span for leave in leaves if leave.away in DROPPED]
    if not any(span.start < month.end and (span.end is None or span.end > month.start) for span in away):
        return False
    days = [day for day in _days(month) if any(span.has(day) for span in service)]
    return bool(days) and all(any(span.has(day) for span in away) for day in days)


def _leave_in(period: ScoringPeriod, leaves: Sequence[Leave]) -> int:
    for leave in leaves:
        span = leave.span
        touches = span.start < period.end and (span.end is None or span.end > period.start)
        if leave.away in DROPPED and touches:
            return leave.row
    return 0
