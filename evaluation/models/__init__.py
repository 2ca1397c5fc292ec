"""Tables of caseload, work given and evaluations."""

from evaluation.models.caseload import CaseloadFigure
from evaluation.models.evaluations import Evaluation
from evaluation.models.work import GeneralPoint, LeaderAssessment, Period, Product, WorkItem

__all__ = [
    "CaseloadFigure",
    "Evaluation",
    "GeneralPoint",
    "LeaderAssessment",
    "Period",
    "Product",
    "WorkItem",
]
