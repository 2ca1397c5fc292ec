"""Reports on tasks: sent by who does the work, accepted or returned by who leads."""

from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cms.enums import ReportState, TaskState
from cms.models import Task, TaskReport
from cms.services.kept_files import keep_document
from cms.services.tasks import held_task, keep_task
from hrm.kernel.text import nfc
from staff.models import User
from staff.services.errors import DomainError
from staff.services.notices import tell

WHOLE = 100


@transaction.atomic
def report_on_task(
    *, task: Task, text: str, percent: int, finished: bool, evidence: UploadedFile | None, actor: User
) -> TaskReport:
    """Say how far a task is. A finished one is 100 per cent and waits until whoever leads has looked.

    The caller found the task among the actor's own. DomainError for a task that is finished, withdrawn or
    waits for an answer, without a text, with a percentage below what was accepted before, for a bad file.
    """
    row = held_task(task)
    _refuse_closed(row)
    told = nfc(text).strip()
    if not told:
        raise DomainError(_("Write what was done."), "text")
    percent = WHOLE if finished else percent
    if not 0 <= percent <= WHOLE:
        raise DomainError(_("Expected per cent from 0 to 100."), "percent")
    kept = (
        keep_document(
            actor=actor, source=cast(BinaryIO, evidence), name=evidence.name or "", field="evidence"
        )
        if evidence
        else None
    )
    report = TaskReport.objects.create(
        task=row, text=told, percent=percent, finished=finished, evidence=kept, sent_by=actor
    )
    if finished:
        row.state = TaskState.REPORTED
        keep_task(row, actor)
    return report


@transaction.atomic
def accept_report(*, report: TaskReport, answer: str, actor: User) -> TaskReport:
    """Agree with a report. A finished task is done on the day it was reported.

    DomainError for a report answered before, of a task that ended meanwhile, or the actor's own task.
    """
    row, task = _waiting(report, actor)
    _close(row, ReportState.ACCEPTED, answer, actor)
    if row.finished:
        task.state, task.done_on = TaskState.DONE, localdate(row.sent_at)
        keep_task(task, actor, row.answer)
    _tell_owner(row, task, _("Your report was accepted: %(title)s."))
    return row


@transaction.atomic
def return_report(*, report: TaskReport, answer: str, actor: User) -> TaskReport:
    """Send a report back with what is missing; the task is open again. DomainError as above, and without words."""
    if not nfc(answer).strip():
        raise DomainError(_("Write what is missing, so that it can be mended."), "answer")
    row, task = _waiting(report, actor)
    _close(row, ReportState.RETURNED, answer, actor)
    if row.finished:
        task.state = TaskState.OPEN
        keep_task(task, actor, row.answer)
    _tell_owner(row, task, _("Your report was returned: %(title)s."))
    return row


def _refuse_closed(task: Task) -> None:
    if task.state == TaskState.DONE:
        raise DomainError(_("This task is finished; nothing more is reported on it."))
    if task.state == TaskState.WITHDRAWN:
        raise DomainError(_("This task was withdrawn; nothing more is reported on it."))
    if task.state == TaskState.REPORTED:
        raise DomainError(_("Your report that the task is finished still waits for an answer."))


def _waiting(report: TaskReport, actor: User) -> tuple[TaskReport, Task]:
    """Report and task as they stand now, held, when the actor may answer."""
    task = held_task(report.task)
    row: TaskReport = TaskReport.objects.select_for_update().get(pk=report.pk)
    if row.state != ReportState.SENT:
        raise DomainError(_("This report was answered already; nothing was changed."))
    if task.state in (TaskState.DONE, TaskState.WITHDRAWN):
        raise DomainError(_("The task has ended meanwhile; its reports are no longer answered."))
    if task.owner.user_id == actor.pk:
        raise DomainError(_("Nobody answers a report on the own task; whoever leads above does."))
    return row, task


def _close(row: TaskReport, state: ReportState, answer: str, actor: User) -> None:
    row.state, row.answer = state, nfc(answer).strip()
    row.answered_by, row.answered_at = actor, now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])


def _tell_owner(row: TaskReport, task: Task, text: str) -> None:
    if task.owner.user is not None:
        url = reverse("cms:task", args=[task.pk])
        tell(
            users=[task.owner.user],
            key=f"bao-cao:{row.pk}:{row.state}",
            text=text % {"title": task.title},
            url=url,
        )
