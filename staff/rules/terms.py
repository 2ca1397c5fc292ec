"""Ends of what is given for a time: leading posts, secondments, notices of retirement (Decree 170/2025)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from hrm.kernel.dates import add_months
from staff.rules.records import LONGEST_SECONDMENT_MONTHS, TERM_MONTHS

EXTENSION_MONTHS: Final = 24
NOTICE_MONTHS: Final = 6


class TermOutcome(StrEnum):
    """What has to be decided before a term in a leading post ends."""

    REAPPOINT = "reappoint"
    EXTEND = "extend"
    RETIRES = "retires"


@dataclass(frozen=True)
class TermEnd:
    """The first day after a term, what has to be decided before it, and until when an extension goes."""

    end: date
    outcome: TermOutcome
    until: date | None = None


def term_end(start: date, end: date | None, retires: date) -> TermEnd:
    """The end of a term in a leading post: five years where none is recorded (Decree 170/2025).

    Reappointment is decided before it. With fewer than two years left to retirement the term is extended
    to retirement instead (practice; to be confirmed). Nothing is decided where retirement comes first.
    """
    last = end or add_months(start, TERM_MONTHS)
    if retires <= last:
        return TermEnd(last, TermOutcome.RETIRES)
    if add_months(last, EXTENSION_MONTHS) > retires:
        return TermEnd(last, TermOutcome.EXTEND, retires)
    return TermEnd(last, TermOutcome.REAPPOINT)


def secondment_end(start: date, end: date | None) -> date:
    """First day after a secondment: three years at most, also where no end is recorded (Decree 170/2025)."""
    longest = add_months(start, LONGEST_SECONDMENT_MONTHS)
    return longest if end is None else min(end, longest)


def retirement_notice(retires: date) -> date:
    """Last day for the notice of retirement: six months before (Decree 170/2025)."""
    return add_months(retires, -NOTICE_MONTHS)
