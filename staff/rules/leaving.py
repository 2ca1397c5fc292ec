"""Who leaves within a year: retirement by age, a known end, a term or a labour contract that runs out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hrm.kernel.dates import add_months
from staff.rules.retirement import retirement_date

HORIZON_MONTHS = 12

Span = tuple[date, date | None]
"""[start, end) of a row; None is an open end."""


class LeavingCause(StrEnum):
    """Why the person goes, or why the place must be filled anew."""

    RETIREMENT = "retirement"
    KNOWN_END = "known_end"
    TERM = "term"
    CONTRACT = "contract"


@dataclass(frozen=True)
class Leaving:
    """The first day out of service (or of the term, or of the contract), and why."""

    day: date
    cause: LeavingCause


def leaving_within_year(birth: date, sex: str, known_end: date | None, after: date) -> Leaving | None:
    """The leaving that falls after a day and within 12 months of it; a known end goes before the age."""
    last = add_months(after, HORIZON_MONTHS)
    if known_end is not None and after < known_end <= last:
        return Leaving(known_end, LeavingCause.KNOWN_END)
    retires = retirement_date(birth, sex)
    return Leaving(retires, LeavingCause.RETIREMENT) if after < retires <= last else None


def running_out(spans: Iterable[Span], after: date) -> date | None:
    """The end of what is in force on a day, if it comes within 12 months; None where nothing runs out.

    A row that takes over without a gap (reappointed, contract renewed) carries the end on: a term that
    is already followed by the next one does not run out.
    """
    known = sorted(spans)
    in_force = [end for start, end in known if start <= after and (end is None or end > after)]
    if not in_force or None in in_force:
        return None
    end = max(day for day in in_force if day is not None)
    for start, following in known:
        if start <= end:
            if following is None:
                return None
            end = max(end, following)
    return end if end <= add_months(after, HORIZON_MONTHS) else None


def months_ahead(after: date) -> list[date]:
    """First days of the calendar months that the 12 months after a day touch: 12, or 13 within a month."""
    first = date.fromordinal(after.toordinal() + 1).replace(day=1)
    last = add_months(after, HORIZON_MONTHS)
    months = [first]
    while (following := add_months(months[-1], 1)) <= last:
        months.append(following)
    return months
