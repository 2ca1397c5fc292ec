"""Pressure of work: cases (C7 việc) and money (C7 tiền) per enforcement officer against a mean.

No norm of cases per enforcement officer exists in law; a mean is what a unit can be held against.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Level(StrEnum):
    """Where a unit stands against the mean of its province."""

    NOBODY = "nobody"
    HIGH = "high"
    USUAL = "usual"
    LOW = "low"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Load:
    """So much to enforce (whole cases or whole đồng), and the enforcement officers there are for it."""

    amount: int
    officers: int

    @property
    def each(self) -> Fraction | None:
        """Per enforcement officer, exact; None where there is none."""
        return Fraction(self.amount, self.officers) if self.officers else None


def mean(loads: Iterable[Load]) -> Load:
    """Everything to enforce over all the officers: the mean per officer, not a mean of means."""
    known = list(loads)
    return Load(sum(load.amount for load in known), sum(load.officers for load in known))


def index(unit: Load, of: Load) -> Fraction | None:
    """The unit's load per officer as a share of the mean; None where either is not known or the mean is 0."""
    if unit.each is None or not of.each:
        return None
    return unit.each / of.each


def level(load: Load, share: Fraction | None, *, high_percent: int, low_percent: int) -> Level:
    """The word for an index: at `high_percent` of the mean or above, at `low_percent` or below, between.

    Work with nobody to do it stands above everything.
    """
    if load.amount and not load.officers:
        return Level.NOBODY
    if share is None:
        return Level.UNKNOWN
    if share * 100 >= high_percent:
        return Level.HIGH
    return Level.LOW if share * 100 <= low_percent else Level.USUAL
