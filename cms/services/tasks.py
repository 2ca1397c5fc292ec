"""Tasks: given, changed, reported on, finished, withdrawn. Each is clear about who, what and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.enums import TaskState
from cms.models import ActionPlan, Conclusion, CoordinationDuty, Directive, Finding, Task
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold, nfc
from staff.models import Officer, Posting, Unit, User
from staff.services.errors import DomainError

Source = Directive | ActionPlan | Conclusion | Finding | CoordinationDuty


@dataclass(frozen=True)
class Wanted:
    """What is asked of somebody: `deadline` is the last day."""

    title: str
    product: str
    deadline: date
    evidence: str = ""


@transaction.atomic
def give_task(*, source: Source, unit: Unit, owner: Officer, wanted: Wanted, actor: User) -> Task:
    """Give one person one thing to do by a day, because of a directive, plan, conclusion, finding or duty.

    The caller has chosen `unit` through the gate. DomainError when the owner does not serve in the unit or
    below it today, the deadline has passed, or nothing says what is to be done.
    """
    today = localdate()
    if wanted.deadline < today:
        raise DomainError(_("The deadline has passed already."), "deadline")
    title, product = nfc(wanted.title).strip(), nfc(wanted.product).strip()
    if not title or not product:
        raise DomainError(_("Say what is to be done and what comes of it."), "title")
    _refuse_stranger(owner, unit, today)
    task: Any = Task(
        unit=unit,
        owner=owner,
        title=title,
        product=product,
        evidence=nfc(wanted.evidence),
        given_on=today,
        deadline=wanted.deadline,
        given_by=actor,
        folded=fold(f"{title} {product}"),
        **_origin(source),
    )
    task._history_user = actor
    task.save()
    given: Task = task
    return given


@transaction.atomic
def give_tasks(
    *, source: Source, unit: Unit, wanted: Iterable[tuple[Officer, Wanted]], actor: User
) -> list[Task]:
    """Give several tasks of one source at once, all or none; DomainError as `give_task`."""
    return [
        give_task(source=source, unit=unit, owner=owner, wanted=each, actor=actor) for owner, each in wanted
    ]


@transaction.atomic
def change_task(*, task: Task, owner: Officer, deadline: date, seen: str, reason: str, actor: User) -> Task:
    """Move the last day or hand a task to somebody else; the reason stands in the history.

    `seen` is the `mark_of` what the actor looked at. DomainError for a task that is finished, withdrawn or
    changed by someone else meanwhile, without a reason, when nothing changes, when the day has passed or
    the new owner does not serve in the unit or below it.
    """
    row = held_task(task)
    _refuse_ended(row)
    if mark_of(row) != seen:
        message = _("Someone else changed this task meanwhile: %(name)s, until %(day)s. Please look again.")
        raise DomainError(message % {"name": row.owner.full_name, "day": show_date(row.deadline)})
    if owner.pk == row.owner_id and deadline == row.deadline:
        raise DomainError(_("Neither the person nor the last day is another one."), "deadline")
    told = _needed(reason)
    if deadline != row.deadline and deadline < localdate():
        raise DomainError(_("The deadline has passed already."), "deadline")
    if owner.pk != row.owner_id:
        _refuse_stranger(owner, row.unit, localdate())
    row.owner, row.deadline = owner, deadline
    keep_task(row, actor, told)
    return row


@transaction.atomic
def withdraw_task(*, task: Task, reason: str, actor: User) -> Task:
    """Take a task back; it stays in the list as withdrawn. DomainError once it is finished or withdrawn."""
    row = held_task(task)
    _refuse_ended(row)
    row.withdrawn_reason = _needed(reason)
    row.state = TaskState.WITHDRAWN
    keep_task(row, actor, row.withdrawn_reason)
    return row


def held_task(task: Task) -> Task:
    """The task as it stands now, kept from everyone else until the transaction ends."""
    rows = Task.objects.select_for_update(of=("self",)).select_related("owner", "unit")
    found: Task = rows.get(pk=task.pk)
    return found


def keep_task(row: Any, actor: User, reason: str = "") -> None:
    """Store a task with who changed it and why."""
    row._history_user, row._change_reason = actor, reason or None
    row.save()


def mark_of(task: Task) -> str:
    """What somebody who changes a task has looked at."""
    return f"{task.owner_id}:{task.deadline:%Y-%m-%d}:{task.state}"


def _refuse_ended(task: Task) -> None:
    if task.state == TaskState.DONE:
        raise DomainError(_("This task is finished."))
    if task.state == TaskState.WITHDRAWN:
        raise DomainError(_("This task was withdrawn."))


def _needed(text: str) -> str:
    told = nfc(text).strip()
    if not told:
        raise DomainError(_("Write the reason: it is kept in the history."), "reason")
    return told


def _origin(source: Source) -> dict[str, object]:
    """The columns that say where a task comes from; a plan brings its directive."""
    match source:
        case Directive():
            return {"directive": source}
        case ActionPlan():
            return {"directive": source.directive, "plan": source}
        case Conclusion():
            return {"conclusion": source}
        case Finding():
            return {"finding": source}
        case CoordinationDuty():
            return {"duty": source}


def _refuse_stranger(owner: Officer, unit: Unit, day: date) -> None:
    """Whoever is given a task serves in the unit, or in one below it."""
    units = Posting.objects.at(day).filter(officer=owner).select_related("unit")
    for posting in units:
        here: Unit | None = posting.unit
        while here is not None:
            if here.pk == unit.pk:
                return
            here = here.parent
    message = _("%(name)s does not serve in %(unit)s on %(day)s.")
    raise DomainError(message % {"name": owner.full_name, "unit": unit.name, "day": show_date(day)}, "owner")
