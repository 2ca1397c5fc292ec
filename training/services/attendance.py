"""Attendance, a day at a time."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.models import User
from staff.services.errors import DomainError
from training.models import Attendance, Enrolment, Session
from training.models.sessions import MAX_PERIODS_A_DAY
from training.services.saving import keep
from training.services.seats import locked


@transaction.atomic
def record_attendance(
    *, actor: User | None, session: Session, day: date, periods: Mapping[int, int | None]
) -> int:
    """Record the periods of a day by enrolment id; 0 = absent, None = not recorded. How many rows changed.

    The day lies in the session and is not in the future; only people who take part are recorded.
    """
    row = locked(session)
    _check_day(row, day)
    places = {each.pk: each for each in row.enrolments.enrolled().filter(pk__in=periods)}
    if set(places) != set(periods):
        raise DomainError(_("somebody of the list no longer takes part; open the page again"))
    known = {each.enrolment_id: each for each in Attendance.objects.filter(enrolment__in=places, day=day)}
    return sum(_put(actor, places[pk], known.get(pk), day, number) for pk, number in periods.items())


def _check_day(session: Session, day: date) -> None:
    if not session.start <= day < session.end:
        raise DomainError(_("%(day)s is no day of this session") % {"day": show_date(day)}, "day")
    if day > timezone.localdate():
        raise DomainError(_("%(day)s has not come yet") % {"day": show_date(day)}, "day")


def _put(
    actor: User | None, enrolment: Enrolment, known: Attendance | None, day: date, number: int | None
) -> bool:
    if number is None:
        return _forget(actor, known)
    if not 0 <= number <= MAX_PERIODS_A_DAY:
        raise DomainError(_("0 to %(most)s periods a day") % {"most": MAX_PERIODS_A_DAY})
    if known is not None and known.periods == number:
        return False
    keep(known or Attendance(enrolment=enrolment, day=day), actor, periods=number)
    return True


def _forget(actor: User | None, known: Attendance | None) -> bool:
    if known is None:
        return False
    known._history_user = actor  # type: ignore[attr-defined]
    known.delete()
    return True
