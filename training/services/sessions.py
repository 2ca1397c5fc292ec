"""The verbs of a session: open it, change it, cancel it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from staff.models import User
from staff.services.errors import DomainError
from training.models import Course, Session
from training.models.sessions import MAX_SEATS
from training.services.saving import keep
from training.services.seats import fill_seats, locked

_LONGEST_DAYS = 3 * 366


@transaction.atomic
def open_session(
    *,
    actor: User | None,
    course: Course,
    start: date,
    end: date,
    place: str,
    seats: int,
    deadline: date,
    note: str = "",
) -> Session:
    """Open a session of a course, held in [start, end); who signs up does so until `deadline`, inclusive."""
    _check(course, start, end, seats, deadline)
    values = {"start": start, "end": end, "place": place, "seats": seats, "deadline": deadline}
    return keep(Session(), actor, course=course, note=note, **values)


@transaction.atomic
def change_session(
    *,
    actor: User | None,
    session: Session,
    start: date,
    end: date,
    place: str,
    seats: int,
    deadline: date,
    note: str = "",
) -> Session:
    """Change days, place or seats; more seats move the waiting list up, fewer than taken are refused."""
    row = locked(session)
    _check(row.course, start, end, seats, deadline)
    taken = row.enrolments.enrolled().count()
    if seats < taken:
        raise DomainError(_("%(taken)s seats are taken already") % {"taken": taken}, "seats")
    if row.enrolments.filter(attendances__day__lt=start).exists() or (
        row.enrolments.filter(attendances__day__gte=end).exists()
    ):
        raise DomainError(_("attendance is recorded on days outside of these"), "start")
    values = {"start": start, "end": end, "place": place, "seats": seats, "deadline": deadline}
    keep(row, actor, note=note, **values)
    fill_seats(row, actor)
    return row


@transaction.atomic
def cancel_session(*, actor: User | None, session: Session, reason: str) -> Session:
    """Cancel a session; the list is kept. Refused once there are results."""
    row = locked(session)
    if not reason.strip():
        raise DomainError(_("say why the session is cancelled"), "reason")
    if row.enrolments.filter(result__isnull=False).exists():
        raise DomainError(_("the session has results and can no longer be cancelled"))
    return keep(row, actor, cancelled=True, note=reason.strip())


def _check(course: Course, start: date, end: date, seats: int, deadline: date) -> None:
    if end <= start:
        raise DomainError(_("the last day comes before the first"), "end")
    if (end - start).days > _LONGEST_DAYS:
        raise DomainError(_("a session lasts three years at the most"), "end")
    if start.year not in (course.year, course.year + 1):
        message = _("the course belongs to %(year)s; expected a first day in that year or the next")
        raise DomainError(message % {"year": course.year}, "start")
    if deadline >= end:
        raise DomainError(_("the last day to sign up comes after the session"), "deadline")
    if not 1 <= seats <= MAX_SEATS:
        raise DomainError(_("1 to %(most)s seats") % {"most": MAX_SEATS}, "seats")
