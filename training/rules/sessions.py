"""Sessions: where one stands on a day, whether two collide, who gets a seat."""

from datetime import date, timedelta
from typing import Final

from hrm.kernel.dates import show_date
from training.enums import EnrolmentState, Stage

# A place that may still become a seat, or is one.
LIVE: Final = (EnrolmentState.PROPOSED, EnrolmentState.ENROLLED, EnrolmentState.WAITING)


def stage(*, start: date, end: date, deadline: date, cancelled: bool, today: date) -> Stage:
    """Where a session of [start, end) stands; the deadline itself is still a day to sign up."""
    if cancelled:
        return Stage.CANCELLED
    if today >= end:
        return Stage.OVER
    if today >= start:
        return Stage.RUNNING
    return Stage.OPEN if today <= deadline else Stage.CLOSED


def collide(a: tuple[date, date], b: tuple[date, date]) -> bool:
    """Whether two half-open spans share a day."""
    return a[0] < b[1] and b[0] < a[1]


def place_for(seats: int, taken: int) -> EnrolmentState:
    """A seat while there is one, else the waiting list."""
    return EnrolmentState.ENROLLED if taken < seats else EnrolmentState.WAITING


def days_of(start: date, end: date) -> str:
    """Both days of a half-open span as people say it: 02/03/2026 – 06/03/2026."""
    last = end - timedelta(days=1)
    return show_date(start) if last == start else f"{show_date(start)} – {show_date(last)}"
