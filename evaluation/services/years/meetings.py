"""The meeting that comments on the officers of a unit, and its minutes (art. 21.1.b, 21.2.b)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import RatingState
from evaluation.models import Meeting, YearRating
from evaluation.services.years.saving import locked, save
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class Minutes:
    """What the minutes say; `present` of `summoned` people."""

    held_on: date
    place: str
    chair: Officer
    secretary: Officer | None
    summoned: int
    present: int
    absent: str
    course: str
    conclusion: str


@transaction.atomic
def hold_meeting(
    *, unit: Unit, year: int, minutes: Minutes, comments: Mapping[int, str], actor: User
) -> Meeting:
    """Keep the minutes of a meeting and the comments on each officer (rating id → text).

    Raises DomainError for a day to come or before the year, more present than summoned, and for a rating
    that is signed already.
    """
    meeting = Meeting(unit=unit, year=year)
    return _kept(meeting, minutes, comments, actor)


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, minutes: Minutes, comments: Mapping[int, str], actor: User
) -> Meeting:
    """Correct the minutes; once a rating that rests on them is signed they no longer change."""
    held: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.ratings.filter(state=RatingState.SIGNED).exists():
        raise DomainError(
            _("A rating that rests on this meeting is signed: its minutes no longer change (art. 24).")
        )
    dropped = held.ratings.exclude(pk__in=list(comments))
    for rating in dropped:
        rating.meeting, rating.comments = None, ""
        save(rating, actor)
    return _kept(held, minutes, comments, actor)


def _kept(meeting: Meeting, minutes: Minutes, comments: Mapping[int, str], actor: User) -> Meeting:
    _check(meeting.year, minutes)
    for name, value in vars(minutes).items():
        setattr(meeting, name, value.strip() if isinstance(value, str) else value)
    save(meeting, actor)
    for pk, text in sorted(comments.items()):
        rating = locked(pk)
        _check_year_of(rating, meeting)
        rating.meeting, rating.comments = meeting, text.strip()
        save(rating, actor)
    return meeting


def _check_year_of(rating: YearRating, meeting: Meeting) -> None:
    if rating.year != meeting.year:
        raise DomainError(_("A meeting comments on the officers of its own year."))


def _check(year: int, minutes: Minutes) -> None:
    if minutes.held_on > timezone.localdate():
        raise DomainError(_("The day of the meeting lies in the future."), "held_on")
    if minutes.held_on < date(year, 1, 1):
        raise DomainError(_("The meeting cannot be held before the year it is about."), "held_on")
    if not minutes.present or minutes.present > minutes.summoned:
        raise DomainError(_("At least one and at most all of those summoned were present."), "present")
    if minutes.present < minutes.summoned and not minutes.absent.strip():
        raise DomainError(_("Say who was absent and why: the minutes name them."), "absent")
    if minutes.secretary is not None and minutes.secretary == minutes.chair:
        raise DomainError(_("Chair and secretary are two people."), "secretary")
