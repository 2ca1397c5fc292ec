"""Retirement in normal conditions by birth band (NĐ 135/2020/NĐ-CP, art. 4 and Phụ lục I)."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hrm.kernel.dates import add_months, month_end_exclusive

# (first month of birth of the band: year, month), (age: years, months). Before the first band the age of
# the old labour code held; the last band is open.
Bands = tuple[tuple[tuple[int, int], tuple[int, int]], ...]
MEN: Final[Bands] = (
    ((1, 1), (60, 0)),
    ((1961, 1), (60, 3)),
    ((1961, 10), (60, 6)),
    ((1962, 7), (60, 9)),
    ((1963, 4), (61, 0)),
    ((1964, 1), (61, 3)),
    ((1964, 10), (61, 6)),
    ((1965, 7), (61, 9)),
    ((1966, 4), (62, 0)),
)
WOMEN: Final[Bands] = (
    ((1, 1), (55, 0)),
    ((1966, 1), (55, 4)),
    ((1966, 9), (55, 8)),
    ((1967, 5), (56, 0)),
    ((1968, 1), (56, 4)),
    ((1968, 9), (56, 8)),
    ((1969, 5), (57, 0)),
    ((1970, 1), (57, 4)),
    ((1970, 9), (57, 8)),
    ((1971, 5), (58, 0)),
    ((1972, 1), (58, 4)),
    ((1972, 9), (58, 8)),
    ((1973, 5), (59, 0)),
    ((1974, 1), (59, 4)),
    ((1974, 9), (59, 8)),
    ((1975, 5), (60, 0)),
)
BANDS: Final[Mapping[str, Bands]] = {"male": MEN, "female": WOMEN}
# Months counted from year 0: whoever retires between 1900 and 2200 was born among them.
_BIRTH_MONTHS: Final = range(1800 * 12, 2200 * 12)


@dataclass(frozen=True)
class BirthBand:
    """People born from the first to the last month (None: open) retire at one age, in years and months."""

    first: tuple[int, int]
    last: tuple[int, int] | None
    years: int
    months: int


def birth_band(birth: date, sex: str) -> BirthBand:
    """The row of Phụ lục I that someone falls into, by month of birth (art. 4.2)."""
    bands = BANDS[sex]
    place = bisect_right([start for start, _ in bands], (birth.year, birth.month))
    start, (years, months) = bands[place - 1]
    if place == len(bands):
        return BirthBand(start, None, years, months)
    year, month = bands[place][0]
    return BirthBand(start, (year, month - 1) if month > 1 else (year - 1, 12), years, months)


def births_retiring(after: date, last: date, sex: str) -> tuple[date, date]:
    """Births, half-open, of those who retire after a day and by the last one.

    Whoever is born later never retires earlier, and the day of the month makes no difference (art. 3),
    so the births of any stretch of days are a stretch of whole months: what a database can filter by.
    """
    first, end = (bisect_right(_BIRTH_MONTHS, day, key=lambda n: _retires(n, sex)) for day in (after, last))
    return _month(_BIRTH_MONTHS[first]), _month(_BIRTH_MONTHS[end])


def retirement_age(birth: date, sex: str) -> tuple[int, int]:
    """Years and months of age at which someone retires, by birth band (art. 4.2); sex is male or female."""
    bands = BANDS[sex]
    starts = [start for start, _ in bands]
    return bands[bisect_right(starts, (birth.year, birth.month)) - 1][1]


def age_reached(birth: date, sex: str) -> date:
    """The day on which the retirement age is reached (art. 4.2)."""
    years, months = retirement_age(birth, sex)
    return add_months(birth, 12 * years + months)


def retirement_date(birth: date, sex: str) -> date:
    """First day out of service: the first of the month after the one in which the age is reached (art. 3)."""
    return month_end_exclusive(age_reached(birth, sex))


def _month(number: int) -> date:
    year, month = divmod(number, 12)
    return date(year, month + 1, 1)


def _retires(number: int, sex: str) -> date:
    return retirement_date(_month(number), sex)
