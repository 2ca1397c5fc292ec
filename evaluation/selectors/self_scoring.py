"""Which windows write a self-score: whoever looks at an older state is told, the own writing never counts."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Self

from django.utils import timezone

from evaluation.models import Evaluation, GeneralPoint

# How the history names what a window wrote.
_MARK = "cua-so:"


@dataclass(frozen=True)
class Window:
    """One opening of the page: a name of its own, and since when it shows what it shows."""

    key: str
    opened: datetime

    def __str__(self) -> str:
        return f"{self.key}@{self.opened.isoformat()}"

    @classmethod
    def open(cls) -> Self:
        """A window opened now."""
        return cls(token_hex(4), timezone.now())

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What the page sent back; None where it is no window of ours."""
        key, _at, moment = text.partition("@")
        try:
            opened = datetime.fromisoformat(moment)
        except ValueError:
            return None
        return cls(key, opened) if key and timezone.is_aware(opened) else None

    @property
    def reason(self) -> str:
        """What the history keeps beside each piece this window wrote."""
        return f"{_MARK}{self.key}"


def overtaken_at(form: Evaluation, window: Window) -> datetime | None:
    """When another window last wrote points or remarks of this form since this one was opened."""
    points = GeneralPoint.history.filter(officer_id=form.officer_id, period=form.period.code)
    moments = []
    for rows in (points, form.history.all()):
        written = rows.filter(history_change_reason__startswith=_MARK, history_date__gt=window.opened)
        others = written.exclude(history_change_reason=window.reason).order_by("-history_date")
        moments.append(others.values_list("history_date", flat=True).first())
    return max((moment for moment in moments if moment is not None), default=None)
