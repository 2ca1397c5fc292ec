"""Tasks: given, changed, reported on, finished, withdrawn. Each is clear about who, what and until when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.models import ActionPlan, Conclusion, CoordinationDuty, Directive, Finding, Task
from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
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
    title, product = nfc(wanted.title), nfc(wanted.product)
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
        **_origin(source),
    )
    task._history_user = actor
    task.save()
    given: Task = task
    return given


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
