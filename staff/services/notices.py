"""Telling accounts something inside the system, and reading it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from staff.models import Notice, User

LONGEST_TEXT = 300


@transaction.atomic
def tell(*, users: Iterable[User], key: str, text: str, url: str) -> int:
    """Tell accounts one thing; whoever was told it before (same `key`) is not told again.

    Gives the number of accounts newly told. `url`: a path of this site.
    """
    return tell_all([notice_of(user_id=user.pk, key=key, text=text, url=url) for user in users])


@transaction.atomic
def tell_all(notices: Iterable[Notice]) -> int:
    """Store prepared messages but for those told before; gives how many were new."""
    wanted = {(notice.user_id, notice.key): notice for notice in notices}
    for pair in told_before({key for _user, key in wanted}):
        wanted.pop(pair, None)
    # Someone else may tell the same at this moment: the constraint decides, nobody is told twice.
    Notice.objects.bulk_create(wanted.values(), batch_size=500, ignore_conflicts=True)
    return len(wanted)


def notice_of(*, user_id: int, key: str, text: str, url: str) -> Notice:
    """A message not stored yet; a long text is cut at a word."""
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1].rsplit(" ", 1)[0] + "…"
    return Notice(user_id=user_id, key=key, text=text, url=url)


def told_before(keys: Iterable[str]) -> set[tuple[int, str]]:
    """Account and key of what was told before, among these keys."""
    found: set[tuple[int, str]] = set()
    waiting = sorted(keys)
    for first in range(0, len(waiting), 500):
        rows = Notice.objects.filter(key__in=waiting[first : first + 500]).values_list("user_id", "key")
        found.update(rows)
    return found


@transaction.atomic
def mark_read(*, actor: User, notice_id: int | None = None) -> int:
    """Mark one of the own messages as read, or all; gives how many were unread."""
    mine = Notice.objects.of(actor.pk).unread()
    if notice_id is not None:
        mine = mine.filter(pk=notice_id)
    return int(mine.update(read_at=timezone.now()))


@transaction.atomic
def choose_daily_mail(*, actor: User, wanted: bool) -> None:
    """Whether the account gets the daily e-mail."""
    actor.daily_mail = wanted
    actor.save(update_fields=["daily_mail"])
