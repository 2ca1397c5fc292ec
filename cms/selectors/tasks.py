"""Tasks as somebody sees them: the list with its filters, one task's story, figures by outcome."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.enums import ReportState, TaskState
from cms.models import Task, TaskReport
from cms.rules.followup import Outcome, Tally
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold, nfc
from staff.access import Forbidden, held_reach, rows_for
from staff.access.gate import Asker
from staff.models import Officer, Unit
from staff.reach import Reach
from staff.selectors.tree import load_tree


class SourceKind(StrEnum):
    """Where tasks come from; the values stand in addresses."""

    DIRECTIVE = "chi-dao"
    CONCLUSION = "ket-luan"
    FINDING = "kiem-tra"
    DUTY = "phoi-hop"


SOURCE_LABELS: Final = {
    SourceKind.DIRECTIVE: _("Directive"),
    SourceKind.CONCLUSION: _("Conclusion of the steering committee"),
    SourceKind.FINDING: _("Finding of an inspection"),
    SourceKind.DUTY: _("Coordination rules"),
}
OUTCOME_LABELS: Final = {
    Outcome.OPEN: _("In hand"),
    Outcome.OVERDUE: _("Overdue"),
    Outcome.IN_TIME: _("Done in time"),
    Outcome.LATE: _("Done late"),
    Outcome.WITHDRAWN: _("Withdrawn"),
}
OUTCOME_TONES: Final = {
    Outcome.OPEN: "info",
    Outcome.OVERDUE: "danger",
    Outcome.IN_TIME: "success",
    Outcome.LATE: "warning",
    Outcome.WITHDRAWN: "neutral",
}
_SOURCES: Final = {
    SourceKind.DIRECTIVE: "directive",
    SourceKind.CONCLUSION: "conclusion",
    SourceKind.FINDING: "finding",
    SourceKind.DUTY: "duty",
}
_LONGEST: Final = 160


@dataclass(frozen=True)
class Wish:
    """What a list of tasks is narrowed to; empty values narrow nothing. Days are both included."""

    text: str = ""
    unit_ids: frozenset[int] | None = None
    outcome: str = ""
    source: str = ""
    directive: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Change:
    """One entry of a task's story."""

    at: datetime
    by: str
    text: str
    reason: str


def unit_reach(user: Asker, action: str = "view") -> Reach:
    """Units whose tasks the person follows; Forbidden for who has only the own tasks, or none."""
    reach = held_reach(user, Task, action)
    if not (reach.everything or reach.unit_ids):
        raise Forbidden
    return Reach(everything=reach.everything, unit_ids=reach.unit_ids)


def follows_units(user: Asker) -> bool:
    """Whether the person follows tasks of some unit, not only the own ones."""
    reach = held_reach(user, Task, "view")
    return reach.everything or bool(reach.unit_ids)


def leads_units(user: Asker) -> bool:
    """Whether the person gives tasks in some unit."""
    reach = held_reach(user, Task, "add")
    return reach.everything or bool(reach.unit_ids)


