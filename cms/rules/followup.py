"""How a task ended, when a plan's next report falls due, and symbols as people write them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from hrm.kernel.dates import add_months
from hrm.kernel.numbers import rate, show_decimal
from hrm.kernel.text import nfc

# What people type for a plan's number: "09/KH-CTHADS", "12-KH/ĐU", "KH 09/2026" are all seen in practice.
_SYMBOL: Final = re.compile(r"[^\W_][^\s]*[/-][^\s]*[^\W_]")
_DIGIT: Final = re.compile(r"\d")
MOST_MONTHS: Final = 60
_PLACES: Final = 1


class Outcome(StrEnum):
    """How a task stands against its last day; the values stand in addresses."""

    OPEN = "dang-lam"
    OVERDUE = "qua-han"
    IN_TIME = "dung-han"
    LATE = "xong-muon"
    WITHDRAWN = "da-rut"


def outcome_of(state: str, deadline: date, done_on: date | None, today: date) -> Outcome:
    """Done on the last day is in time; open on the day after it is overdue."""
    if state == "withdrawn":
        return Outcome.WITHDRAWN
    if done_on is not None:
        return Outcome.IN_TIME if done_on <= deadline else Outcome.LATE
    return Outcome.OVERDUE if deadline < today else Outcome.OPEN


@dataclass(frozen=True)
class Tally:
    """Tasks of a unit or a directive by outcome; withdrawn ones count nowhere."""

    open: int = 0
    overdue: int = 0
    in_time: int = 0
    late: int = 0

    @property
    def given(self) -> int:
        """All that were given and not withdrawn."""
        return self.open + self.overdue + self.in_time + self.late

    @property
    def done(self) -> int:
        """Finished, in time or not."""
        return self.in_time + self.late

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.open + other.open,
            self.overdue + other.overdue,
            self.in_time + other.in_time,
            self.late + other.late,
        )


def percent_of(numerator: int, denominator: int) -> str:
    """A share of tasks in per cent with one decimal, cut; "" for nothing to share."""
    found = rate(numerator, denominator, _PLACES)
    return "" if found is None else show_decimal(found, _PLACES)


def next_report(issued_on: date, every: int, reported: Iterable[date]) -> date:
    """The next day a plan's report falls due: every so many months after the plan was issued.

    A report made on a day answers the due day nearest to it (a report a week early or late is that
    report), and every due day before.
    """
    answered = max((_nearest(issued_on, every, day) for day in reported), default=0)
    return add_months(issued_on, every * (answered + 1))


def _nearest(issued_on: date, every: int, day: date) -> int:
    """The number of the due day nearest to a day; 0 is the day of the plan itself."""
    months = (day.year - issued_on.year) * 12 + day.month - issued_on.month
    first = max(months // every - 1, 0)
    numbers = range(first, first + 4)
    return min(numbers, key=lambda n: (abs((add_months(issued_on, every * n) - day).days), -n))


def plan_symbol(text: str) -> str:
    """The symbol of a plan in one spelling (NFC, no blanks); "" for what cannot be one.

    Read loosely: letters or digits around a slash or hyphen, with a number in it.
    """
    symbol = "".join(nfc(text).split())
    return symbol if _SYMBOL.fullmatch(symbol) and _DIGIT.search(symbol) else ""
