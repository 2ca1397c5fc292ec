"""Entries of the first screens: quarters, forms, caseload; and what follows a reorganisation."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation.imports.registration import IMPORTERS
from evaluation.reports import panels
from evaluation.selectors.reorganised import foresee
from evaluation.selectors.workload import WORKLOAD_SOURCE
from evaluation.services.reorganised import follow
from staff.registries import (
    HomeCard,
    HomePart,
    NavItem,
    OfficerTab,
    ReorganisationFollower,
    home_cards,
    importers,
    nav_items,
    officer_tabs,
    reorganisation_followers,
    workload_sources,
)


def connect() -> None:
    """Workbooks that may be brought in, screens, and what other apps ask for."""
    importers.update({importer.kind: importer for importer in IMPORTERS})
    _show_screens()
    _follow_reorganisations()
    workload_sources.append(WORKLOAD_SOURCE)


def _follow_reorganisations() -> None:
    """Open forms go where their officers go."""
    label = cast(str, _("Evaluation"))
    reorganisation_followers.append(ReorganisationFollower("evaluation", label, foresee, follow))


def _show_screens() -> None:
    """Entries of the navigation, cards of the home page, tabs of the officer page."""
    evaluation, caseload = cast(str, _("Evaluation")), cast(str, _("Caseload"))
    nav_items.append(
        NavItem(
            cast(str, _("Scoring by period")),
            "evaluation:periods",
            "form",
            panels.sees_evaluations,
            40,
            ("/danh-gia/ky/", "/danh-gia/phieu/", "/danh-gia/kien-nghi/", "/danh-gia/ket-qua-ca-nhan/"),
            group=evaluation,
        )
    )
    home_cards.append(HomeCard("self-score", panels.self_score_card, 10, part=HomePart.WAITING))
    home_cards.append(HomeCard("confirm", panels.confirm_card, 13, wide=True, part=HomePart.WAITING))
    home_cards.append(HomeCard("own-caseload", panels.own_caseload_card, 11, part=HomePart.MINE))
    home_cards.append(HomeCard("period", panels.period_card, 30))
    officer_tabs.append(OfficerTab("an", caseload, panels.caseload_tab, panels.has_caseload, 60))
    officer_tabs.append(
        OfficerTab("danh-gia", evaluation, panels.evaluations_tab, panels.has_evaluations, 70)
    )
