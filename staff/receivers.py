"""What the app tells the gate and the registries at start."""

from staff import models
from staff.access import Declaration, ReachCode, declare
from staff.registries import installers
from staff.services.reference import install_reference_data


def connect() -> None:
    """Declare the scoped tables and the reference data."""
    installers.append(install_reference_data)
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
