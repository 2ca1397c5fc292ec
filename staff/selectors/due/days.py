"""Last days: a stored `end` is the first day no longer, what falls due does so the day before."""

from datetime import date, timedelta


def before(end: date) -> date:
    """The last day of what ends on `end` (exclusive)."""
    return end - timedelta(days=1)
