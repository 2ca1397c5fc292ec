"""Figures of the training boards."""

from decimal import Decimal

from django import template

from training.tables import shown_mean

register = template.Library()


@register.filter
def one_decimal(value: Decimal | None) -> str:
    """One decimal with a comma; a dash for what is not known."""
    return shown_mean(value)
