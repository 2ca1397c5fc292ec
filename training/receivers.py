"""What the app tells the gate and the registries at start."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from staff.access import Declaration, ReachCode, declare
from staff.registries import Importer, home_cards, importers, installers, nav_items, officer_tabs
from training import models
from training.imports.participants import KIND, import_participants
from training.imports.specs import GUIDES
from training.reports.panels import HOME_CARDS, NAV_ITEMS, OFFICER_TABS
from training.services.reference import install_expectations

# Whoever may ask for a place sees the own training, and nobody else's.
OWN_TRAINING = "training.propose_enrolment"


def connect() -> None:
    """Declare the scoped tables, the screens and the reference data."""
    installers.append(install_expectations)
    nav_items.extend(NAV_ITEMS)
    home_cards.extend(HOME_CARDS)
    officer_tabs.extend(OFFICER_TABS)
    importers[KIND] = Importer(
        kind=KIND,
        label=cast(str, _("People of training sessions")),
        help_text=cast(str, _("Who was sent to which session, with results where there are any.")),
        permission="training.add_enrolment",
        run=import_participants,
        order=50,
        sheets=GUIDES,
    )
    declare(models.Programme, Declaration(common=True))
    declare(models.Expectation, Declaration(common=True))
    # Everyone may see which courses there are; the unit in charge keeps them.
    keeps = {"change": ReachCode.MANAGE_PEOPLE, "add": ReachCode.MANAGE_PEOPLE}
    for catalogue in (models.Course, models.Session):
        declare(catalogue, Declaration(reach=keeps, common_for=frozenset({"view"})))
    people = {"view": ReachCode.VIEW_PEOPLE, **keeps}
    own = {"view": ("officer_id",)}
    asked = own | {"propose": ("officer_id",)}
    declare(models.Enrolment, Declaration(reach=people, own=asked, own_verb=OWN_TRAINING))
    declare(models.StudyCommitment, Declaration(reach=people, own=own, own_verb=OWN_TRAINING))
    mine = {"view": ("enrolment__officer_id",)}
    for entry in (models.Attendance, models.Result):
        declare(entry, Declaration(reach=people, own=mine, own_verb=OWN_TRAINING))
