"""What the app tells the gate and the registries at start."""

from typing import cast

from django.utils.translation import gettext_lazy

from staff import models
from staff.access import Declaration, ReachCode, declare
from staff.imports.guides import STAFF_GUIDES
from staff.imports.panels import HOME_CARD, NAV_ITEM
from staff.imports.staff_workbook import import_staff
from staff.menu import HOME_CARDS, NAV_ITEMS
from staff.registries import Importer, home_cards, importers, installers, nav_items
from staff.services.reference import install_reference_data


def connect() -> None:
    """Declare the scoped tables and the reference data."""
    installers.append(install_reference_data)
    nav_items.extend((*NAV_ITEMS, NAV_ITEM))
    home_cards.extend((*HOME_CARDS, HOME_CARD))
    importers["staff"] = Importer(
        kind="staff",
        label=cast(str, gettext_lazy("Staff: units and officers")),
        help_text=cast(
            str, gettext_lazy("Units with quotas and reorganisations; officers with their records.")
        ),
        permission="staff.import_officer",
        run=import_staff,
        order=10,
        sheets=STAFF_GUIDES,
    )
    people = {
        "view": ReachCode.VIEW_PEOPLE,
        "change": ReachCode.MANAGE_PEOPLE,
        "add": ReachCode.MANAGE_PEOPLE,
    }
    officer = people | {"import": ReachCode.MANAGE_PEOPLE, "unmask": ReachCode.MANAGE_PEOPLE}
    declare(models.Unit, Declaration(reach=people))
    declare(models.UnitQuota, Declaration(reach=people))
    declare(models.Officer, Declaration(reach=officer, own={"view": ("pk",)}))
    own = {"view": ("officer_id",)}
    for model in (
        models.Posting,
        models.UnitCharge,
        models.RankHolding,
        models.SalaryStep,
        models.Qualification,
    ):
        declare(model, Declaration(reach=people, own=own))
