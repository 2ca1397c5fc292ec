"""How much of a yearly target falls to a quarter: quantities to give for products fed by the caseload."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from evaluation.rules.periods import Month, ScoringPeriod


@dataclass(frozen=True)
class Share:
    """What a target asks of one officer in a period, with every figure it comes from (việc)."""

    percent: Decimal
    executable: int
    resolved: int
    wanted: int
    remaining: int
    periods_left: int
    quantity: int


def periods_left(period: ScoringPeriod) -> int:
    """Quarters (or months) of the statistical year from this one to 30 September, this one included."""
    upper, _lower = period.months()
    if isinstance(period, Month):
        return 13 - upper.months
    return (15 - upper.months) // 3


def share_of_target(percent: Decimal, executable: int, resolved: int, left: int) -> Share:
    """The target in việc less what was resolved before, spread evenly over the periods left.

    Wanted = target % × C8, up to the next whole case; the remainder over the periods left, up again: the
    last period never carries what the others rounded away. Nothing is left where the target is reached.
    """
    wanted = ceil(Fraction(percent) / 100 * executable)
    remaining = max(wanted - resolved, 0)
    return Share(percent, executable, resolved, wanted, remaining, left, ceil(Fraction(remaining, left)))
