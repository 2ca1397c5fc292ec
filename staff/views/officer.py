"""The page of one officer, and the masked citizen identity number."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from staff.access import require, row_for, rows_for
from staff.models import Officer, User
from staff.registries import officer_tabs
from staff.rules.masking import masked
from staff.selectors.changes import changes_of
from staff.selectors.officers import disclosures_of, is_own, may_touch, may_unmask, record_of
from staff.services.disclosure import disclose_citizen_id

RECORD_TAB = "ho-so"
HISTORY_TAB = "lich-su"


@require_safe
@never_cache
def officer(request: HttpRequest, number: str) -> HttpResponse:
    """The record of an officer in reach, or one's own."""
    return _page(request, row_for(request.user, Officer, "view", number=number))


@require_safe
@never_cache
def my_record(request: HttpRequest) -> HttpResponse:
    """The own record, whatever its number; 404 for an account that belongs to no officer."""
    require(request.user, Officer, "view")
    own = rows_for(request.user, Officer, "view").filter(user_id=request.user.pk).first()
    if own is None:
        raise Http404
    return _page(request, own)


@require_POST
@never_cache
def citizen_id(request: HttpRequest, number: str) -> HttpResponse:
    """Show the citizen identity number in full, and log who saw it."""
    found = row_for(request.user, Officer, "view", number=number)
    viewer = cast(User, request.user)
    if not is_own(viewer, found):
        found = row_for(request.user, Officer, "unmask", number=number)
    full = disclose_citizen_id(actor=viewer, officer=found)
    if getattr(request, "htmx", False):
        context = {"officer": found, "citizen_id": full, "revealed": True}
        return render(request, "staff/_citizen_id.html", context)
    return _page(request, found, revealed=full)


def _page(request: HttpRequest, found: Officer, revealed: str = "") -> HttpResponse:
    viewer = cast(User, request.user)
    tabs = _extra_tabs(request, found)
    current = request.GET.get("tab", "")
    if current != HISTORY_TAB and current not in tabs:
        current = RECORD_TAB
    unmasks, manages = may_unmask(viewer, found), may_touch(viewer, found, "change")
    context: dict[str, Any] = {
        "officer": found,
        "own": is_own(viewer, found),
        "record": record_of(found, timezone.localdate()),
        "citizen_id": revealed or masked(found.citizen_id),
        "revealed": bool(revealed),
        "may_unmask": unmasks,
        "may_manage": manages,
        "current_tab": current,
        "tab_html": tabs.get(current, ("", ""))[1],
        "tabs": _tabs(found, tabs, current),
        "breadcrumbs": _breadcrumbs(viewer, found),
    }
    if current == HISTORY_TAB:
        context["changes"] = changes_of(found, with_private=manages)
    elif unmasks:
        context["disclosures"] = disclosures_of(found)
    return render(request, "staff/officer.html", context)


def _extra_tabs(request: HttpRequest, found: Officer) -> dict[str, tuple[str, str]]:
    """Tabs of other apps that have something for this asker: key → label, HTML."""
    rendered = {
        tab.key: (tab.label, tab.render(request, found))
        for tab in sorted(officer_tabs, key=lambda tab: tab.order)
    }
    return {key: (label, html) for key, (label, html) in rendered.items() if html}


def _tabs(found: Officer, extra: dict[str, tuple[str, str]], current: str) -> list[dict[str, Any]]:
    address = reverse("staff:officer", args=[found.number])
    labels = {
        RECORD_TAB: _("Record"),
        **{key: label for key, (label, _html) in extra.items()},
        HISTORY_TAB: _("Change history"),
    }
    return [
        {"label": label, "url": f"{address}?tab={key}", "active": key == current}
        for key, label in labels.items()
    ]


def _breadcrumbs(viewer: User, found: Officer) -> list[dict[str, str]]:
    if is_own(viewer, found):
        return []
    return [{"label": _("Officers"), "url": reverse("staff:officers")}, {"label": found.full_name}]
