"""What the app tells the gate and the registries at start."""

from typing import cast

from django.db.models import Model
from django.utils.translation import gettext_lazy

from staff import models
from staff.access import Declaration, ReachCode, declare
from staff.due_panels import connect_due_dates
from staff.imports.guides import STAFF_GUIDES
from staff.imports.histories import HISTORY_GUIDES, import_histories
from staff.imports.panels import HOME_CARD, NAV_ITEM
from staff.imports.staff_workbook import import_staff
from staff.kinds import KINDS
from staff.menu import CORRECTIONS_NAV, HOME_CARDS, NAV_ITEMS
from staff.page_figures import connect_figures
from staff.quality_menu import connect_quality
from staff.registries import Importer, home_cards, importers, installers, nav_items
from staff.reorganising_panels import REORGANISING_NAV
from staff.report_panels import REPORTS_NAV
from staff.services.reference import install_reference_data

# Whoever may open the own record sees all of it; other people's disciplines need a verb of their own.
OWN_RECORD = "staff.view_officer"


def connect() -> None:
    """Declare the scoped tables, the workbooks, the screens and the reference data."""
    installers.append(install_reference_data)
    nav_items.extend((*NAV_ITEMS, NAV_ITEM, CORRECTIONS_NAV, REPORTS_NAV, REORGANISING_NAV))
    home_cards.extend((*HOME_CARDS, HOME_CARD))
    connect_due_dates()
    connect_quality()
    connect_figures()
    importers.update({importer.kind: importer for importer in IMPORTERS})
    _declare_units_and_people()
    _declare_record()
    _declare_own_requests()


IMPORTERS = (
    Importer(
        kind="staff",
        label=cast(str, gettext_lazy("Staff: units and officers")),
        help_text=cast(
            str, gettext_lazy("Units with quotas and reorganisations; officers with their records.")
        ),
        permission="staff.import_officer",
        run=import_staff,
        order=10,
        sheets=STAFF_GUIDES,
    ),
    Importer(
        kind="histories",
        label=cast(str, gettext_lazy("Histories: careers, pay, training, party, discipline, awards")),
        help_text=cast(
            str, gettext_lazy("One sheet a kind, all of one shape; the title row names the kind.")
        ),
        permission="staff.import_officer",
        run=import_histories,
        order=15,
        sheets=HISTORY_GUIDES,
    ),
)
_PEOPLE = {
    "view": ReachCode.VIEW_PEOPLE,
    "change": ReachCode.MANAGE_PEOPLE,
    "add": ReachCode.MANAGE_PEOPLE,
}
_OWN = {"view": ("officer_id",)}


def _declare_units_and_people() -> None:
    officer = _PEOPLE | {"import": ReachCode.MANAGE_PEOPLE, "unmask": ReachCode.MANAGE_PEOPLE}
    declare(models.Officer, Declaration(reach=officer, own={"view": ("pk",)}))
    for table in (
        models.Unit,
        models.UnitQuota,
        models.PledgePlan,
        models.PledgeText,
        models.QualityCampaign,
        models.CampaignStanding,
        models.ReorganisationPlan,
    ):
        declare(table, Declaration(reach=_PEOPLE))
    declare(models.RotationPosition, Declaration(common=True))


def _declare_record() -> None:
    """Histories for those who see people; what is private for those who keep the record; one's own always."""
    keeps = _PEOPLE | {"delete": ReachCode.MANAGE_PEOPLE}
    private = keeps | {"view": ReachCode.MANAGE_PEOPLE}
    kept: set[type[Model]] = {kind.model for kind in KINDS}
    hidden: set[type[Model]] = {models.Profile, models.RecordFile, models.Relation}
    for model in kept - hidden:
        declare(model, Declaration(reach=keeps, own=_OWN, own_verb=OWN_RECORD))
    for model in hidden:
        declare(model, Declaration(reach=private, own=_OWN, own_verb=OWN_RECORD))


def _declare_own_requests() -> None:
    """A correction is asked for, a pledge given, by the person alone."""
    asks = {**_OWN, "add": ("officer_id",)}
    asked = {"view": ReachCode.MANAGE_PEOPLE, "change": ReachCode.MANAGE_PEOPLE}
    declare(models.CorrectionRequest, Declaration(asked, asks, own_verb="staff.add_correctionrequest"))
    pledged = {"view": ReachCode.VIEW_PEOPLE, "change": ReachCode.MANAGE_PEOPLE}
    declare(models.Pledge, Declaration(pledged, asks, own_verb="staff.add_pledge"))
