"""When a document in the making counts as cut off, and when a kept one may go."""

from datetime import datetime, timedelta


def is_cut_off(*, running: bool, seen_at: datetime | None, now: datetime, seconds: int) -> bool:
    """Whether whoever made it fell silent: it is running, and gave no sign of life for so many seconds."""
    if not running:
        return False
    return seen_at is None or now - seen_at > timedelta(seconds=seconds)


def may_go(*, ended_at: datetime | None, now: datetime, days: int) -> bool:
    """Whether a finished document has been kept its days; one that never ended stays."""
    return ended_at is not None and now - ended_at > timedelta(days=days)
