"""Half-open dates, dates known only to the month or year, and how people write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

ALWAYS: Final = date.min
"""The `start` of a fact that has held for as long as anyone remembers."""

EARLIEST_YEAR: Final = 1900
"""Nothing we keep is older; also keeps typed dates apart from `ALWAYS`."""

Precision = Literal["day", "month", "year"]

_WRITTEN = re.compile(r"(?:(?:([0-9]{1,2})/)?([0-9]{1,2})/)?([0-9]{4})")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date and how much of it was known; an unknown day or month counts as 01."""

    value: date
    precision: Precision


def add_months(d: date, n: int) -> date:
    """The same day `n` months on, or the last day of that month if it is shorter."""
    months = d.year * 12 + d.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(d.day, monthrange(year, month + 1)[1]))


def month_end_exclusive(d: date) -> date:
    """The first day after the month of `d`."""
    return add_months(d.replace(day=1), 1)


def parse_date(text: str) -> PartialDate:
    """Read dd/mm/yyyy, mm/yyyy or yyyy; ValueError for anything else, 31/02 included."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        raise ValueError(f"not a date: {text!r}")
    day, month, year = written.groups()
    if int(year) < EARLIEST_YEAR:
        raise ValueError(f"before {EARLIEST_YEAR}: {text!r}")
    value = date(int(year), int(month or 1), int(day or 1))
    return PartialDate(value, "day" if day else "month" if month else "year")


def show_date(d: date | None) -> str:
    """dd/mm/yyyy; nothing for an open end and for `ALWAYS`."""
    if d is None or (d.year, d.month, d.day) == (1, 1, 1):
        return ""
    return f"{d.day:02}/{d.month:02}/{d.year:04}"


def show_last_day(end: date | None) -> str:
    """The last day of something whose `end` is the first day no longer; nothing for an open end."""
    return "" if end is None else show_date(end - timedelta(days=1))


def show_partial(d: date | None, precision: Precision) -> str:
    """The date as far as it is known: dd/mm/yyyy, mm/yyyy or yyyy."""
    shown = show_date(d)
    return shown[{"day": 0, "month": 3, "year": 6}[precision] :]
