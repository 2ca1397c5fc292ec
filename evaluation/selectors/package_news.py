"""What the daily digest tells about packages: due within two days, and overdue (art. 26.1.d)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.models import NationalPackage
from evaluation.rules.packages import Urgency
from evaluation.selectors.packages import PackageLine, holders, lines_of
from hrm.kernel.dates import show_date
from staff.access import reach_for
from staff.registries import DigestSource, News


def package_news(day: date) -> Iterator[News]:
    """Each agency and subject once when it comes near, once when it is overdue, to those who make packages."""
    packages = NationalPackage.objects.select_related("unit", "period")
    pressing = [line for line in lines_of(packages, None, day) if line.urgency]
    if not pressing:
        return
    for user in holders("add"):
        reach = reach_for(user, NationalPackage, "add")
        for line in pressing:
            if reach.everything or line.unit.pk in reach.unit_ids:
                yield _news(user.pk, line)


def package_summary(count: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext(
        "%(count)d package for the national database is due or overdue.",
        "%(count)d packages for the national database are due or overdue.",
        count,
    )
    return text % {"count": count}, reverse("evaluation:packages")


def _news(user_id: int, line: PackageLine) -> News:
    details = {"subject": line.subject.title, "unit": line.unit.name, "due": show_date(line.due)}
    text = (
        _("Overdue since %(due)s: package for the national database, %(subject)s, %(unit)s")
        if line.urgency == Urgency.OVERDUE
        else _("Due on %(due)s: package for the national database, %(subject)s, %(unit)s")
    )
    key = f"package:{line.unit.pk}:{line.subject.code}:{line.due}:{line.urgency}"
    return News(user_id, key, text % details, reverse("evaluation:packages"))


PACKAGE_DIGEST: Final = DigestSource("package", package_news, package_summary, order=60)
