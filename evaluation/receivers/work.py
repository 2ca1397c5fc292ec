"""Entries of giving work."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation.reports import work_panels as panels
from staff.registries import HomeCard, HomePart, NavItem, OfficerTab, home_cards, nav_items, officer_tabs


def connect() -> None:
    """Called once at start."""
    given, mine = cast(str, _("Giving work")), cast(str, _("My work"))
    shown = ("/danh-gia/giao-viec/", "/danh-gia/danh-muc/")
    nav_items.append(
        NavItem(mine, "evaluation:my_work", "check", panels.has_own_work, 12, "/danh-gia/viec-cua-toi/")
    )
    nav_items.append(
        NavItem(
            given,
            "evaluation:giving",
            "check-double",
            panels.sees_giving,
            38,
            shown,
            group=cast(str, _("Evaluation")),
        )
    )
    home_cards.append(HomeCard("my-work", panels.my_work_card, 12, part=HomePart.MINE))
    officer_tabs.append(OfficerTab("viec", cast(str, _("Work given")), panels.work_tab, panels.has_work, 65))
