"""Two days side by side: counts change in per cent, shares change in percentage points, never mixed up."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hrm.kernel.numbers import rate

PLACES: Final = 1


@dataclass(frozen=True)
class Share:
    """A count and what it is a part of; `whole` 0 or None: there is nothing to be a part of."""

    count: int
    whole: int | None

    @property
    def percent(self) -> Decimal | None:
        """53 of 103 → 51.5, rounded half up."""
        return None if self.whole is None else rate(self.count, self.whole, PLACES)


def relative_change(before: int, after: int) -> Decimal | None:
    """Change of a count in per cent of what it was: 11 → 22 is 100.0; None where there was nothing."""
    return rate(after - before, before, PLACES)


def points_change(before: Share, after: Share) -> Decimal | None:
    """Change of a share in percentage points, from the exact shares: 53/103 → 55/100 is 3.5.

    None where one of them has no whole.
    """
    if not before.whole or not after.whole:
        return None
    exact = Fraction(after.count, after.whole) - Fraction(before.count, before.whole)
    return rate(exact.numerator, exact.denominator, PLACES)
