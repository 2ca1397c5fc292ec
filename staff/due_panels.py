"""Due dates in the navigation, on the home page and on the officer page."""

from datetime import date
from typing import Final, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.access import may, rows_for
from staff.menu import has_record, sees_officers
from staff.models import Officer, Posting
from staff.registries import (
    HomeCard,
    HomePart,
    NavItem,
    OfficerTab,
    digest_sources,
    home_cards,
    nav_items,
    officer_tabs,
)
from staff.rules.days import read_day
from staff.rules.due import NEAR, DueState
from staff.selectors.due import HORIZON_LABELS, due_items, everything, follows_units, scope_of
from staff.services.due_news import DUE_DIGEST

_OWN_SHOWN: Final = 5


def sees_due_dates(request: HttpRequest) -> bool:
    """Whether the person reaches others and has to follow their due dates."""
    return sees_officers(request) and follows_units(request.user)


def due_card(request: HttpRequest) -> str:
    """For personnel and leaders: how much falls due in their units, by horizon."""
    if not sees_due_dates(request):
        return ""
    found = everything(due_items(scope_of(request.user, timezone.localdate())))
    figures = [
        {"label": HORIZON_LABELS[near], "count": found.counts[near], "horizon": near.value} for near in NEAR
    ]
    return render_to_string("staff/due/card.html", {"figures": figures, "sum": found}, request)


def own_due_card(request: HttpRequest) -> str:
    """The nearest own due dates."""
    if not has_record(request):
        return ""
    mine = rows_for(request.user, Officer, "view").filter(user_id=request.user.pk).first()
    if mine is None:
        return ""
    items = due_items(scope_of(request.user, timezone.localdate(), mine))
    shown = [item for item in items if item.state is DueState.OPEN]
    context = {"items": shown[:_OWN_SHOWN], "more": len(shown) - _OWN_SHOWN}
    return render_to_string("staff/due/own_card.html", context, request) if shown else ""


def has_due_tab(request: HttpRequest, officer: Officer) -> bool:
    """Whether it is the own page, or the asker may read the tables due dates come from."""
    return officer.user_id == request.user.pk or may(request.user, Posting, "view")


def due_tab(request: HttpRequest, officer: Officer) -> str:
    """All due dates of one officer as at the day of the page: blocked, exempt and far ones too."""
    items = due_items(scope_of(request.user, _day(request), officer, later=True))
    return render_to_string("staff/due/tab.html", {"items": items}, request)


def _day(request: HttpRequest) -> date:
    try:
        return read_day(request.GET.get("at", ""))
    except ValueError:
        return timezone.localdate()  # the page says what is wrong with the day


NAV_ITEM: Final = NavItem(
    cast(str, _("Due dates")),
    "staff:due",
    "calendar",
    sees_due_dates,
    order=24,
    group=cast(str, _("Personnel work")),
)
HOME_CARDS: Final = (
    HomeCard("staff-due", due_card, order=16, wide=True),
    HomeCard("staff-own-due", own_due_card, order=13, part=HomePart.WAITING),
)
OFFICER_TAB: Final = OfficerTab("den-han", cast(str, _("Due dates")), due_tab, has_due_tab, order=55)


def connect_due_dates() -> None:
    """Put due dates where they are shown and told."""
    nav_items.append(NAV_ITEM)
    home_cards.extend(HOME_CARDS)
    officer_tabs.append(OFFICER_TAB)
    digest_sources.append(DUE_DIGEST)
