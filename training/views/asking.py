"""What a request says and what every answer needs: who acts, the year and unit of an address, a workbook."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from staff.access import Forbidden, may, row_for, rows_for
from staff.models import Unit, User
from staff.selectors.tree import unit_choices
from training.forms.catalogue import range_of_year
from training.reports.exports import CONTENT_TYPE


def actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def require_any(request: HttpRequest, model: type[Model], action: str) -> None:
    """Refuse with 403 who lacks the verb, or has it but reaches nothing."""
    if not may(request.user, model, action):
        raise Forbidden


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    """The way here from the list of sessions: (label, address), the last one without an address."""
    first = {"label": _("Training"), "url": reverse("training:sessions")}
    return [first, *({"label": label, "url": url} if url else {"label": label} for label, url in more)]


@dataclass(frozen=True)
class AskedYear:
    """The year of an address, and what is wrong with what was typed."""

    year: int
    error: str


def asked_year(request: HttpRequest) -> AskedYear:
    """Read `?year=`; this year without one."""
    return AskedYear(*range_of_year(request.GET.get("year", ""), _this_year()))


def units_in_reach(request: HttpRequest) -> set[int]:
    """Units whose figures the person sees."""
    return set(rows_for(request.user, Unit, "view").values_list("pk", flat=True))


def unit_list(request: HttpRequest, at: date) -> list[tuple[str, str]]:
    """Units in reach to choose from, in the order of the tree."""
    return unit_choices(at, units_in_reach(request))


def chosen_units(request: HttpRequest) -> set[int]:
    """The unit of `?unit=` if it is in reach (else 404); all units in reach without one."""
    code = request.GET.get("unit", "")
    if not code:
        return units_in_reach(request)
    unit: Any = row_for(request.user, Unit, "view", code=code)
    return {unit.pk}


def _this_year() -> int:
    return timezone.localdate().year
