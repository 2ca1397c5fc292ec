"""Entries of emulation and awards."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation.reports import emulation_panels as panels
from evaluation.services.emulation.types import install_award_types
from staff.registries import NavItem, OfficerTab, installers, nav_items, officer_tabs


def connect() -> None:
    """Called once at start."""
    installers.append(install_award_types)
    nav_items.append(
        NavItem(
            cast(str, _("Emulation and awards")),
            "evaluation:emulation",
            "star",
            panels.sees_emulation,
            48,
            "/danh-gia/thi-dua/",
            cast(str, _("Emulation")),
            group=cast(str, _("Evaluation")),
        )
    )
    officer_tabs.append(
        OfficerTab("thi-dua", cast(str, _("Emulation")), panels.emulation_tab, panels.has_emulation, order=75)
    )
