"""What the screens of emulation share: the year of the address, units in reach, breadcrumbs, answers with files."""

from datetime import date
from typing import Any, Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from evaluation.selectors.emulation.candidates import units_seen
from evaluation.services.emulation.proposals import FIRST_YEAR
from staff.models import User
from staff.selectors.tree import Tree

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def known_year(year: int) -> tuple[int, date]:
    """The year of the address and today; 404 for a year that no board can have."""
    today = localdate()
    if not FIRST_YEAR <= year <= today.year:
        raise Http404
    return year, today


def reached(request: HttpRequest, action: str = "view") -> frozenset[int] | None:
    """Units whose proposals the person may see or make (None: all); 404 for who reaches none."""
    units = units_seen(request.user, action)
    if units is not None and not units:
        raise Http404
    return units


def unit_choices_of(tree: Tree, units: frozenset[int] | None, day: date) -> list[tuple[str, str]]:
    """Open units in reach, as one reads the tree."""
    shown = tree.in_tree_order(tree.open_below(None, day))
    return [
        (node.code, "\u2003" * depth + node.name)
        for node, depth in shown
        if units is None or node.id in units
    ]


def crumbs(year: int | None, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way here from the board: (label, address), the last one without an address."""
    found = [{"label": _("Emulation and awards"), "url": reverse("evaluation:emulation")}]
    if year is not None:
        found.append({"label": str(year), "url": reverse("evaluation:emulation_year", args=[year])})
    for label, url in more:
        found.append({"label": label, "url": url} if url else {"label": label})
    return found


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A document to read; nothing on the way may keep a copy."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def year_tabs(request: HttpRequest, year: int, active: str, *, sessions: bool) -> list[dict[str, Any]]:
    """The screens of one year."""
    entries = [
        ("board", _("Board"), "evaluation:emulation_year"),
        ("proposals", _("Proposals"), "evaluation:award_proposals"),
    ]
    if sessions:
        entries.append(("sessions", _("Council"), "evaluation:council_sessions"))
    return [
        {"label": label, "url": reverse(name, args=[year]), "active": key == active}
        for key, label, name in entries
    ]