def with_story(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with whom and what they name, in one query."""
    around = (
        "unit",
        "owner",
        "directive",
        "plan",
        "conclusion__meeting",
        "finding__inspection",
        "duty__rule",
    )
    return rows.select_related(*around)


def tasks_for(user: Asker, wish: Wish, today: date) -> QuerySet[Any]:
    """Tasks the person may see, the own ones included, as far as wished, by last day."""
    return with_story(narrowed(rows_for(user, Task, "view"), wish, today)).order_by("deadline", "pk")


def narrowed(rows: QuerySet[Any], wish: Wish, today: date) -> QuerySet[Any]:
    """What a wish leaves of tasks."""
    if wish.text:
        wanted = nfc(wish.text)
        rows = rows.filter(
            Q(owner__folded_name__contains=fold(wanted))
            | Q(owner__number__icontains=wanted)
            | Q(folded__contains=fold(wanted))
        )
    if wish.unit_ids is not None:
        rows = rows.filter(unit_id__in=wish.unit_ids)
    if wish.outcome:
        rows = rows.filter(_in_outcome(wish.outcome, today))
    if wish.source in set(SourceKind):
        rows = rows.filter(**{f"{_SOURCES[SourceKind(wish.source)]}__isnull": False})
    if wish.directive is not None:
        rows = rows.filter(directive_id=wish.directive)
    if wish.first:
        rows = rows.filter(deadline__gte=wish.first)
    return rows.filter(deadline__lte=wish.last) if wish.last else rows


def _in_outcome(outcome: str, today: date) -> Q:
    """Tasks of an outcome, as `outcome_of` tells it; none for a word that is not one."""
    if outcome not in set(Outcome):
        return Q(pk__in=[])
    waiting = Q(state__in=(TaskState.OPEN, TaskState.REPORTED))
    done = Q(state=TaskState.DONE)
    of: dict[str, Q] = {
        Outcome.OPEN: waiting & Q(deadline__gte=today),
        Outcome.OVERDUE: waiting & Q(deadline__lt=today),
        Outcome.IN_TIME: done & Q(done_on__lte=F("deadline")),
        Outcome.LATE: done & Q(done_on__gt=F("deadline")),
        Outcome.WITHDRAWN: Q(state=TaskState.WITHDRAWN),
    }
    return of[outcome]


def tallies(rows: QuerySet[Any], by: str, today: date) -> dict[int, Tally]:
    """Figures by a column (unit_id, directive_id, …), in one query."""
    columns = {
        "n_open": Outcome.OPEN,
        "n_overdue": Outcome.OVERDUE,
        "n_in_time": Outcome.IN_TIME,
        "n_late": Outcome.LATE,
    }
    counts = {name: Count("pk", filter=_in_outcome(outcome, today)) for name, outcome in columns.items()}
    found = rows.order_by().values(by).annotate(**counts).values_list(by, *columns)
    return {key: Tally(*figures) for key, *figures in found if key is not None}


def source_of(task: Task) -> tuple[SourceKind, str]:
    """The kind of source and its words, cut at a length a list can show."""
    if task.directive is not None:
        plan = f", {task.plan.symbol}" if task.plan else ""
        return SourceKind.DIRECTIVE, f"{task.directive.symbol}{plan}"
    if task.conclusion is not None:
        return SourceKind.CONCLUSION, task.conclusion.text[:_LONGEST]
    if task.finding is not None:
        return SourceKind.FINDING, task.finding.text[:_LONGEST]
    return SourceKind.DUTY, task.duty.text[:_LONGEST] if task.duty else ""


def own_tasks(user: Asker) -> QuerySet[Any]:
    """The asker's own tasks that are not finished, the most urgent first."""
    mine = own_officer(user)
    rows = Task.objects.none() if mine is None else rows_for(user, Task, "report").filter(owner_id=mine)
    return with_story(rows).order_by("deadline", "pk")


def own_officer(user: Asker) -> int | None:
    """Whose own tasks the asker reports on; None without the verb or without a record."""
    return held_reach(user, Task, "report").officer_id


def waiting_reports(user: Asker) -> QuerySet[Any]:
    """Reports that wait for the asker's answer, the oldest first; not those on the own tasks."""
    led = rows_for(user, Task, "change").filter(state__in=(TaskState.OPEN, TaskState.REPORTED))
    rows = TaskReport.objects.filter(task__in=led.values("pk"), state=ReportState.SENT)
    others = rows.exclude(task__owner_id=own) if (own := own_officer(user)) is not None else rows
    return others.select_related("task__owner", "task__unit").order_by("sent_at", "pk")


def owners_in(unit_ids: Collection[int], day: date) -> QuerySet[Any]:
    """People who serve in these units on a day, by given name."""
    served = Q(postings__start__lte=day) & (Q(postings__end=None) | Q(postings__end__gt=day))
    found = Officer.objects.filter(served, postings__unit_id__in=unit_ids).distinct()
    return found.order_by("name_key", "number")


def units_below(unit: Unit) -> frozenset[int]:
    """The unit and everything below it."""
    return load_tree().below([unit.pk])


def story_of(task: Task) -> list[Change]:
    """What happened to a task, the newest first: given, moved, handed on, withdrawn, finished."""
    rows = list(task.history.select_related("history_user", "owner").order_by("history_date", "history_id"))
    told: list[Change] = []
    before: Any = None
    for row in rows:
        text = (
            _("Given to %(name)s, until %(day)s") % _names(row)
            if before is None
            else _difference(before, row)
        )
        if text:
            by = row.history_user.get_full_name() or str(row.history_user) if row.history_user else ""
            told.append(Change(row.history_date, by, str(text), row.history_change_reason or ""))
        before = row
    return told[::-1]


def _names(row: Any) -> dict[str, str]:
    return {"name": row.owner.full_name, "day": show_date(row.deadline)}


def _difference(before: Any, row: Any) -> str:
    parts = []
    if before.owner_id != row.owner_id:
        names = {"old": before.owner.full_name, "new": row.owner.full_name}
        parts.append(str(_("Handed from %(old)s to %(new)s") % names))
    if before.deadline != row.deadline:
        days = {"old": show_date(before.deadline), "new": show_date(row.deadline)}
        parts.append(str(_("Last day moved from %(old)s to %(new)s") % days))
    if before.unit_id != row.unit_id:
        parts.append(str(_("Carried to the new unit")))
    if before.state != row.state:
        parts.append(str(TaskState(row.state).label))
    return "; ".join(parts)
