"""Tables of the training app."""

from training.models.catalogue import Course, Programme
from training.models.commitments import StudyCommitment
from training.models.expectations import Expectation
from training.models.sessions import Attendance, Enrolment, Result, Session

__all__ = [
    "Attendance",
    "Course",
    "Enrolment",
    "Expectation",
    "Programme",
    "Result",
    "Session",
    "StudyCommitment",
]
