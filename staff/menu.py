"""What the personnel screens put into the navigation and on the home page."""

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.access import may, reach_for, rows_for
from staff.models import CorrectionRequest, Officer, Unit
from staff.registries import HomeCard, HomePart, NavItem
from staff.selectors.officers import headline_of
from staff.selectors.staffing import staffing_board


def sees_units(request: HttpRequest) -> bool:
    """Whether the person reaches any unit's figures."""
    return may(request.user, Unit, "view")


def sees_officers(request: HttpRequest) -> bool:
    """Whether the person reaches other people's records, not only the own."""
    if not request.user.has_perm("staff.view_officer"):
        return False
    reach = reach_for(request.user, Officer, "view")
    return reach.everything or bool(reach.unit_ids)


def has_record(request: HttpRequest) -> bool:
    """Whether the account belongs to an officer who may see the own record."""
    return reach_for(request.user, Officer, "view").officer_id is not None and request.user.has_perm(
        "staff.view_officer"
    )


def keeps_records(request: HttpRequest) -> bool:
    """Whether the records console is open to this person: it lies in Wagtail's admin."""
    return request.user.has_perm("wagtailadmin.access_admin") and sees_officers(request)


def sees_corrections(request: HttpRequest) -> bool:
    """Whether the person decides proposed corrections of others; the own ones hang on the own record."""
    return may(request.user, CorrectionRequest, "change")


def gap_card(request: HttpRequest) -> str:
    """The staffing gap of the own reach today, at a glance."""
    if not sees_units(request):
        return ""
    units = set(rows_for(request.user, Unit, "view").values_list("pk", flat=True))
    board = staffing_board(timezone.localdate(), units)
    if not board.rows:
        return ""
    shortest = sorted((row for row in board.rows if (row.own.gap or 0) < 0), key=lambda row: row.own.gap or 0)
    context = {"total": board.total, "rows": board.rows, "shortest": shortest[:3]}
    return render_to_string("staff/cards/gap.html", context, request)


def my_record_card(request: HttpRequest) -> str:
    """Where the officer serves, with the way to the own record."""
    if not has_record(request):
        return ""
    mine = rows_for(request.user, Officer, "view").filter(user_id=request.user.pk).first()
    if mine is None:
        return ""
    context = {"officer": mine, "headline": headline_of(mine, timezone.localdate())}
    return render_to_string("staff/cards/my_record.html", context, request)


# Labels are translated when the page is shown; the registry types them as plain text.
NAV_ITEMS = (
    NavItem(cast(str, _("My record")), "staff:my_record", "user", has_record, order=10),
    NavItem(cast(str, _("Staffing")), "staff:staffing", "board", sees_units, order=20),
    NavItem(cast(str, _("Officers")), "staff:officers", "users", sees_officers, order=22),
    NavItem(
        cast(str, _("Careers and histories")),
        "staff:histories",
        "clock",
        sees_officers,
        order=24,
        group=cast(str, _("Personnel work")),
    ),
    NavItem(
        cast(str, _("Staff quality")),
        "staff:quality",
        "table",
        sees_units,
        order=52,
        group=cast(str, _("Reports")),
    ),
    NavItem(cast(str, _("Records console")), "console_officers:index", "folder", keeps_records, order=85),
)
CORRECTIONS_NAV = NavItem(
    cast(str, _("Proposed corrections")),
    "staff:corrections",
    "inbox",
    sees_corrections,
    order=26,
    group=cast(str, _("Personnel work")),
)
HOME_CARDS = (
    HomeCard("staff-gap", gap_card, order=15, wide=True),
    HomeCard("staff-my-record", my_record_card, order=12, part=HomePart.MINE),
)
