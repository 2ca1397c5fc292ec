"""Due dates as a calendar file."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from hrm.kernel.ics import Event, calendar
from staff.rules.due import DueState
from staff.selectors.due import KIND_LABELS, DueItem

_DOMAIN = "thads"


def due_calendar(items: Iterable[DueItem], now: datetime, address_of: Callable[[DueItem], str]) -> bytes:
    """One all-day event a due date that has to be done; `address_of` gives the page to open."""
    events = [_event(item, address_of(item)) for item in items if item.state is DueState.OPEN]
    return calendar(_("Due dates of personnel work"), events, now)


def _event(item: DueItem, address: str) -> Event:
    person, label = item.person, str(KIND_LABELS[item.kind])
    return Event(
        # The day is not part of it: a due date that moves is the same entry of the calendar.
        uid=f"{item.kind}-{item.row}@{_DOMAIN}",
        day=item.due,
        summary=f"{label}: {person.full_name}",
        description=f"{item.what}\n{item.why}\n{person.number} · {person.unit_name}",
        category=label,
        url=address,
    )
