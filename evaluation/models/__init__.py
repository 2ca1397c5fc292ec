"""Tables of caseload, work given, evaluations, ratings, emulation and their documents."""

from evaluation.models.books import (
    BookClosing,
    EndingFigure,
    OutsideFigure,
    SheetLayout,
    SpecialFigure,
    SupplementaryLine,
    SupplementaryReport,
)
from evaluation.models.caseload import CaseloadFigure
from evaluation.models.cycle import Complaint, PeriodOpening
from evaluation.models.emulation import AwardProposal, AwardType, CouncilSession, Initiative
from evaluation.models.evaluations import Evaluation
from evaluation.models.giving import HandOver, JointShare, JointWork, ProductProposal, TakenWork, WorkInstance
from evaluation.models.organisations import UnitCriterion, UnitRating
from evaluation.models.papers import NationalPackage, PaperJob
from evaluation.models.targets import Drive, DriveResult, Target
from evaluation.models.work import GeneralPoint, LeaderAssessment, Period, Product, WorkItem
from evaluation.models.years import DutyGroup, Meeting, YearRating

__all__ = [
    "AwardProposal",
    "AwardType",
    "BookClosing",
    "CaseloadFigure",
    "Complaint",
    "CouncilSession",
    "Drive",
    "DriveResult",
    "DutyGroup",
    "EndingFigure",
    "Evaluation",
    "GeneralPoint",
    "HandOver",
    "Initiative",
    "JointShare",
    "JointWork",
    "LeaderAssessment",
    "Meeting",
    "NationalPackage",
    "OutsideFigure",
    "PaperJob",
    "Period",
    "PeriodOpening",
    "Product",
    "ProductProposal",
    "SheetLayout",
    "SpecialFigure",
    "SupplementaryLine",
    "SupplementaryReport",
    "TakenWork",
    "Target",
    "UnitCriterion",
    "UnitRating",
    "WorkInstance",
    "WorkItem",
    "YearRating",
]
