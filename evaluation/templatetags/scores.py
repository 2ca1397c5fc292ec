"""Filters that write scores the way the forms do."""

from decimal import Decimal

from django import template

from evaluation.forms import written
from evaluation.selectors import shown

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """Two decimals, cut."""
    return shown.points(value)


@register.filter
def percent(value: Decimal | None) -> str:
    """A fraction as per cent, two decimals, cut."""
    return shown.percent(value)


@register.filter
def short_points(value: Decimal) -> str:
    """Without zeros at the end: 2,5."""
    return written(value)
