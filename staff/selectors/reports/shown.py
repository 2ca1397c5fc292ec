"""Shares and changes in the words of a report: 51,5% (53/103), +3,5."""

from decimal import Decimal
from typing import Final

from hrm.kernel.numbers import group, show_decimal
from staff.rules.comparison import PLACES, Share

_DASH: Final = "–"


def show_share(share: Share) -> str:
    """Per cent with numerator and denominator; a dash where there is nothing to be a part of."""
    if share.percent is None or share.whole is None:
        return _DASH
    return f"{show_decimal(share.percent, PLACES)}% ({group(share.count)}/{group(share.whole)})"


def show_change(value: Decimal | None, unit: str = "") -> str:
    """A change with its sign and one decimal; a dash where it cannot be said."""
    return _DASH if value is None else f"{_sign(value)}{show_decimal(value, PLACES)}{unit}"


def show_difference(number: int) -> str:
    """A change of a count with its sign."""
    return f"{_sign(number)}{group(number)}"


def _sign(value: Decimal | int) -> str:
    return "+" if value > 0 else ""
