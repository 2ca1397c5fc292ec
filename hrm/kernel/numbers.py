"""Exact numbers: reading them from cells, rounding, and showing them the Vietnamese way."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Final

LARGEST_COUNT: Final = 2**31 - 1
LARGEST_DONG: Final = 2**63 - 1
LARGEST_DECIMAL: Final = Decimal(10) ** 15

_LONGEST_KEY: Final = 18

_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+")
_AMOUNT = re.compile(rf"({_WHOLE.pattern})(?:,([0-9]+))?")
_DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_EXACT = Context(prec=400)


class Reason(StrEnum):
    """Why a cell is not the number it should be."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    GROUPING = "grouping"
    FRACTION = "fraction"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"


class NumberError(ValueError):
    """A value that cannot be read as the number asked for."""

    def __init__(self, reason: Reason, value: object) -> None:
        super().__init__(f"{reason}: {value!r}")
        self.reason = reason


def row_key(text: str) -> int | None:
    """The key of a row as an address or a form sends it; None for what is none, or fits no database."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_KEY else None


def parse_count(v: object) -> int:
    """A whole number, 0 or more; in text, dots only between groups of three."""
    number = Decimal(_grouped(v)) if isinstance(v, str) else _of_cell(v)
    return _whole(number, v, LARGEST_COUNT)


def parse_dong(v: object) -> int:
    """An amount in đồng, whole, 0 or more."""
    return _whole(_amount(v), v, LARGEST_DONG)


def parse_thousand_dong(v: object) -> int:
    """An amount in nghìn đồng (up to three decimals), returned in đồng."""
    return _whole(_EXACT.multiply(_amount(v), Decimal(1000)), v, LARGEST_DONG)


def parse_decimal(v: object) -> Decimal:
    """A number with a comma or a dot as decimal mark; it may be negative."""
    if not isinstance(v, str):
        return _in_range(_of_cell(v), v)
    text = _text(v)
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text)
    if not _DECIMAL.fullmatch(digits):
        raise NumberError(Reason.NOT_A_NUMBER, v)
    return _in_range(Decimal(sign + digits.replace(",", ".")), v)


def group(n: int) -> str:
    """Thousands with dots: 1234567 → 1.234.567."""
    return f"{n:,}".replace(",", ".")


def cut(value: Decimal, places: int) -> Decimal:
    """Cut after `places` decimals, never rounded up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN, context=_EXACT)


def show_decimal(value: Decimal, places: int) -> str:
    """Cut and shown with a decimal comma: 89.995 → 89,99."""
    shortened = cut(value, places)
    shown = f"{abs(shortened) if shortened == 0 else shortened:,f}"
    return shown.translate(str.maketrans(",.", ".,"))


def rate(numerator: Decimal | int, denominator: Decimal | int, places: int) -> Decimal | None:
    """Percent, rounded half up; None where there is nothing to divide by."""
    if denominator == 0:
        return None
    percent = _EXACT.divide(Decimal(numerator) * 100, Decimal(denominator))
    return percent.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)


def _text(v: str) -> str:
    text = v.replace("\u2212", "-").strip()
    if not text:
        raise NumberError(Reason.EMPTY, v)
    return text


def _of_cell(v: object) -> Decimal:
    """The value of a number cell, at the 15 digits a spreadsheet itself holds and shows."""
    if v is None:
        raise NumberError(Reason.EMPTY, v)
    if isinstance(v, bool) or not isinstance(v, int | float | Decimal):
        raise NumberError(Reason.NOT_A_NUMBER, v)
    number = Decimal(f"{v:.15g}") if isinstance(v, float) else Decimal(v)
    if not number.is_finite():
        raise NumberError(Reason.NOT_A_NUMBER, v)
    return number


def _grouped(v: str) -> str:
    """The digits of a whole number written with or without thousands dots."""
    text = _text(v)
    digits = text.removeprefix("-")
    if not _WHOLE.fullmatch(digits):
        raise NumberError(_why(digits), v)
    return text.replace(".", "")


def _amount(v: object) -> Decimal:
    """An amount of money: a number cell, or text with a decimal comma."""
    if not isinstance(v, str):
        return _of_cell(v)
    text = _text(v)
    written = _AMOUNT.fullmatch(text.removeprefix("-"))
    if written is None:
        raise NumberError(_why(text.removeprefix("-")), v)
    whole, decimals = written.groups()
    sign = "-" if text[0] == "-" else ""
    return Decimal(f"{sign}{whole.replace('.', '')}.{decimals or 0}")


def _why(digits: str) -> Reason:
    if re.fullmatch(r"[0-9.]*,[0-9]+", digits):
        return Reason.FRACTION
    return Reason.GROUPING if re.fullmatch(r"[0-9][0-9.,]*", digits) else Reason.NOT_A_NUMBER


def _whole(number: Decimal, v: object, largest: int) -> int:
    if number < 0:
        raise NumberError(Reason.NEGATIVE, v)
    if number > largest:
        raise NumberError(Reason.TOO_LARGE, v)
    if number != number.to_integral_value():
        raise NumberError(Reason.FRACTION, v)
    return int(number)


def _in_range(number: Decimal, v: object) -> Decimal:
    if abs(number) >= LARGEST_DECIMAL:
        raise NumberError(Reason.TOO_LARGE, v)
    return number
