"""The verbs of postgraduate study: commit to it, correct its facts, settle a broken commitment."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import LARGEST_DONG
from staff.models import Officer, Posting, User
from staff.services.errors import DomainError
from training.models import StudyCommitment
from training.rules.commitments import OLDEST, compensation, is_too_old, months_to_serve, served
from training.services.saving import keep


@transaction.atomic
def commit_to_study(
    *,
    actor: User | None,
    officer: Officer,
    degree: str,
    subject: str,
    school: str,
    start: date,
    end: date,
    cost: int,
    decision: str = "",
) -> StudyCommitment:
    """Send an officer to postgraduate study with the duty to serve three times its length after it.

    At most 45 years of age at the first enrolment (Decree 171/2025/NĐ-CP).
    """
    person = Officer.objects.select_for_update().get(pk=officer.pk)
    _check(person, start, end, cost)
    return keep(
        StudyCommitment(officer=person),
        actor,
        degree=degree,
        subject=subject,
        school=school,
        start=start,
        end=end,
        cost=cost,
        months_to_serve=months_to_serve(start, end),
        decision=decision,
    )


@transaction.atomic
def settle_commitment(
    *, actor: User | None, commitment: StudyCommitment, broken_on: date, reason: str
) -> StudyCommitment:
    """Settle a broken commitment: the months served until then and the sum to pay back, F × (T1 − T2) / T1."""
    row: StudyCommitment = StudyCommitment.objects.select_for_update().get(pk=commitment.pk)
    if row.broken_on is not None:
        raise DomainError(_("the commitment was settled already"))
    if broken_on < row.start:
        message = _("the study began on %(day)s; expected that day or a later one")
        raise DomainError(message % {"day": show_date(row.start)}, "broken_on")
    if broken_on > timezone.localdate():
        raise DomainError(_("%(day)s has not come yet") % {"day": show_date(broken_on)}, "broken_on")
    if not reason.strip():
        raise DomainError(_("say how the commitment was broken"), "reason")
    months = served(row.end, broken_on)
    if months >= row.months_to_serve:
        raise DomainError(
            _("the duty to serve was fulfilled by then; nothing is to be paid back"), "broken_on"
        )
    owed = compensation(row.cost, row.months_to_serve, months)
    values = {"broken_on": broken_on, "served_months": months, "compensation": owed}
    return keep(row, actor, **values, reason=reason.strip())


def _check(officer: Officer, start: date, end: date, cost: int) -> None:
    if end <= start:
        raise DomainError(_("the last day comes before the first"), "end")
    if not 0 <= cost <= LARGEST_DONG:
        raise DomainError(_("an amount in whole đồng"), "cost")
    if not Posting.objects.primary().at(start).filter(officer=officer).exists():
        message = _("%(name)s is not in service on %(day)s")
        raise DomainError(message % {"name": officer.full_name, "day": show_date(start)}, "officer")
    known = StudyCommitment.objects.filter(officer=officer)
    if known.filter(start__lt=end, end__gt=start).exists():
        raise DomainError(_("there is a commitment for some of these days already"), "start")
    first = min([start, *known.values_list("start", flat=True)])
    if is_too_old(officer.birth_date, first):
        message = _("over %(age)s years of age at the first enrolment (Decree 171/2025/NĐ-CP)")
        raise DomainError(message % {"age": OLDEST}, "officer")
