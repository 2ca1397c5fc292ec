"""Complaints in reach: the list with its states, and what a form page says of them."""

from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from evaluation.enums import Verdict
from evaluation.models import Complaint, Evaluation, YearRating
from staff.access import reach_for, rows_for
from staff.access.gate import Asker


class Stage(StrEnum):
    """Where a complaint stands on a day."""

    OPEN = "cho"
    OVERDUE = "qua_han"
    ACCEPTED = "dong_y"
    REFUSED = "khong"


def stage_of(row: Complaint, today: date) -> Stage:
    """Open within the limit, open beyond it, accepted or refused."""
    if row.outcome == Verdict.OPEN:
        return Stage.OVERDUE if row.due < today else Stage.OPEN
    return Stage.ACCEPTED if row.outcome == Verdict.YES else Stage.REFUSED


def complaints(user: Asker, today: date, stage: str = "") -> QuerySet[Complaint]:
    """Complaints in reach, of one stage or all, the most urgent first."""
    rows: QuerySet[Complaint] = rows_for(user, Complaint, "view")
    if stage == Stage.OVERDUE:
        rows = rows.filter(outcome=Verdict.OPEN, due__lt=today)
    elif stage == Stage.OPEN:
        rows = rows.filter(outcome=Verdict.OPEN, due__gte=today)
    elif stage:
        rows = rows.filter(outcome=stage)
    around = ("officer", "unit", "evaluation__period", "rating", "answerer", "answered_by")
    return rows.select_related(*around).defer("evaluation__trace", "rating__trace").order_by("due", "pk")


def to_answer(user: Asker) -> QuerySet[Complaint]:
    """Open complaints that wait for the person's answer."""
    officer_id = reach_for(user, Complaint, "answer").officer_id
    rows: QuerySet[Complaint] = rows_for(user, Complaint, "answer").filter(outcome=Verdict.OPEN)
    return rows.filter(answerer_id=officer_id).select_related("officer", "unit").order_by("due")


def complaints_about(user: Asker, form: Evaluation) -> list[Complaint]:
    """Complaints about any version of a form, newest first."""
    rows = rows_for(user, Complaint, "view").filter(
        evaluation__officer_id=form.officer_id, evaluation__period_id=form.period_id
    )
    return list(rows.select_related("answerer").order_by("-received_on", "-pk"))


def may_complain(user: Asker, subject: Evaluation | YearRating) -> bool:
    """Whether the form or rating is the asker's own, current and confirmed, with no complaint open."""
    if not (subject.is_frozen and subject.current and user.has_perm("evaluation.add_complaint")):
        return False
    if reach_for(user, Complaint, "add").officer_id != subject.officer_id:
        return False
    about = {"evaluation" if isinstance(subject, Evaluation) else "rating": subject}
    return not Complaint.objects.filter(**about, outcome=Verdict.OPEN).exists()
