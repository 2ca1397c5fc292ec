"""What the daily digest tells of directives: new ones, deadlines in three days, deadlines that passed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import Directive, DirectiveVersion
from cms.selectors.directive_readers import Count, counts
from hrm.kernel.dates import show_date
from staff.models import User
from staff.registries import News

# A version is news for a month; whoever comes to the unit later finds it in the list and among what waits.
NEW_FOR: Final = timedelta(days=30)
SOON: Final = timedelta(days=3)


def directive_news(day: date) -> Iterator[News]:
    """Each thing once for each account: the version is new, its deadline is near, its deadline has passed."""
    current = Directive.objects.not_over_on(day).filter(published_at__isnull=False)
    newest = DirectiveVersion.objects.filter(directive__in=current)
    active = set(User.objects.filter(is_active=True).values_list("pk", flat=True))
    asked = counts(newest.asked().order_by("pk"), day)
    told_only = counts(newest.filter(asks=False, published_at__date__gt=day - NEW_FOR).order_by("pk"), day)
    for count in (*asked, *told_only):
        texts = _texts(count.version, day)
        url = reverse("cms:directive", args=[count.version.directive_id])
        for user_id in _missing(count) & active:
            for key, text in texts:
                yield News(user_id, f"directive:{count.version.pk}:{key}", text, url)


def directive_summary(count: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext(
        "%(count)d directive has news for you; open the list.",
        "%(count)d directives have news for you; open the list.",
        count,
    )
    return text % {"count": count}, f"{reverse('cms:directives')}?waiting=1"


def _missing(count: Count) -> set[int]:
    """Accounts of those who have not confirmed (all of them where nobody is asked to)."""
    return {r.person.user_id for r in count.readers if r.at is None and r.person.user_id is not None}


def _texts(version: DirectiveVersion, day: date) -> list[tuple[str, str]]:
    """Key and text of what a version has to tell on a day."""
    told = {"symbol": version.directive.symbol, "title": version.directive.title}
    found = []
    if localdate(version.published_at) > day - NEW_FOR:
        new = _("New directive %(symbol)s: %(title)s")
        again = _("New version of %(symbol)s: %(title)s")
        found.append(("new", (new if version.number == 1 else again) % told))
    deadline = version.acknowledge_by
    if version.asks and deadline is not None:
        told["day"] = show_date(deadline)
        if day <= deadline <= day + SOON:
            found.append(("soon", _("Confirm %(symbol)s by %(day)s: %(title)s") % told))
        elif deadline < day:
            text = _("Overdue since %(day)s: confirm %(symbol)s, %(title)s")
            found.append(("late", text % told))
    return found
