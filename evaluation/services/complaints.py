"""Complaints (kiến nghị) about a confirmed form or a signed rating, answered in seven working days (art. 22)."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import Verdict
from evaluation.models import Complaint, Evaluation, YearRating
from evaluation.selectors.scorers import scorer_now, stand_in_of
from evaluation.services.forms import reopen
from hrm.kernel.dates import show_date
from hrm.kernel.working_days import add_working_days
from staff.models import Officer, User
from staff.services.errors import DomainError
from staff.services.notices import tell

Subject = Evaluation | YearRating
_LONGEST_REASON = 1000


@transaction.atomic
def complain(
    *,
    text: str,
    actor: User,
    evaluation: Evaluation | None = None,
    rating: YearRating | None = None,
    today: date | None = None,
) -> Complaint:
    """The officer complains about the own confirmed form, or the own signed rating (exactly one of the two).

    Due on the seventh working day after today (a setting; holidays counted). Raises DomainError for
    someone else's result, one that is not confirmed or was replaced, and while a complaint is open.
    """
    if (evaluation is None) == (rating is None):
        raise ValueError("a complaint is about a form or about a rating")
    received = today or timezone.localdate()
    subject = _locked_subject(evaluation, rating)
    _require_mine(subject, actor)
    if not text.strip():
        raise DomainError(_("Write what you do not agree with."), "text")
    if Complaint.objects.filter(**_about(subject), outcome=Verdict.OPEN).exists():
        raise DomainError(_("A complaint about this result is open already; wait for its answer."))
    row = Complaint(
        officer_id=subject.officer_id,
        unit_id=subject.unit_id,
        evaluation=subject if isinstance(subject, Evaluation) else None,
        rating=subject if isinstance(subject, YearRating) else None,
        text=text.strip(),
        received_on=received,
        due=add_working_days(received, settings.COMPLAINT_WORKING_DAYS),
    )
    row.answerer_id = answerer_of(row, received)
    _save(row, actor)
    _tell_answerer(row)
    return row


@transaction.atomic
def answer(
    *, complaint: Complaint, accepted: bool, text: str, actor: User, today: date | None = None
) -> Complaint:
    """Whoever scored or rated answers with reasons; an accepted one about a form reopens it at once.

    A rating is replaced apart, by a new decision (article 21.3). Raises DomainError for one answered
    before, an answer without reasons, and an actor who by the record of today is not entitled.
    """
    day = today or timezone.localdate()
    row = _open_complaint(complaint)
    _require_entitled(row, actor, day)
    if not text.strip():
        raise DomainError(_("An answer needs its reasons."), "answer")
    row.outcome = Verdict.YES if accepted else Verdict.NO
    row.answer, row.answered_on, row.answered_by = text.strip(), day, actor
    _save(row, actor)
    if accepted and row.evaluation is not None:
        reason = _("Complaint of %(day)s accepted: %(text)s")
        told = reason % {"day": show_date(row.received_on), "text": row.answer}
        reopen(evaluation=row.evaluation, reason=told[:_LONGEST_REASON], actor=actor)
    _tell_officer(row)
    return row


def answerer_of(row: Complaint, today: date) -> int | None:
    """Who must answer today: who would score the form now, or the rater; absent, their stand-in."""
    if row.evaluation is not None:
        scorer = scorer_now(row.evaluation, today)
        return scorer.officer_id if scorer else row.evaluation.scorer_id
    rater = row.rating.rater_id if row.rating else None
    return stand_in_of(rater, today) if rater else None


def _locked_subject(evaluation: Evaluation | None, rating: YearRating | None) -> Subject:
    if evaluation is not None:
        rows = Evaluation.objects.select_for_update(of=("self",)).select_related("period")
        subject: Subject = rows.get(pk=evaluation.pk)
    else:
        assert rating is not None  # noqa: S101  for the type checker
        subject = YearRating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
    if not (subject.is_frozen and subject.current):
        raise DomainError(
            _("Only the current confirmed result can be complained about (article 22 of Decree 335/2025).")
        )
    return subject


def _about(subject: Subject) -> dict[str, Subject]:
    return {"evaluation" if isinstance(subject, Evaluation) else "rating": subject}


def _require_mine(subject: Subject, actor: User) -> None:
    if not Officer.objects.filter(pk=subject.officer_id, user=actor).exists():
        raise DomainError(_("Only the officer whose result it is may complain (article 22)."))


def _open_complaint(complaint: Complaint) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("evaluation__period", "rating")
    row: Complaint = rows.get(pk=complaint.pk)
    if row.outcome != Verdict.OPEN:
        day = show_date(row.answered_on)
        raise DomainError(_("The complaint was answered on %(day)s.") % {"day": day})
    return row


def _require_entitled(row: Complaint, actor: User, today: date) -> None:
    entitled = answerer_of(row, today)
    mine = Officer.objects.filter(user=actor).values_list("pk", flat=True).first()
    if mine is None or mine != entitled:
        name = Officer.objects.filter(pk=entitled or 0).values_list("full_name", flat=True).first()
        raise DomainError(
            _("By the record of today %(name)s answers this complaint (articles 10 and 22).")
            % {"name": name or "…"}
        )


def _tell_answerer(row: Complaint) -> None:
    tell(
        users=User.objects.filter(officer=row.answerer_id, is_active=True),
        key=f"kien-nghi:{row.pk}:{row.answerer_id}",
        text=_("%(name)s complains about a result; answer by %(day)s (article 22).")
        % {"name": row.officer.full_name, "day": show_date(row.due)},
        url=reverse("evaluation:complaint", args=[row.pk]),
    )


def _tell_officer(row: Complaint) -> None:
    text = (
        _("Your complaint of %(day)s was accepted; see the answer.")
        if row.outcome == Verdict.YES
        else _("Your complaint of %(day)s was not accepted; see the reasons.")
    )
    tell(
        users=User.objects.filter(officer=row.officer_id, is_active=True),
        key=f"kien-nghi:{row.pk}:tra-loi",
        text=text % {"day": show_date(row.received_on)},
        url=reverse("evaluation:complaint", args=[row.pk]),
    )


def _save(row: Complaint, actor: User) -> None:
    vars(row)["_history_user"] = actor
    row.save()
