"""Means of scores over a quarter and six months (NĐ 335/2025, art. 17.3), exact and cut, never rounded up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal, localcontext
from fractions import Fraction
from typing import Final

from evaluation.rules.nd335 import Band, band

_FIFTY: Final = Context(prec=50, rounding=ROUND_DOWN)


@dataclass(frozen=True)
class Mean:
    """The mean of `number` scores whose sum is `total`; nothing while one of them is not known."""

    total: Decimal
    number: int
    known: int

    @property
    def complete(self) -> bool:
        """Whether every score is known."""
        return self.number > 0 and self.known == self.number

    @property
    def exact(self) -> Fraction | None:
        """The mean as a fraction of whole numbers."""
        return Fraction(self.total) / self.number if self.complete else None

    @property
    def value(self) -> Decimal | None:
        """The mean, cut at fifty digits where it never ends."""
        exact = self.exact
        if exact is None:
            return None
        with localcontext(_FIFTY):
            return Decimal(exact.numerator) / Decimal(exact.denominator)

    @property
    def band(self) -> Band | None:
        """The band the mean would lie in (art. 20), compared before any cut."""
        value = self.value
        return None if value is None else band(value)


def mean_of(scores: Sequence[Decimal | None]) -> Mean:
    """Art. 17.3: "bằng điểm trung bình cộng của 03 tháng", "… của 06 tháng"."""
    known = [score for score in scores if score is not None]
    return Mean(sum(known, Decimal(0)), len(scores), len(known))
