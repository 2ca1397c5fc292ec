"""Entries of coordination rules, inspections and the steering committee in the registries."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from cms.reports import governance_panels as panels
from cms.selectors.governance_following import foresee
from cms.services.governance_following import follow
from staff.registries import (
    HomeCard,
    HomePart,
    NavItem,
    ReorganisationFollower,
    digest_sources,
    home_cards,
    nav_items,
    reorganisation_followers,
)


def connect() -> None:
    """Called once at start."""
    group = cast(str, _("Direction and follow-up"))
    entries = (
        (_("Coordination"), "cms:coordination", "scale", panels.sees_coordination, 56),
        (_("Inspections"), "cms:inspections", "search", panels.sees_inspections, 57),
        (_("Steering committee"), "cms:committees", "users", panels.sees_committees, 58),
    )
    for title, url_name, icon, visible, order in entries:
        nav_items.append(NavItem(cast(str, title), url_name, icon, visible, order, group=group))
    home_cards.append(HomeCard("governance", panels.waiting_card, 27, part=HomePart.WAITING))
    digest_sources.append(panels.GOVERNANCE_DIGEST)
    label = cast(str, _("Coordination, inspections, steering committee"))
    reorganisation_followers.append(ReorganisationFollower("governance", label, foresee, follow))
