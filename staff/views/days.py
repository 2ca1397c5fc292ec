"""The day a screen speaks of: `?at=`, today by default, and what to say when it cannot be read."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from staff.rules.days import read_day


@dataclass(frozen=True)
class AsAt:
    """The day asked for, or what was typed instead of one."""

    day: date | None
    text: str = ""

    @property
    def value(self) -> date | str:
        """What stands in the field."""
        return self.day or self.text

    @property
    def error(self) -> str:
        """Why there is nothing to show."""
        if self.day is not None:
            return ""
        return _("“%(value)s” is not a day; write it like 30/09/2026.") % {"value": self.text}

    @property
    def query(self) -> str:
        """For links to other screens of the same day."""
        return f"at={self.day.isoformat()}" if self.day else ""


def as_at(request: HttpRequest) -> AsAt:
    """Read the day from the address."""
    return named_day(request, "at", timezone.localdate())


def named_day(request: HttpRequest, name: str, default: date) -> AsAt:
    """Read a day under another name, for screens that speak of two."""
    text = request.GET.get(name, "").strip()
    if not text:
        return AsAt(default)
    try:
        return AsAt(read_day(text))
    except ValueError:
        return AsAt(None, text)
