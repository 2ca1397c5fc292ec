"""Messages to one account: the own ones, and nobody else's."""

from datetime import UTC, datetime
from typing import Final, cast

from django.db.models import F, QuerySet

from staff.models import Notice, User

# Read and sent at this moment: kept only so that the same is not told again, shown to nobody.
KEPT_QUIETLY: Final = datetime(1970, 1, 1, tzinfo=UTC)


def notices_of(user: User) -> QuerySet[Notice]:
    """The account's messages: unread first, then the newest."""
    mine = Notice.objects.of(user.pk).exclude(read_at=KEPT_QUIETLY)
    return cast("QuerySet[Notice]", mine.order_by(F("read_at").asc(nulls_first=True), "-created_at", "-pk"))


def unread_count(user: User) -> int:
    """How many of them were not read yet."""
    return int(Notice.objects.of(user.pk).unread().count())
