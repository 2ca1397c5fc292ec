"""Every table of the app behind the gate: which reach each action needs, and what is one's own."""

from evaluation import models
from staff.access import Declaration, ReachCode, declare

_OWN = {"view": ("officer_id",)}
_CASELOAD = {"view": ReachCode.VIEW_CASELOAD, "import": ReachCode.MANAGE_CASELOAD}
_SCORES = {
    "view": ReachCode.VIEW_EVALUATIONS,
    "import": ReachCode.MANAGE_EVALUATIONS,
    "change": ReachCode.MANAGE_EVALUATIONS,
    "open": ReachCode.MANAGE_EVALUATIONS,
    "print": ReachCode.VIEW_EVALUATIONS,
}
# Who leads a unit sees its evaluations; with the verb, that reach is enough to give work or to keep minutes.
_LED = {"view": ReachCode.VIEW_EVALUATIONS}
_KEPT = {
    "view": ReachCode.VIEW_EVALUATIONS,
    "add": ReachCode.MANAGE_EVALUATIONS,
    "change": ReachCode.MANAGE_EVALUATIONS,
}


def declare_tables() -> None:
    """Called once at start."""
    _declare_caseload()
    _declare_work()
    _declare_evaluations()
    _declare_years()
    _declare_emulation()
    declare(
        models.NationalPackage,
        Declaration(reach=_KEPT | {"sign_off": ReachCode.VIEW_EVALUATIONS}),
    )


def _declare_caseload() -> None:
    declare(models.CaseloadFigure, Declaration(reach=_CASELOAD, own=_OWN))
    kept = _CASELOAD | {"add": ReachCode.MANAGE_CASELOAD, "change": ReachCode.MANAGE_CASELOAD}
    for of_units in (
        models.BookClosing,
        models.SupplementaryReport,
        models.SpecialFigure,
        models.EndingFigure,
        models.OutsideFigure,
        models.Drive,
        models.DriveResult,
    ):
        declare(of_units, Declaration(reach=kept))
    declare(models.SheetLayout, Declaration(common=True))
    for of_officers in (models.SupplementaryLine, models.Target):
        declare(of_officers, Declaration(reach=kept, own=_OWN))


def _declare_work() -> None:
    declare(models.Product, Declaration(common=True))
    given = _SCORES | {"give": ReachCode.VIEW_EVALUATIONS}
    declare(models.WorkItem, Declaration(reach=given, own=_OWN | {"report": ("officer_id",)}))
    for model in (models.LeaderAssessment, models.GeneralPoint):
        declare(model, Declaration(reach=_SCORES, own=_OWN))
    proposing = {"add": ReachCode.VIEW_EVALUATIONS, "change": ReachCode.MANAGE_EVALUATIONS}
    declare(models.ProductProposal, Declaration(reach=_LED | proposing))
    declare(models.JointWork, Declaration(reach=_LED))
    declare(models.JointShare, Declaration(reach=_LED, own=_OWN))
    for of_work in (models.HandOver, models.WorkInstance):
        declare(of_work, Declaration(reach=_LED, own={"view": ("item__officer_id",)}))


def _declare_evaluations() -> None:
    declare(
        models.Evaluation,
        Declaration(
            reach=_SCORES,
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
    declare(models.PeriodOpening, Declaration(reach=_LED))
    declare(
        models.Complaint,
        Declaration(
            reach=_LED,
            # Article 22: who was scored or rated complains, who scored or rated answers.
            own={
                "view": ("officer_id", "answerer_id"),
                "add": ("officer_id",),
                "answer": ("answerer_id",),
            },
        ),
    )


def _declare_years() -> None:
    declare(
        models.YearRating,
        Declaration(
            reach=_SCORES | {"propose": ReachCode.MANAGE_EVALUATIONS},
            # Articles 10.2 and 21: who is rated, and who decides.
            own={
                "view": ("officer_id", "rater_id"),
                "print": ("officer_id", "rater_id"),
                "self_rate": ("officer_id",),
                "rate": ("rater_id",),
                "rerate": ("rater_id",),
            },
        ),
    )
    led = dict.fromkeys(("view", "add", "change"), ReachCode.VIEW_EVALUATIONS)
    declare(models.Meeting, Declaration(reach=led))
    declare(models.DutyGroup, Declaration(common=True))
    declare(models.UnitCriterion, Declaration(common=True))
    declare(
        models.UnitRating,
        Declaration(
            reach=_SCORES | {"record": ReachCode.MANAGE_EVALUATIONS},
            # Articles 5 and 9.2: the head rates the own organisation, the head above recognises it.
            own={
                "view": ("head_id", "recogniser_id"),
                "self_rate": ("head_id",),
                "recognise": ("recogniser_id",),
            },
        ),
    )


def _declare_emulation() -> None:
    declare(models.AwardType, Declaration(common=True))
    declare(models.Initiative, Declaration(reach=_KEPT, own=_OWN))
    declare(models.CouncilSession, Declaration(reach=_KEPT))
    decided = _KEPT | {"decide": ReachCode.MANAGE_EVALUATIONS}
    declare(models.AwardProposal, Declaration(reach=decided, own=_OWN))
