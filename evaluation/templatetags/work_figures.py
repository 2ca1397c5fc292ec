"""Filters that write quantities, shares and verdicts of work given."""

from decimal import Decimal

from django import template

from evaluation.enums import Verdict
from evaluation.reports.work_tables import VERDICT_TONES, share_text
from evaluation.rules.giving import Progress
from evaluation.rules.periods import parse_period
from evaluation.rules.quantities import written_quantity
from evaluation.selectors.shown import NOTHING, exact

register = template.Library()


@register.filter
def quantity(value: Decimal | None) -> str:
    """With a comma; a dash for what is not known."""
    return NOTHING if value is None else written_quantity(value)


@register.filter
def units(value: Decimal | None) -> str:
    """Converted units, four decimals at the most."""
    return exact(value, 4)


@register.filter
def done_share(progress: Progress) -> str:
    """Done over assigned in per cent."""
    return share_text(progress)


@register.filter
def whole_percent(progress: Progress) -> int:
    """For a bar: 0 to 100."""
    return 0 if progress.share is None else min(int(progress.share * 100), 100)


@register.filter
def verdict_tone(value: str) -> str:
    """The colour of a verdict."""
    return VERDICT_TONES[Verdict(value)] if value else "neutral"


@register.filter
def period_title(code: str) -> str:
    """2026-Q3 → Quý III năm 2026."""
    return parse_period(code).title
