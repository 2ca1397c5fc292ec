"""The package for the national database: when it is due and where it stands (Decree 335/2025, article 26.1.d)."""

from datetime import date, timedelta
from enum import StrEnum

SOON = 2
"""Days before the due day from which people are reminded."""


class PackageState(StrEnum):
    """Where the handing over of one period or year of an agency stands."""

    INCOMPLETE = "incomplete"
    DUE = "due"
    MADE = "made"
    SIGNED_OFF = "signed_off"
    SENT = "sent"
    OUTDATED = "outdated"


class Urgency(StrEnum):
    """How near the due day is, for what was not handed over yet."""

    NONE = ""
    SOON = "soon"
    OVERDUE = "overdue"


def due_on(complete_on: date, days: int) -> date:
    """The last of so many days after the result was there: "chậm nhất 05 ngày sau khi có kết quả" (art. 26.1.d)."""
    return complete_on + timedelta(days=days)


def state_of(*, complete: bool, made: bool, current: bool, signed_off: bool, sent: bool) -> PackageState:
    """The state, from the results and the newest package: an outdated package counts as none handed over."""
    if made and not current:
        return PackageState.OUTDATED
    if sent:
        return PackageState.SENT
    if signed_off:
        return PackageState.SIGNED_OFF
    if made:
        return PackageState.MADE
    return PackageState.DUE if complete else PackageState.INCOMPLETE


def urgency_of(*, state: PackageState, due: date | None, today: date) -> Urgency:
    """Whether handing over is overdue or due within two days; nothing once it is handed over or not yet due."""
    if due is None or state in (PackageState.SENT, PackageState.INCOMPLETE):
        return Urgency.NONE
    if today > due:
        return Urgency.OVERDUE
    return Urgency.SOON if (due - today).days <= SOON else Urgency.NONE
