"""How scores, ratios and quantities are written for people: comma decimals, cut and never rounded."""

from decimal import Decimal
from typing import Final

from hrm.kernel.numbers import cut, group, rate, show_decimal

NOTHING: Final = "–"
_LONG: Final = 10


def points(value: Decimal | None) -> str:
    """Points with two decimals, cut: 89.995 → 89,99."""
    return NOTHING if value is None else show_decimal(value, 2)


def percent(value: Decimal | None) -> str:
    """A fraction as per cent with two decimals, cut: 0.858333 → 85,83%."""
    return NOTHING if value is None else f"{show_decimal(value * 100, 2)}%"


def exact(value: Decimal | None, places: int = _LONG) -> str:
    """All decimals up to ten (or `places`); "…" where more follow."""
    if value is None:
        return NOTHING
    text = show_decimal(value, places).rstrip("0").rstrip(",")
    return text if cut(value, places) == value else f"{text}…"


def count(value: int | None) -> str:
    """A whole number with thousands dots, minus sign included."""
    if value is None:
        return NOTHING
    return f"−{group(-value)}" if value < 0 else group(value)


def caseload_rate(numerator: int, denominator: int) -> str:
    """A rate of caseload: two decimals, rounded as the agencies print it; empty without a denominator."""
    value = rate(numerator, denominator, 2)
    return "" if value is None else show_decimal(value, 2)
