"""Findings of inspections: noted, remedied by tasks, closed; the last one closed closes the inspection."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.enums import InspectionState, TaskState
from cms.models import Finding, Inspection, Task
from cms.services.governance import line, paragraphs, refuse_future, save
from cms.services.inspections import locked_inspection
from cms.services.tasks import Wanted, give_task
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError, ReasonNeeded


@dataclass(frozen=True)
class FindingFacts:
    """What was found, which rule it breaks, what is asked and until when (last day)."""

    text: str
    basis: str
    remedy: str
    remedy_by: date


@transaction.atomic
def note_finding(
    *, actor: User, inspection: Inspection, facts: FindingFacts, finding: Finding | None = None
) -> Finding:
    """Note a finding of an inspection under way or concluded, or correct an open one.

    DomainError for a deadline that has passed, the same finding twice, and an inspection not begun or closed.
    """
    parent = locked_inspection(inspection)
    if parent.state not in (InspectionState.RUNNING, InspectionState.CONCLUDED):
        raise DomainError(_("Findings are noted once an inspection has begun and until it is closed."))
    row = _open(finding) if finding else Finding(inspection=parent)
    if facts.remedy_by != row.remedy_by and facts.remedy_by < localdate():
        raise DomainError(_("The deadline has passed already."), "remedy_by")
    row.text, row.basis = paragraphs(facts.text, "text"), line(facts.basis, "basis", 200, needed=False)
    row.remedy, row.remedy_by = line(facts.remedy, "remedy", 400), facts.remedy_by
    if any(fold(other.text) == fold(row.text) for other in parent.findings.exclude(pk=row.pk)):
        raise DomainError(_("This finding is noted already."), "text")
    save(row, actor)
    return row


@transaction.atomic
def give_remedy(*, actor: User, finding: Finding, owner: Officer, unit: Unit, wanted: Wanted) -> Task:
    """One person remedies a finding; while its deadline has not passed, the task ends by then."""
    row = _open(finding)
    if localdate() <= row.remedy_by < wanted.deadline:
        message = _("The finding is to be remedied by %(day)s.")
        raise DomainError(message % {"day": show_date(row.remedy_by)}, "deadline")
    return give_task(source=row, unit=unit, owner=owner, wanted=wanted, actor=actor)


@transaction.atomic
def close_finding(*, actor: User, finding: Finding, closed_on: date, reason: str = "") -> Finding:
    """The finding is remedied. ReasonNeeded without a finished task, or while one waits.

    The last finding of a concluded inspection closes the inspection as well.
    """
    parent = locked_inspection(finding.inspection)
    row = _open(finding)
    refuse_future(closed_on, localdate(), "closed_on")
    if closed_on < parent.start:
        raise DomainError(_("A finding is remedied after the inspection began."), "closed_on")
    note = line(reason, "reason", 400, needed=False)
    doubts = _doubts(row)
    if doubts and not note:
        raise ReasonNeeded(doubts, "reason")
    row.closed_on, row.closing_note = closed_on, note if doubts else ""
    save(row, actor, row.closing_note)
    if parent.state == InspectionState.CONCLUDED and not parent.findings.filter(closed_on=None).exists():
        parent.state = InspectionState.CLOSED
        save(parent, actor)
    return row


def _doubts(finding: Finding) -> list[str]:
    """What speaks against closing: nothing was finished, or something waits."""
    tasks = list(finding.tasks.all())
    waiting = [task for task in tasks if task.state in (TaskState.OPEN, TaskState.REPORTED)]
    if waiting:
        return [_("Not finished yet: %(title)s") % {"title": task.title} for task in waiting]
    done = any(task.state == TaskState.DONE for task in tasks)
    return [] if done else [_("No task for the remedy was finished")]


def _open(finding: Finding) -> Finding:
    row: Finding = (
        Finding.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=finding.pk)
    )
    if row.closed_on is not None:
        message = _("The finding was closed on %(day)s.")
        raise DomainError(message % {"day": show_date(row.closed_on)})
    return row
