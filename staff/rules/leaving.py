"""Who leaves the service within a year: retirement by age, or an end that is already known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hrm.kernel.dates import add_months
from staff.rules.retirement import retirement_date

HORIZON_MONTHS = 12


class LeavingCause(StrEnum):
    """Why the person goes."""

    RETIREMENT = "retirement"
    KNOWN_END = "known_end"


@dataclass(frozen=True)
class Leaving:
    """The first day out of service, and why."""

    day: date
    cause: LeavingCause


def leaving_within_year(birth: date, sex: str, known_end: date | None, after: date) -> Leaving | None:
    """The leaving that falls after a day and within 12 months of it; a known end goes before the age."""
    last = add_months(after, HORIZON_MONTHS)
    if known_end is not None and after < known_end <= last:
        return Leaving(known_end, LeavingCause.KNOWN_END)
    retires = retirement_date(birth, sex)
    return Leaving(retires, LeavingCause.RETIREMENT) if after < retires <= last else None
