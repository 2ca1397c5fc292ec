"""Entries of boards of the caseload and its reports."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation.reports.page_figures import RATE
from evaluation.reports.panels import sees_caseload
from staff.registries import NavItem, figures, nav_items


def connect() -> None:
    """One entry of the navigation for boards and monthly figures (its screens are tabs), and a figure for pages."""
    figures.append(RATE)
    label, short = cast(str, _("Caseload")), cast(str, _("Cases"))
    nav_items.append(
        NavItem(
            label,
            "evaluation:results",
            "scale",
            sees_caseload,
            50,
            ("/danh-gia/ket-qua/", "/danh-gia/an/"),
            short,
            group=cast(str, _("Judgment enforcement")),
        )
    )
