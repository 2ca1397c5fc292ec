"""Working days in Viet Nam: Monday to Friday without public holidays."""

from datetime import date, timedelta
from functools import cache
from typing import cast

import holidays


def is_working_day(day: date) -> bool:
    """Whether offices work that day."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; the day itself is not counted (civil time limits)."""
    if count < 0:
        raise ValueError("working days are counted forwards")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(cast("dict[date, str]", holidays.country_holidays("VN", years=year)))
