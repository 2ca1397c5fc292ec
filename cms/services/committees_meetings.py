"""Meetings of the steering committee: kept with their minutes; numbered conclusions become tasks."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.enums import TaskState
from cms.models import Committee, CommitteeMeeting, Conclusion, Task
from cms.services.committees import locked_committee
from cms.services.governance import Upload, kept, line, paragraphs, refuse_future, save
from cms.services.tasks import Wanted, give_task
from hrm.kernel.text import fold, nfc
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError

MOST_CONCLUSIONS = 999


@dataclass(frozen=True)
class MeetingFacts:
    """What the minutes say; `notice_symbol` is the notice that made the conclusions known."""

    held_on: date
    subject: str
    chair: str = ""
    notice_symbol: str = ""


@transaction.atomic
def keep_meeting(
    *,
    actor: User,
    committee: Committee,
    facts: MeetingFacts,
    upload: Upload | None = None,
    meeting: CommitteeMeeting | None = None,
) -> CommitteeMeeting:
    """Keep a meeting, or correct it. DomainError for a day to come or outside the committee's time, and for
    a notice that belongs to another meeting of the year."""
    parent = locked_committee(committee)
    refuse_future(facts.held_on, localdate(), "held_on")
    if facts.held_on < parent.start or (parent.end is not None and facts.held_on >= parent.end):
        raise DomainError(_("The committee does not exist on that day."), "held_on")
    row = meeting or CommitteeMeeting(committee=parent, created_by=actor)
    _refuse_symbol_twice(row, parent, facts)
    row.held_on, row.subject = facts.held_on, line(facts.subject, "subject", 300)
    row.chair = line(facts.chair, "chair", 160, needed=False)
    row.notice_symbol = line(facts.notice_symbol, "notice_symbol", 80, needed=False)
    row.file = kept(upload, actor, row.file)
    save(row, actor)
    return row


@transaction.atomic
def conclude(
    *,
    actor: User,
    meeting: CommitteeMeeting,
    text: str,
    number: int | None = None,
    conclusion: Conclusion | None = None,
) -> Conclusion:
    """Note a conclusion (without a number: the next one), or correct it. DomainError for a number twice."""
    locked_committee(meeting.committee)
    last = meeting.conclusions.aggregate(last=Max("number"))["last"] or 0
    wanted = number or (conclusion.number if conclusion else last + 1)
    if not 1 <= wanted <= MOST_CONCLUSIONS:
        message = _("Conclusions are numbered from 1 to %(most)d.") % {"most": MOST_CONCLUSIONS}
        raise DomainError(message, "number")
    row = conclusion or Conclusion(meeting=meeting)
    if meeting.conclusions.filter(number=wanted).exclude(pk=row.pk).exists():
        raise DomainError(_("The meeting has a conclusion %(number)d.") % {"number": wanted}, "number")
    row.number, row.text = wanted, paragraphs(text, "text")
    save(row, actor)
    return row


@transaction.atomic
def withdraw_conclusion(*, actor: User, conclusion: Conclusion) -> None:
    """Take out a conclusion noted by mistake; one that became a task stays."""
    locked_committee(conclusion.meeting.committee)
    if conclusion.tasks.exists():
        raise DomainError(_("The conclusion became a task; withdraw the task instead."))
    conclusion.delete()


@transaction.atomic
def give_conclusion(
    *, actor: User, conclusion: Conclusion, owner: Officer, unit: Unit, wanted: Wanted
) -> Task:
    """One person carries out a conclusion. DomainError when the same task is open for that person already."""
    locked_committee(conclusion.meeting.committee)
    given = conclusion.tasks.filter(owner=owner).exclude(state=TaskState.WITHDRAWN)
    if any(fold(task.title) == fold(wanted.title) for task in given):
        raise DomainError(_("This task was given to that person already."), "title")
    return give_task(source=conclusion, unit=unit, owner=owner, wanted=wanted, actor=actor)


def _refuse_symbol_twice(row: CommitteeMeeting, parent: Committee, facts: MeetingFacts) -> None:
    if not nfc(facts.notice_symbol):
        return
    same = parent.meetings.filter(held_on__year=facts.held_on.year).exclude(pk=row.pk)
    if any(fold(other.notice_symbol) == fold(facts.notice_symbol) for other in same):
        message = _("%(symbol)s is the notice of another meeting of that year.")
        raise DomainError(message % {"symbol": nfc(facts.notice_symbol)}, "notice_symbol")
