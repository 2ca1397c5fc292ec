"""How loads per enforcement officer and their index are written: rounded half up, comma decimals."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy as _

from hrm.kernel.numbers import show_decimal
from staff.rules.pressure import Level

NOTHING: Final = "–"

LEVEL_WORDS: Final = {
    Level.NOBODY: _("no enforcement officer"),
    Level.HIGH: _("high pressure"),
    Level.USUAL: _("about the mean"),
    Level.LOW: _("low pressure"),
    Level.UNKNOWN: _("no figures"),
}


def rounded(value: Fraction, places: int) -> Decimal:
    """The exact value rounded half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def show_each(value: Fraction | None, places: int) -> str:
    """A load per officer: cases with one decimal, money in whole đồng."""
    return NOTHING if value is None else show_decimal(rounded(value, places), places)


def show_index(value: Fraction | None) -> str:
    """A share of the mean as a factor: 1,25."""
    return NOTHING if value is None else show_decimal(rounded(value, 2), 2)
