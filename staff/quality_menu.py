"""What data quality, pledges and declarations put into the navigation, the home page and the officer page."""

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.access import may, rows_for
from staff.menu import sees_officers
from staff.models import Officer, PledgePlan, QualityCampaign
from staff.registries import HomeCard, HomePart, NavItem, OfficerTab, home_cards, nav_items, officer_tabs
from staff.selectors.completeness import own_standing
from staff.selectors.officers import is_own
from staff.selectors.pledges import texts_waiting_for

TAB = "day-du"
_NAMED = 5


def sees_quality(request: HttpRequest) -> bool:
    """Whether the person follows how complete the records of some unit are."""
    return may(request.user, QualityCampaign, "view")


def sees_pledges(request: HttpRequest) -> bool:
    """Whether the person follows the pledges of some unit."""
    return may(request.user, PledgePlan, "view")


def sees_duties(request: HttpRequest) -> bool:
    """Whether the person sees other people's declaration duties."""
    return sees_officers(request) and request.user.has_perm("staff.view_pledgeplan")


def gaps_card(request: HttpRequest) -> str:
    """What the own record still lacks; nothing once it is complete."""
    mine = _own_officer(request)
    record = own_standing(timezone.localdate(), mine) if mine else None
    if record is None or record.complete:
        return ""
    context = {"record": record, "named": record.missing[:_NAMED], "tab": TAB}
    return render_to_string("staff/cards/gaps.html", context, request)


def pledge_card(request: HttpRequest) -> str:
    """Texts that wait for the own pledge."""
    mine = _own_officer(request)
    if mine is None or not request.user.has_perm("staff.add_pledge"):
        return ""
    today = timezone.localdate()
    texts = texts_waiting_for(mine, today)
    if not texts:
        return ""
    return render_to_string("staff/cards/pledges.html", {"texts": texts, "today": today}, request)


def completeness_tab(request: HttpRequest, officer: Officer) -> str:
    """The field list of one officer with what is missing."""
    if not sees_completeness(request, officer):
        return ""
    record = own_standing(timezone.localdate(), officer)
    context = {"record": record, "officer": officer}
    return render_to_string("staff/campaigns/tab.html", context, request)


def sees_completeness(request: HttpRequest, officer: Officer) -> bool:
    """The person, and those who follow the records of the officer's unit."""
    if is_own(request.user, officer):  # type: ignore[arg-type]  # nobody else comes past the sign-in
        return True
    if not sees_quality(request):
        return False
    return rows_for(request.user, Officer, "view").filter(pk=officer.pk).exists()


def _own_officer(request: HttpRequest) -> Officer | None:
    found: Officer | None = rows_for(request.user, Officer, "view").filter(user_id=request.user.pk).first()
    return found


_GROUP = cast(str, _("Personnel work"))
NAV_ITEMS = (
    NavItem(
        cast(str, _("Data quality")),
        "staff:data_quality",
        "table",
        sees_quality,
        order=46,
        prefix=("/nhan-su/du-lieu/", "/nhan-su/chien-dich/"),
        group=_GROUP,
    ),
    NavItem(cast(str, _("Pledges")), "staff:pledge_plans", "form", sees_pledges, order=47, group=_GROUP),
    NavItem(
        cast(str, _("Asset declarations")), "staff:asset_duties", "list", sees_duties, order=48, group=_GROUP
    ),
)
HOME_CARDS = (
    HomeCard("staff-pledges", pledge_card, order=5, part=HomePart.WAITING),
    HomeCard("staff-gaps", gaps_card, order=14, part=HomePart.MINE),
)
OFFICER_TABS = (OfficerTab(TAB, cast(str, _("Completeness")), completeness_tab, sees_completeness, order=70),)


def connect_quality() -> None:
    """Register all of it; called once at start."""
    nav_items.extend(NAV_ITEMS)
    home_cards.extend(HOME_CARDS)
    officer_tabs.extend(OFFICER_TABS)
