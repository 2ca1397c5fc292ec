"""Inspections: days that overlap, who may inspect whom, and how findings are counted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cms.enums import InspectionKind


def overlap(start: date, end: date, other_start: date, other_end: date) -> bool:
    """Whether two half-open stretches of days share one."""
    return start < other_end and other_start < end


def may_inspect(kind: str, by_unit: int, unit: int, above: Collection[int]) -> bool:
    """A self-inspection is the unit's own; any other comes from above it. `above` includes the unit itself."""
    if kind == InspectionKind.SELF:
        return by_unit == unit
    return by_unit != unit and by_unit in above


@dataclass(frozen=True)
class Remedy:
    """A finding as the board counts it: remedied until `by` (last day) or not, `closed` the day it was."""

    by: date
    closed: date | None


@dataclass(frozen=True)
class Tally:
    """Findings by what became of them; `total` is their sum."""

    on_time: int = 0
    late: int = 0
    waiting: int = 0
    overdue: int = 0

    @property
    def closed(self) -> int:
        """Remedied, on time or late."""
        return self.on_time + self.late

    @property
    def total(self) -> int:
        """All findings."""
        return self.closed + self.waiting + self.overdue

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.on_time + other.on_time,
            self.late + other.late,
            self.waiting + other.waiting,
            self.overdue + other.overdue,
        )


def tally(remedies: Iterable[Remedy], day: date) -> Tally:
    """Count findings as at a day; the last day itself is still in time."""
    found = Tally()
    for remedy in remedies:
        if remedy.closed is not None:
            in_time = remedy.closed <= remedy.by
            found += Tally(on_time=1) if in_time else Tally(late=1)
        else:
            found += Tally(waiting=1) if day <= remedy.by else Tally(overdue=1)
    return found


def percent(numerator: int, denominator: int) -> Decimal | None:
    """A share in percent, exact; None of nothing."""
    return Decimal(numerator) * 100 / Decimal(denominator) if denominator else None
