"""What the daily digest tells about due dates: the own ones, and those of people in reach."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hrm.kernel.dates import show_date
from staff.models import Officer, User
from staff.registries import DigestSource, News
from staff.rules.due import DueState, Horizon
from staff.selectors.due import HORIZON_LABELS, KIND_LABELS, DueItem, due_items, told_to, whole_scope

DUE_TAB: Final = "den-han"


def due_news(day: date) -> Iterator[News]:
    """Each due date once for each horizon it enters: 12, 6, 3 months, overdue."""
    by_officer: dict[int, list[DueItem]] = defaultdict(list)
    for item in due_items(whole_scope(day)):
        if item.state is DueState.OPEN:
            by_officer[item.person.officer_id].append(item)
    own = dict(Officer.objects.filter(user__isnull=False).values_list("user_id", "pk"))
    for user in User.objects.filter(is_active=True, is_superuser=False).iterator():
        for item in told_to(user, by_officer):
            yield _news(user.pk, item, is_own=own.get(user.pk) == item.person.officer_id)


def due_summary(count: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext(
        "%(count)d due date is new in your units; open the due-date centre.",
        "%(count)d due dates are new in your units; open the due-date centre.",
        count,
    )
    return text % {"count": count}, reverse("staff:due")


def _news(user_id: int, item: DueItem, *, is_own: bool) -> News:
    details = {
        "kind": KIND_LABELS[item.kind],
        "what": item.what,
        "day": show_date(item.due),
        "name": item.person.full_name,
        "number": item.person.number,
    }
    text = (
        _("%(kind)s (%(what)s): due on %(day)s")
        if is_own
        else _("%(name)s (%(number)s): %(kind)s (%(what)s), due on %(day)s")
    )
    if item.horizon is Horizon.OVERDUE:
        text = f"{HORIZON_LABELS[item.horizon]}. {text}"
    page = reverse("staff:my_record") if is_own else reverse("staff:officer", args=[item.person.number])
    return News(user_id, f"due:{item.key}:{item.horizon}", text % details, f"{page}?tab={DUE_TAB}")


DUE_DIGEST: Final = DigestSource("due", due_news, due_summary, order=10)
