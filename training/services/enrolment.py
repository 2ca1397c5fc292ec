"""The verbs of a place in a session: propose, enrol, refuse, withdraw."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.models import Officer, User
from staff.services.errors import DomainError
from training.enums import EnrolmentState
from training.models import Enrolment, Session
from training.rules.sessions import LIVE
from training.services.saving import keep
from training.services.seats import fill_seats, locked, next_place, require_able


@dataclass
class Outcome:
    """What came of enrolling several people: places, and why somebody got none."""

    enrolled: list[Enrolment] = field(default_factory=list)
    waiting: list[Enrolment] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def propose(*, actor: User | None, session: Session, officer: Officer, reason: str = "") -> Enrolment:
    """Ask for a place; until the last day to sign up. Personnel decides."""
    row = locked(session)
    if timezone.localdate() > row.deadline:
        message = _("sign-up ended on %(day)s")
        raise DomainError(message % {"day": show_date(row.deadline)})
    require_able(row, officer)
    enrolment = _place(row, officer)
    if enrolment.state in LIVE:
        raise DomainError(_already(enrolment))
    values = {"state": EnrolmentState.PROPOSED, "asked_at": timezone.now(), "reason": reason.strip()}
    return keep(enrolment, actor, **values, proposed_by=actor, decided_by=None)


@transaction.atomic
def enrol(*, actor: User | None, session: Session, officer: Officer) -> Enrolment:
    """Give an officer a seat, or a place on the waiting list when all are taken.

    Refused: without service on the first day, in two sessions at once, enrolled already. A session that is
    over takes people too, because lists come in late; there nobody waits.
    """
    row = locked(session)
    require_able(row, officer)
    enrolment = _place(row, officer)
    if enrolment.state in (EnrolmentState.ENROLLED, EnrolmentState.WAITING):
        raise DomainError(_already(enrolment), "officer")
    place = next_place(row)
    if place == EnrolmentState.WAITING and timezone.localdate() >= row.end:
        raise DomainError(_("the session is over and all its seats were taken"))
    # Who asked first keeps the place in the line.
    asked = enrolment.asked_at if enrolment.state == EnrolmentState.PROPOSED else timezone.now()
    return keep(enrolment, actor, state=place, asked_at=asked, decided_by=actor, reason="")


@transaction.atomic
def enrol_people(*, actor: User | None, session: Session, officers: Iterable[Officer]) -> Outcome:
    """Enrol several people in the order given; who cannot come does not hinder the others."""
    outcome = Outcome()
    for officer in officers:
        try:
            enrolment = enrol(actor=actor, session=session, officer=officer)
        except DomainError as refusal:
            outcome.refused.append(refusal.message)
            continue
        got_a_seat = enrolment.state == EnrolmentState.ENROLLED
        (outcome.enrolled if got_a_seat else outcome.waiting).append(enrolment)
    return outcome


@transaction.atomic
def refuse(*, actor: User | None, enrolment: Enrolment, reason: str) -> Enrolment:
    """Turn a proposal down, with a reason the officer reads."""
    row = _fresh(enrolment)
    if row.state != EnrolmentState.PROPOSED:
        raise DomainError(_("only a proposal can be refused; this one was decided already"))
    if not reason.strip():
        raise DomainError(_("say why the proposal is refused"), "reason")
    return keep(row, actor, state=EnrolmentState.REFUSED, decided_by=actor, reason=reason.strip())


@transaction.atomic
def withdraw(*, actor: User | None, enrolment: Enrolment, reason: str = "") -> list[Enrolment]:
    """Give a place back; returns who moved up from the waiting list. Refused once there is a result."""
    session = locked(enrolment.session)
    row = _fresh(enrolment)
    if row.state not in LIVE:
        raise DomainError(_("this place was given back already"))
    if hasattr(row, "result"):
        raise DomainError(_("there is a result already; the place can no longer be given back"))
    keep(row, actor, state=EnrolmentState.WITHDRAWN, reason=reason.strip(), decided_by=actor)
    if timezone.localdate() >= session.end:
        return []
    return fill_seats(session, actor)


def _fresh(enrolment: Enrolment) -> Enrolment:
    """The row as it stands now; somebody else may have decided meanwhile."""
    found: Enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("session", "officer", "result")
        .get(pk=enrolment.pk)
    )
    return found


def _place(session: Session, officer: Officer) -> Enrolment:
    """The officer's row in the session, or a new one."""
    found: Enrolment | None = Enrolment.objects.filter(session=session, officer=officer).first()
    return found or Enrolment(session=session, officer=officer)


def _already(enrolment: Enrolment) -> str:
    message = _("%(name)s is in this session already: %(state)s")
    return message % {"name": enrolment.officer.full_name, "state": enrolment.get_state_display()}
