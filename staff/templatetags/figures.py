"""Numbers and dates as agencies write them: 1.234, 06/2010, and dates known only to the year."""

from datetime import date
from decimal import Decimal
from typing import Literal

from django import template

from hrm.kernel.dates import show_date, show_last_day, show_partial
from hrm.kernel.numbers import group, show_decimal

register = template.Library()


@register.filter
def grouped(number: int | None) -> str:
    """Thousands with dots; a dash for what is not known."""
    return "–" if number is None else group(number)


@register.filter
def coefficient(value: Decimal | None) -> str:
    """A salary coefficient: 4,40; a third decimal only where there is one."""
    if value is None:
        return ""
    return show_decimal(value, 2 if value == round(value, 2) else 3)


@register.filter
def as_known(day: date | None, precision: Literal["day", "month", "year"]) -> str:
    """A date as far as it is known."""
    return show_partial(day, precision)


@register.filter
def last_day(end: date | None) -> str:
    """The last day of something whose `end` is the first day no longer."""
    return show_last_day(end)


@register.filter
def shown_day(day: date | None) -> str:
    """dd/mm/yyyy; nothing for an open end and for what has always held."""
    return show_date(day)
