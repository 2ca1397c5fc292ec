"""What the screens of the books share: tabs, months, units to choose, crumbs."""

from collections.abc import Sequence
from typing import Any, Final, cast

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.models import (
    BookClosing,
    Drive,
    OutsideFigure,
    SpecialFigure,
    SupplementaryReport,
    Target,
)
from evaluation.rules.periods import StatMonth
from staff.access import may, reach_for
from staff.models import Unit, User
from staff.selectors.tree import unit_choices

_TABS: Final[Sequence[tuple[str, Any, type[Model]]]] = (
    ("closings", gettext_lazy("Closing the books"), BookClosing),
    ("supplements", gettext_lazy("Supplementary reports"), SupplementaryReport),
    ("sums", gettext_lazy("Sums"), SpecialFigure),
    ("targets", gettext_lazy("Targets"), Target),
    ("drives", gettext_lazy("Drives"), Drive),
    ("outside", gettext_lazy("Reconciliation"), OutsideFigure),
)


def tabs(request: HttpRequest, active: str) -> list[dict[str, Any]]:
    """The pages of the books this person may open."""
    return [
        {"label": label, "url": reverse(f"evaluation:{name}"), "active": name == active}
        for name, label, model in _TABS
        if name == active or may(request.user, model, "view")
    ]


def first_page(request: HttpRequest) -> str | None:
    """The first page of the books this person may open."""
    pages = (name for name, _label, model in _TABS if may(request.user, model, "view"))
    return next(pages, None)


def chosen_month(request: HttpRequest, months: Sequence[StatMonth]) -> StatMonth | None:
    """The month asked for, else the newest."""
    asked = request.GET.get("thang", "")
    return next((month for month in months if code_of(month) == asked), months[0] if months else None)


def code_of(month: StatMonth) -> str:
    """A month as addresses write it: 2026-9."""
    return f"{month.year}-{month.months}"


def month_choices(months: Sequence[StatMonth]) -> list[tuple[str, str]]:
    """Months to choose from."""
    return [(code_of(month), month.title) for month in months]


def units_for(request: HttpRequest, model: type[Model], action: str) -> list[tuple[str, str]]:
    """(code, name) of units open today for which the person may do the action, as one reads the tree."""
    user = cast(User, request.user)
    if not user.has_perm(f"evaluation.{action}_{model._meta.model_name}"):
        return []
    return unit_choices(timezone.localdate(), unit_ids(request, model, action))


def unit_ids(request: HttpRequest, model: type[Model], action: str) -> frozenset[int]:
    """Ids of the units in reach for an action."""
    reach = reach_for(request.user, model, action)
    return frozenset(Unit.objects.within(reach).values_list("pk", flat=True))


def crumbs(name: str = "", label: str = "", last: str = "") -> list[dict[str, Any]]:
    """The way to a page of the books."""
    found: list[dict[str, Any]] = [{"label": _("Statistical books"), "url": reverse("evaluation:books")}]
    if name:
        found.append({"label": label, "url": reverse(f"evaluation:{name}")})
    if last:
        found.append({"label": last})
    return found


def actor(request: HttpRequest) -> User:
    """Who is signed in; the middleware lets nobody else in."""
    return cast(User, request.user)
