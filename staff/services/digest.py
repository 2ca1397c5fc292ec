"""Once a day: tell everyone what is new, and send one e-mail to each who wants it."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hrm.kernel.dates import show_date
from staff.models import Notice, User
from staff.registries import DigestSource, News, digest_sources
from staff.selectors.notices import KEPT_QUIETLY
from staff.services.notices import notice_of, tell_all, told_before

log = logging.getLogger(__name__)

# So many new messages of one source are told one by one; more become one message.
ONE_BY_ONE = 20


@dataclass
class DigestResult:
    """What a run did, or would have done."""

    told: int = 0
    mailed: int = 0
    failed: int = 0


def send_digest(*, day: date, dry_run: bool = False) -> DigestResult:
    """Tell what is new and send the e-mails of the day; a second run on the same day does nothing more."""
    with translation.override("vi"):
        fresh = [notice for source in _sources() for notice in _fresh(source, day)]
        if dry_run:
            return DigestResult(told=len(fresh), mailed=len(_would_get(day, fresh)))
        result = DigestResult(told=tell_all(fresh))
        for user in _wanting_mail(day):
            _mail(user, day, result)
        return result


def _sources() -> list[DigestSource]:
    return sorted(digest_sources, key=lambda source: source.order)


def _fresh(source: DigestSource, day: date) -> list[Notice]:
    """What a source has that was not told yet; many things for one account are summed up in one message."""
    news = {(item.user_id, item.key): item for item in source.collect(day)}
    known = told_before({key for _user, key in news})
    by_user: dict[int, list[News]] = defaultdict(list)
    for pair, item in news.items():
        if pair not in known:
            by_user[item.user_id].append(item)
    return [notice for user_id, items in by_user.items() for notice in _told(source, user_id, items, day)]


def _told(source: DigestSource, user_id: int, items: list[News], day: date) -> list[Notice]:
    notices = [notice_of(user_id=user_id, key=i.key, text=i.text, url=i.url) for i in items]
    if len(items) <= ONE_BY_ONE:
        return notices
    # Each is kept as told, so that tomorrow brings only what is new, but only the sum asks to be read.
    for notice in notices:
        notice.read_at = notice.mailed_at = KEPT_QUIETLY
    text, url = source.summary(len(items), day)
    return [*notices, notice_of(user_id=user_id, key=f"{source.key}:{day.isoformat()}", text=text, url=url)]


def _sent_on(day: date) -> "QuerySet[Notice]":
    start = timezone.make_aware(datetime.combine(day, time.min))
    sent = Notice.objects.filter(mailed_at__gte=start, mailed_at__lt=start + timedelta(days=1))
    return cast("QuerySet[Notice]", sent.order_by())


def _mailed_on(day: date) -> set[int]:
    return set(_sent_on(day).values_list("user_id", flat=True).distinct())


def _readers() -> dict[int, User]:
    """Accounts that want the e-mail and have an address."""
    wanting = User.objects.filter(is_active=True, daily_mail=True).exclude(email="")
    return {user.pk: user for user in wanting}


def _waiting() -> set[int]:
    unmailed = Notice.objects.filter(mailed_at__isnull=True, read_at__isnull=True)
    return set(unmailed.order_by().values_list("user_id", flat=True).distinct())


def _wanting_mail(day: date) -> list[User]:
    """Who gets an e-mail now: something unread and unsent, and none sent on the day yet."""
    readers = _readers()
    return [readers[pk] for pk in sorted(_waiting() - _mailed_on(day)) if pk in readers]


def _would_get(day: date, fresh: Iterable[Notice]) -> set[int]:
    told = {notice.user_id for notice in fresh if notice.read_at is None}
    return ((told | _waiting()) - _mailed_on(day)) & set(_readers())


def _mail(user: User, day: date, result: DigestResult) -> None:
    """Claim the account's unsent messages, then send them; a failure gives them back for the next run."""
    claimed = _claim(user, day)
    if not claimed:
        return
    try:
        send_mail(_subject(len(claimed), day), _body(user, claimed), None, [user.email])
    except Exception:
        # Whatever is wrong with one address must not keep the e-mail from the others.
        log.exception("the daily e-mail to account %s failed", user.pk)
        Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mailed_at=None)
        result.failed += 1
    else:
        result.mailed += 1


@transaction.atomic
def _claim(user: User, day: date) -> list[Notice]:
    """Mark as sent before sending: of two runs at once only one sends."""
    User.objects.select_for_update().get(pk=user.pk)
    if _sent_on(day).filter(user_id=user.pk).exists():
        return []
    claimed = list(Notice.objects.of(user.pk).unread().filter(mailed_at__isnull=True))
    sent = timezone.make_aware(datetime.combine(day, timezone.localtime().time()))
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mailed_at=sent)
    return claimed


def _subject(count: int, day: date) -> str:
    text = ngettext("%(count)d notice on %(day)s", "%(count)d notices on %(day)s", count)
    return text % {"count": count, "day": show_date(day)}


def _body(user: User, notices: list[Notice]) -> str:
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    lines = [_("Dear %(name)s,") % {"name": user}, "", _("New in the system for you:"), ""]
    for notice in notices:
        lines += [f"- {notice.text}", *([f"  {site}{notice.url}"] if notice.url else [])]
    ending = _("You get one e-mail a day at most. To stop it, open %(url)s and switch it off.")
    return "\n".join([*lines, "", ending % {"url": f"{site}/thong-bao/"}, ""])
