"""The page of one officer, and masked fields shown in full."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from staff.access import require, row_for, rows_for
from staff.kinds import Chapter
from staff.models import CorrectionRequest, Officer, User
from staff.selectors.masked import CITIZEN_ID, GROUPS, RELATIONS, MaskedGroup
from staff.selectors.officers import headline_of, is_own, may_touch, may_unmask, photo_of, tables_open
from staff.services.disclosure import disclose
from staff.views.days import as_at
from staff.views.officer_tabs import RECORD_TAB, Page, parts_of_group, tab_context, tabs_of


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
def officer_reveal(request: HttpRequest, number: str, what: str) -> HttpResponse:
    """Show a group of masked fields in full, and log who saw it."""
    found = row_for(request.user, Officer, "view", number=number)
    viewer = cast(User, request.user)
    if not is_own(viewer, found):
        found = row_for(request.user, Officer, "unmask", number=number)
    group = GROUPS.get(what)
    if group is None:
        raise Http404
    page = _asked(request, found)
    if group is not CITIZEN_ID and not parts_of_group(page, group):
        raise Http404
    if disclose(actor=viewer, officer=found, group=group):
        page = _asked(request, found, revealed=group)
    if getattr(request, "htmx", False):
        return _part(request, page, group)
    return _shown(request, page, Chapter.FAMILY.value if group is RELATIONS else RECORD_TAB)


def _part(request: HttpRequest, page: Page, group: MaskedGroup) -> HttpResponse:
    """Only what was asked for, to be put in place of its masked form."""
    context = {"officer": page.officer, "page": page, "may_unmask": True, "may_propose": _may_propose(page)}
    if group is CITIZEN_ID:
        return render(request, "staff/_citizen_id.html", context)
    part = parts_of_group(page, group)[0]
    if group is RELATIONS:
        return render(request, "staff/_kind.html", context | {"part": part})
    return render(request, "staff/_profile_block.html", context | {"block": part})


def _page(request: HttpRequest, found: Officer) -> HttpResponse:
    return _shown(request, _asked(request, found), request.GET.get("tab", ""))


def _asked(request: HttpRequest, found: Officer, revealed: MaskedGroup | None = None) -> Page:
    viewer, asked = cast(User, request.user), as_at(request)
    return Page(
        request=request,
        viewer=viewer,
        officer=found,
        asked=asked,
        day=asked.day or timezone.localdate(),
        own=is_own(viewer, found),
        tables=tables_open(viewer, found, "view"),
        revealed=revealed,
    )


def _shown(request: HttpRequest, page: Page, wanted: str) -> HttpResponse:
    viewer, found = page.viewer, page.officer
    tabs = tabs_of(page)
    current = wanted if wanted in {tab.key for tab in tabs} else RECORD_TAB
    context: dict[str, Any] = {
        "page": page,
        "officer": found,
        "own": page.own,
        "as_at": page.asked,
        "headline": headline_of(found, page.day),
        "photo": photo_of(viewer, found),
        "may_unmask": may_unmask(viewer, found),
        "may_manage": may_touch(viewer, found, "change"),
        "may_propose": _may_propose(page),
        "waiting": _waiting(viewer, found) if page.own else 0,
        "current_tab": current,
        "tabs": [
            {"label": tab.label, "url": page.address(tab.key), "active": tab.key == current} for tab in tabs
        ],
        "breadcrumbs": _breadcrumbs(page),
    }
    if page.asked.day is not None:
        context |= tab_context(page, next(tab for tab in tabs if tab.key == current), context)
    return render(request, "staff/officer.html", context)


def _may_propose(page: Page) -> bool:
    """Whether the asker may propose corrections of this record: only of the own one."""
    return page.own and page.viewer.has_perm("staff.add_correctionrequest")


def _waiting(viewer: User, found: Officer) -> int:
    """Own proposals that nobody decided yet."""
    mine = rows_for(viewer, CorrectionRequest, "view").filter(officer=found, state="waiting")
    return int(mine.count())


def _breadcrumbs(page: Page) -> list[dict[str, str]]:
    if page.own:
        return []
    return [
        {"label": _("Officers"), "url": reverse("staff:officers")},
        {"label": page.officer.full_name},
    ]
