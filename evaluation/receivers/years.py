"""Entries of ratings of the year."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation.reports import year_panels as panels
from evaluation.services.years.reference import install_duty_groups
from staff.registries import (
    HomeCard,
    HomePart,
    NavItem,
    OfficerTab,
    home_cards,
    installers,
    nav_items,
    officer_tabs,
)


def connect() -> None:
    """Called once at start."""
    installers.append(install_duty_groups)
    label = cast(str, _("Ratings of the year"))
    nav_items.append(
        NavItem(
            label,
            "evaluation:years",
            "star",
            panels.sees_years,
            42,
            "/danh-gia/nam/",
            group=cast(str, _("Evaluation")),
        )
    )
    home_cards.append(HomeCard("self-rate", panels.self_rate_card, 12, part=HomePart.WAITING))
    home_cards.append(HomeCard("rate", panels.rate_card, 14, wide=True, part=HomePart.WAITING))
    officer_tabs.append(OfficerTab("xep-loai-nam", label, panels.ratings_tab, panels.has_ratings, 75))
