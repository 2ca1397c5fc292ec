"""Reads decimals that fit their column; what was typed is never rounded on the way in."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext as _

from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader

MOST_INSTANCES: Final = 32_767
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")


@dataclass(frozen=True)
class Places:
    """How many digits a column holds before and after the decimal mark."""

    whole: int
    decimals: int


def places_of(model: type[Model], name: str) -> Places:
    """What the column that keeps a number can hold."""
    column: Any = model._meta.get_field(name)
    return Places(column.max_digits - column.decimal_places, column.decimal_places)


def read_quantity(reader: Reader, cell: Cell, places: Places) -> Decimal | None:
    """A number of 0 or more that fits; None when empty or refused."""
    value = reader.decimal(cell)
    if value is None:
        return None
    if isinstance(cell.value, float):
        # A computed cell such as =1/3 carries all the digits of a binary number; typed text does not.
        value = round(value, places.decimals)
    if value < 0:
        reader.error(cell, _("a negative number; expected 0 or more"))
    elif value >= 10**places.whole:
        reader.error(
            cell, _("the number is too large; expected less than %(most)s") % {"most": 10**places.whole}
        )
    elif value != round(value, places.decimals):
        message = _("too many decimals; expected at most %(places)s")
        reader.error(cell, message % {"places": places.decimals})
    else:
        return value
    return None


def read_amount(reader: Reader, cell: Cell, places: Places) -> Decimal | None:
    """A quantity of products: like a count, dots in groups of three are thousands; it may be a fraction."""
    if isinstance(cell.value, str) and _THOUSANDS.fullmatch(cell.shown):
        cell = replace(cell, value=cell.shown.replace(".", ""))
    return read_quantity(reader, cell, places)


def read_instances(reader: Reader, cell: Cell) -> int:
    """How often something happened; an empty cell is 0."""
    value = reader.count(cell) or 0
    if value > MOST_INSTANCES:
        reader.error(
            cell, _("the number is too large; expected less than %(most)s") % {"most": MOST_INSTANCES + 1}
        )
        return 0
    return value
