"""Every table of the site behind the gate: which reach each action needs, what is one's own, what is addressed."""

from cms import models
from staff.access import Declaration, ReachCode, declare

_SEE = {"view": ReachCode.VIEW_CONTENT}
# Leaders see to what they lead; who keeps the unit's documents does it for them.
_LED = _SEE | {"add": ReachCode.VIEW_CONTENT, "change": ReachCode.VIEW_CONTENT}
_KEPT = _SEE | {"add": ReachCode.MANAGE_CONTENT, "change": ReachCode.MANAGE_CONTENT}


def declare_tables() -> None:
    """Called once at start."""
    _declare_directives()
    _declare_follow_up()
    _declare_governance()
    # Everyone sees colleagues; the own contact card is one's own, personnel mend the others'.
    declare(
        models.Colleague,
        Declaration(
            common_for=frozenset({"view"}),
            reach={"change": ReachCode.MANAGE_PEOPLE},
            own={"change": ("pk",)},
        ),
    )


def _declare_directives() -> None:
    # Who keeps directives of a unit sees their drafts; everyone else what is addressed to them.
    kept = dict.fromkeys(("view", "add", "change"), ReachCode.MANAGE_CONTENT)
    declare(models.Directive, Declaration(reach=kept, addressed=frozenset({"view"})))
    declare(
        models.DirectiveVersion,
        Declaration(reach=kept, addressed=frozenset({"view", "acknowledge"})),
    )
    declare(models.Acknowledgement, Declaration(reach=_SEE, own={"view": ("officer_id",)}))


def _declare_follow_up() -> None:
    declare(
        models.Task,
        Declaration(reach=_LED, own={"view": ("owner_id",), "report": ("owner_id",)}),
    )
    for of_units in (models.Dissemination, models.ActionPlan, models.Review):
        declare(of_units, Declaration(reach=_LED))


def _declare_governance() -> None:
    for of_units in (
        models.CoordinationRule,
        models.InspectionPlan,
        models.Inspection,
        models.Committee,
    ):
        declare(of_units, Declaration(reach=_KEPT))
