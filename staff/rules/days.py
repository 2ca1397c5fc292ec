"""The day a report speaks of, as people type it."""

import re
from datetime import date
from typing import Final

from hrm.kernel.dates import EARLIEST_YEAR, parse_date

LATEST_YEAR: Final = 2200

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_day(text: str) -> date:
    """A whole day, written 30/09/2026 or 2026-09-30; ValueError for anything else."""
    written = text.strip()
    if _ISO.fullmatch(written):
        day = date.fromisoformat(written)
    else:
        partial = parse_date(written)
        if partial.precision != "day":
            raise ValueError(f"not a whole day: {text!r}")
        day = partial.value
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(f"outside {EARLIEST_YEAR}-{LATEST_YEAR}: {text!r}")
    return day
