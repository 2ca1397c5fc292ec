"""Names and tones of due dates in templates."""

from django import template

from staff.rules.due import Horizon
from staff.selectors.due import HORIZON_LABELS, KIND_LABELS, STATE_LABELS, DueItem

register = template.Library()
_TONES = {Horizon.OVERDUE: "danger", Horizon.MONTHS_3: "warning", Horizon.MONTHS_6: "info"}


@register.filter
def kind_label(item: DueItem) -> str:
    """What kind of due date it is."""
    return str(KIND_LABELS[item.kind])


@register.filter
def horizon_label(item: DueItem) -> str:
    """How near it is."""
    return str(HORIZON_LABELS[item.horizon])


@register.filter
def horizon_tone(item: DueItem) -> str:
    """The tone of its badge; the words say the same."""
    return _TONES.get(item.horizon, "neutral")


@register.filter
def state_label(item: DueItem) -> str:
    """Whether it has to be done."""
    return str(STATE_LABELS[item.state])
