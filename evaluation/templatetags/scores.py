"""Filters that write scores the way the forms do."""

from decimal import Decimal

from django import template

from evaluation.forms import written
from evaluation.rules.periods import parse_period
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
def quarter_title(code: str) -> str:
    """The quarter of a code as people say it: 2026-Q3 → "Quý III năm 2026"."""
    return parse_period(code).title


@register.filter
def in_sentence(text: str) -> str:
    """A title that does not begin the sentence: "Quý III năm 2026" → "quý III năm 2026"."""
    return f"{text[:1].lower()}{text[1:]}"


@register.filter
def short_points(value: Decimal) -> str:
    """Without zeros at the end: 2,5."""
    return written(value)
