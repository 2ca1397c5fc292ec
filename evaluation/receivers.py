"""What the app tells the gate and the registries at start."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation import models
from evaluation.imports.registration import IMPORTERS
from evaluation.reports import panels
from staff.access import Declaration, ReachCode, declare
from staff.registries import HomeCard, NavItem, OfficerTab, home_cards, importers, nav_items, officer_tabs


def connect() -> None:
    """Declare the scoped tables and the workbooks that may be brought in."""
    importers.update({importer.kind: importer for importer in IMPORTERS})
    own = {"view": ("officer_id",)}
    caseload = {"view": ReachCode.VIEW_CASELOAD, "import": ReachCode.MANAGE_CASELOAD}
    scores = {
        "view": ReachCode.VIEW_EVALUATIONS,
        "import": ReachCode.MANAGE_EVALUATIONS,
        "change": ReachCode.MANAGE_EVALUATIONS,
        "open": ReachCode.MANAGE_EVALUATIONS,
        "print": ReachCode.VIEW_EVALUATIONS,
    }
    _show_screens()
    declare(models.Product, Declaration(common=True))
    declare(models.CaseloadFigure, Declaration(reach=caseload, own=own))
    for model in (models.WorkItem, models.LeaderAssessment, models.GeneralPoint):
        declare(model, Declaration(reach=scores, own=own))
    declare(
        models.Evaluation,
        Declaration(
            reach=scores,
            # Articles 10 and 17.2: one's own form, and the forms one scores.
            own={
                "view": ("officer_id", "scorer_id"),
                "self_score": ("officer_id",),
                "confirm": ("scorer_id",),
                "reopen": ("scorer_id",),
                "print": ("officer_id", "scorer_id"),
            },
        ),
    )


def _show_screens() -> None:
    """Entries of the navigation, cards of the home page, tabs of the officer page."""
    evaluation, caseload = cast(str, _("Evaluation")), cast(str, _("Caseload"))
    nav_items.append(
        NavItem(
            evaluation,
            "evaluation:periods",
            "form",
            panels.sees_evaluations,
            40,
            ("/danh-gia/ky/", "/danh-gia/phieu/"),
        )
    )
    nav_items.append(
        NavItem(
            caseload,
            "evaluation:caseload",
            "scale",
            panels.sees_caseload,
            50,
            "/danh-gia/an/",
            cast(str, _("Cases")),
        )
    )
    home_cards.append(HomeCard("self-score", panels.self_score_card, 10))
    home_cards.append(HomeCard("confirm", panels.confirm_card, 13, wide=True))
    home_cards.append(HomeCard("own-caseload", panels.own_caseload_card, 11))
    home_cards.append(HomeCard("period", panels.period_card, 30))
    officer_tabs.append(OfficerTab("an", caseload, panels.caseload_tab, 60))
    officer_tabs.append(OfficerTab("danh-gia", evaluation, panels.evaluations_tab, 70))
