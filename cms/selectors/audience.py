"""Who reads a page and who keeps it. Everything that lists, finds, serves or edits pages asks here."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.timezone import localdate
from wagtail.models import Page

from cms.models import GuidancePage, NewsPage, PageTarget
from cms.querysets.audience import reached, wholly_within
from hrm.kernel.numbers import row_key
from staff.access import ReachCode, serving_in, serving_of, unit_ids_for
from staff.models import Posting, Unit, User
from staff.querysets import open_on

Asker = User | AnonymousUser
_NATIONAL_CACHE = "_publishes_to_everyone"


def reaching(user: Asker) -> Q:
    """Pages this person may read: meant for them, or for units whose content they see or keep."""
    if not isinstance(user, User) or not user.is_active:
        return Q(pk__in=[])
    if user.is_superuser:
        return Q()
    looked_after = (unit_ids_for(user, ReachCode.VIEW_CONTENT) or frozenset()) | _kept_units(user)
    return _rows(reached(PageTarget, serving_of(user), looked_after))


def keeping(user: Asker) -> Q:
    """Pages this person may keep in Wagtail's screens: nobody outside the own reach reads them.

    The frame (home and sections) has no targets and is everyone's; page permissions decide there.
    """
    if not isinstance(user, User) or not user.is_active:
        return Q(pk__in=[])
    if user.is_superuser:
        return Q()
    mine = wholly_within(PageTarget, _kept_units(user), everyone=publishes_to_everyone(user))
    return _rows(~Q(content_type__in=_targeted_types()) | mine)


def reads(user: Asker, page: Page) -> bool:
    """Whether a stored page reaches the person."""
    return bool(Page.objects.filter(reaching(user), pk=page.pk).exists())


def keeps(user: Asker, page: Page) -> bool:
    """Whether a stored page is in the person's keeping."""
    return bool(Page.objects.filter(keeping(user), pk=page.pk).exists())


def keeps_all(user: Asker, page_ids: Iterable[object]) -> bool:
    """Whether every page named by these ids is in the person's keeping; what is no id names none."""
    ids = {key for pk in page_ids if (key := row_key(str(pk))) is not None}
    return not Page.objects.filter(pk__in=ids).exclude(keeping(user)).exists()


def reads_or_keeps_all(user: Asker, page_ids: Iterable[object]) -> bool:
    """The same for pages one only points to: what one may read is enough."""
    ids = {key for pk in page_ids if (key := row_key(str(pk))) is not None}
    return not Page.objects.filter(pk__in=ids).exclude(keeping(user) | reaching(user)).exists()


def publishes_to_everyone(user: User) -> bool:
    """Whether the person may publish without naming a unit (settings.PUBLISH_TO_EVERYONE)."""
    if user.is_superuser:
        return True
    kept: dict[str, Any] = user.__dict__
    if _NATIONAL_CACHE not in kept:
        units = _kept_units(user)
        free = settings.PUBLISH_TO_EVERYONE == "any" and bool(units)
        kept[_NATIONAL_CACHE] = free or (bool(units) and "national" in serving_in(units).levels)
    answer: bool = kept[_NATIONAL_CACHE]
    return answer


def units_to_publish_to(user: User) -> Any:
    """Units of today an editor may name as an audience, by name."""
    ids = unit_ids_for(user, ReachCode.MANAGE_CONTENT)
    units = Unit.objects.filter(open_on(localdate()))
    return (units if ids is None else units.filter(pk__in=ids)).order_by("name", "pk")


def default_audience(user: User) -> Unit | None:
    """For whom an editor writes unless told otherwise: the agency at the top of the own branch that is in reach."""
    offered = {unit.pk: unit for unit in units_to_publish_to(user)}
    posting = (
        Posting.objects.primary().at(localdate()).filter(officer__user=user).select_related("unit").first()
    )
    here: Unit | None = posting.unit if posting else None
    found: Unit | None = None
    while here is not None:
        found = offered.get(here.pk, found)
        here = here.parent
    return found or next(iter(offered.values()), None)


def closed_units(page: Page) -> list[Unit]:
    """Units a page is meant for that exist no longer."""
    today = localdate()
    units = getattr(page.specific, "target_units", [])
    return [unit for unit in units if unit.end is not None and unit.end <= today]


def _rows(condition: Q) -> Q:
    """The condition as a list of keys: Wagtail's search understands no other condition over other tables."""
    return Q(pk__in=Page.objects.filter(condition).order_by().values("pk"))


def _kept_units(user: User) -> frozenset[int]:
    return unit_ids_for(user, ReachCode.MANAGE_CONTENT) or frozenset()


def _targeted_types() -> list[ContentType]:
    return list(ContentType.objects.get_for_models(NewsPage, GuidancePage).values())
