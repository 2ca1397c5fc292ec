"""Quantities of products as people type them: comma or dot as decimal mark, dots between thousands."""

import re
from decimal import Decimal
from typing import Final

from hrm.kernel.numbers import NumberError, Reason, cut, parse_decimal, show_decimal

MOST: Final = Decimal(10_000)
"""More products than this nobody makes in a quarter: a slip of the pen."""
PLACES: Final = 4
"""Decimals of a share of a joint product (article 18.1.c of Decree 335/2025)."""

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")


def parse_quantity(text: str) -> Decimal:
    """A quantity from 0 to `MOST` with four decimals at the most; NumberError for anything else."""
    typed = text.strip()
    value = parse_decimal(typed.replace(".", "") if _THOUSANDS.fullmatch(typed) else typed)
    if value < 0:
        raise NumberError(Reason.NEGATIVE, text)
    if value > MOST:
        raise NumberError(Reason.TOO_LARGE, text)
    if cut(value, PLACES) != value:
        raise NumberError(Reason.FRACTION, text)
    return value


def written_quantity(value: Decimal | None) -> str:
    """With a comma, without zeros at the end; empty for what is not known."""
    if value is None:
        return ""
    shown = show_decimal(value, 10)
    return shown.rstrip("0").rstrip(",") if "," in shown else shown
