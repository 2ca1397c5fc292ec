"""Entries of ratings of organisations, and of officers' ratings up to 2025."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation.documents.unit_sheet import unit_sheet_pdf
from evaluation.imports.ratings90 import GUIDES, KIND, import_ratings90
from evaluation.reports.organisations import own_sheet_card, recognise_card, sees_units
from evaluation.services.organisations.criteria import install_unit_criteria
from evaluation.services.organisations.printing import printers
from staff.registries import (
    HomeCard,
    HomePart,
    Importer,
    NavItem,
    home_cards,
    importers,
    installers,
    nav_items,
)


def connect() -> None:
    """Called once at start."""
    installers.append(install_unit_criteria)
    printers["unit_sheet"] = unit_sheet_pdf
    nav_items.append(
        NavItem(
            cast(str, _("Ratings of organisations")),
            "evaluation:unit_ratings",
            "building",
            sees_units,
            44,
            ("/danh-gia/don-vi/", "/danh-gia/nam-truoc/"),
            cast(str, _("Organisations")),
            group=cast(str, _("Evaluation")),
        )
    )
    home_cards.append(HomeCard("own-organisation", own_sheet_card, 12, part=HomePart.WAITING))
    home_cards.append(
        HomeCard("recognise-organisations", recognise_card, 15, wide=True, part=HomePart.WAITING)
    )
    importers[KIND] = Importer(
        kind=KIND,
        label=cast(str, _("Ratings of officers up to 2025")),
        help_text=cast(str, _("Bands by Decree 90/2020 with their decisions, one row a person and year.")),
        permission="evaluation.propose_yearrating",
        run=import_ratings90,
        order=60,
        sheets=GUIDES,
    )
