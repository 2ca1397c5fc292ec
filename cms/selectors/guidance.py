"""Guidance as its owners see it: who may confirm it, what is overdue, what is told."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import GuidanceChange, GuidancePage
from cms.selectors.audience import Asker, keeps, reaching, reads
from hrm.kernel.dates import show_date
from staff.models import User
from staff.registries import DigestSource, News


def is_owner(user: Asker, page: GuidancePage) -> bool:
    """Whether the person is the officer in charge."""
    if not isinstance(user, User) or page.owner_officer_id is None:
        return False
    return bool(page.owner_officer is not None and page.owner_officer.user_id == user.pk)


def may_confirm(user: Asker, page: GuidancePage) -> bool:
    """The officer in charge, and editors of the page, confirm that it holds."""
    if not isinstance(user, User) or not user.is_active or not page.pk:
        return False
    if is_owner(user, page):
        return reads(user, page)
    return bool(page.permissions_for_user(user).can_edit()) and keeps(user, page)


def changes_of(page: GuidancePage) -> QuerySet[GuidanceChange]:
    """Published changes, the newest first."""
    return GuidanceChange.objects.filter(page_id=page.pk) if page.pk else GuidanceChange.objects.none()


def overdue_of(user: Asker) -> Any:
    """Published guidance the person is in charge of and should have looked at, the longest overdue first."""
    if not isinstance(user, User):
        return GuidancePage.objects.none()
    mine = GuidancePage.objects.live().filter(owner_officer__user=user, review_due__lt=localdate())
    return mine.filter(reaching(user)).order_by("review_due", "pk")


def overdue_news(day: date) -> Iterator[News]:
    """Each overdue review once for each due day, to the officer in charge; without one, to the page's author."""
    late = (
        GuidancePage.objects.live().filter(review_due__lt=day).select_related("owner_officer__user", "owner")
    )
    for page in late.order_by("review_due", "pk"):
        officer = page.owner_officer
        told = officer.user if officer is not None else page.owner
        if told is None or not (reads(told, page) or keeps(told, page)):
            continue
        text = _("Guidance to look at again since %(day)s: %(title)s")
        yield News(
            told.pk,
            f"guidance:{page.pk}:{page.review_due.isoformat()}",
            text % {"day": show_date(page.review_due), "title": page.title},
            page.url or reverse("cms:guidance"),
        )


def overdue_summary(count: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext(
        "%(count)d piece of guidance waits to be looked at again.",
        "%(count)d pieces of guidance wait to be looked at again.",
        count,
    )
    return text % {"count": count}, reverse("cms:guidance")


OVERDUE_GUIDANCE = DigestSource("guidance", overdue_news, overdue_summary, order=60)
