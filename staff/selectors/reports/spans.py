"""Dates of a curriculum vitae as forms write them: 07/2025, and from when to when."""

from datetime import date, timedelta
from typing import Any, Final

from hrm.kernel.dates import ALWAYS, show_date, show_partial

_NOW: Final = "nay"


def day(value: date | None, precision: Any = "day") -> str:
    """A day as far as it is known; nothing for none."""
    return show_partial(value, precision)


def month(value: date | None, precision: str = "day") -> str:
    """Month and year, or the year alone where no more is known."""
    if value is None or value == ALWAYS:
        return ""
    return show_partial(value, "year") if precision == "year" else show_date(value)[3:]


def span(row: Any, at: date) -> str:
    """Month and year of the first and of the last day of a dated row: 07/2020 - 06/2025."""
    ended = row.end is not None and row.end <= at
    last = month(row.end - timedelta(days=1)) if ended else _NOW
    return f"{month(row.start, row.start_precision) or '...'} - {last}"
