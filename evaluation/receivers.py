"""What the app tells the gate and the registries at start."""

from evaluation import models
from staff.access import Declaration, ReachCode, declare


def connect() -> None:
    """Declare the scoped tables."""
    own = {"view": ("officer_id",)}
    caseload = {"view": ReachCode.VIEW_CASELOAD, "import": ReachCode.MANAGE_CASELOAD}
    scores = {
        "view": ReachCode.VIEW_EVALUATIONS,
        "import": ReachCode.MANAGE_EVALUATIONS,
        "change": ReachCode.MANAGE_EVALUATIONS,
        "open": ReachCode.MANAGE_EVALUATIONS,
        "print": ReachCode.VIEW_EVALUATIONS,
    }
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
