"""Seats of a session, counted under its lock: who gets one, who may not, who moves up."""

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.models import Officer, Posting, User
from staff.services.errors import DomainError
from training.enums import EnrolmentState
from training.models import Enrolment, Session
from training.rules.sessions import place_for
from training.services.saving import keep


def locked(session: Session) -> Session:
    """The session as it stands, under a lock: nobody else counts seats meanwhile."""
    return Session.objects.select_for_update().select_related("course").get(pk=session.pk)


def next_place(session: Session) -> EnrolmentState:
    """What the next one gets: a seat, or a place on the waiting list."""
    return place_for(session.seats, session.enrolments.enrolled().count())


def require_able(session: Session, officer: Officer) -> None:
    """Refuse who is not in service on the first day, or sits in another session on one of the days."""
    if session.cancelled:
        raise DomainError(_("the session is cancelled"))
    if not _serves(session, officer):
        message = _("%(name)s is not in service on %(day)s")
        raise DomainError(message % {"name": officer.full_name, "day": show_date(session.start)}, "officer")
    other = _other_session(session, officer)
    if other is not None:
        message = _("%(name)s takes part in “%(session)s” on some of these days")
        raise DomainError(message % {"name": officer.full_name, "session": str(other)}, "officer")


def fill_seats(session: Session, actor: User | None) -> list[Enrolment]:
    """Give free seats to the waiting list in its order, passing over who is no longer able to come."""
    moved: list[Enrolment] = []
    free = session.seats - session.enrolments.enrolled().count()
    waiting = session.enrolments.filter(state=EnrolmentState.WAITING).select_related("officer")
    for enrolment in waiting.order_by("asked_at", "pk"):
        if len(moved) >= free:
            break
        if _is_able(session, enrolment.officer):
            moved.append(keep(enrolment, actor, state=EnrolmentState.ENROLLED))
    return moved


def _is_able(session: Session, officer: Officer) -> bool:
    try:
        require_able(session, officer)
    except DomainError:
        return False
    return True


def _serves(session: Session, officer: Officer) -> bool:
    return bool(Posting.objects.primary().at(session.start).filter(officer=officer).exists())


def _other_session(session: Session, officer: Officer) -> Session | None:
    taken = Enrolment.objects.enrolled().filter(officer=officer).values("session")
    others = Session.objects.overlapping(session.start, session.end).filter(pk__in=taken)
    found: Session | None = others.exclude(pk=session.pk).select_related("course").first()
    return found
