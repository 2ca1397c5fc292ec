"""Words and figures of the pressure board and the what-if: means, indices, before and after."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hrm.kernel.numbers import group
from staff.rules.pressure import Load
from staff.selectors.pressure import Mean, Measured
from staff.selectors.pressure_shown import show_each, show_index

register = template.Library()


@register.simple_tag
def mean_value(mean: Mean, places: int) -> str:
    """The mean per enforcement officer."""
    return show_each(mean.load.each, places)


@register.simple_tag
def mean_hint(mean: Mean) -> str:
    """Numerator and denominator where all the units are in reach; how many units it is of elsewhere."""
    if mean.open:
        return f"{group(mean.load.amount)} / {group(mean.load.officers)}"
    return _("of %(number)s units; single figures are outside your reach") % {"number": group(mean.units)}


@register.simple_tag
def share_words(measured: Measured) -> str:
    """180,5 cases an officer, 1,25 times the mean."""
    return _("%(each)s cases per officer, %(index)s times the mean of the province") % {
        "each": show_each(measured.each, 1),
        "index": show_index(measured.share),
    }


@register.simple_tag
def reading_words() -> str:
    """What the words of the board mean, and that no norm stands behind them."""
    return _(
        "Index = the unit's figure per enforcement officer ÷ the mean of the province (all its units with "
        "figures). High from %(high)s%% of the mean, low up to %(low)s%%, by cases; no norm of cases per "
        "officer exists in law."
    ) % {"high": settings.PRESSURE_HIGH_PERCENT, "low": settings.PRESSURE_LOW_PERCENT}


@register.simple_tag
def per_officer(load: Load | None, places: int) -> SafeString:
    """A load per officer with both numbers below it; a dash where it is not known."""
    if load is None or load.each is None:
        return format_html('<span class="faint">–</span>')
    return format_html(
        '{} <small class="faint nowrap">{} / {}</small>',
        show_each(load.each, places),
        group(load.amount),
        group(load.officers),
    )


@register.filter
def signed(number: Any) -> str:
    """+2, −2, 0: what a move changes."""
    if not number:
        return "0"
    return f"+{group(number)}" if number > 0 else f"−{group(-number)}"
