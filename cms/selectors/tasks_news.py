"""What the daily digest tells of tasks: given, due soon, overdue, reports that wait, periodic reports due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.enums import ReportState, TaskState
from cms.models import ActionPlan, Task, TaskReport
from cms.selectors.followup import plan_lines
from hrm.kernel.dates import show_date
from staff.access import keepers_of
from staff.registries import DigestSource, News

SOON: Final = timedelta(days=3)
NEW: Final = timedelta(days=7)
REPORT_SOON: Final = timedelta(days=14)


def task_news(day: date) -> Iterator[News]:
    """Everything there is to know of tasks on a day."""
    yield from _own_news(day)
    keepers: dict[tuple[type[Any], int], list[int]] = {}
    yield from _answer_news(keepers)
    yield from _plan_news(day, keepers)


def task_summary(count: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext("%(count)d message about tasks is new.", "%(count)d messages about tasks are new.", count)
    return text % {"count": count}, reverse("cms:my_tasks")


def _own_news(day: date) -> Iterator[News]:
    """To the responsible person: given within a week, due within three days, overdue."""
    rows: QuerySet[Any] = Task.objects.filter(state=TaskState.OPEN, owner__user__is_active=True)
    for task in rows.select_related("owner").order_by("pk"):
        told = {"title": task.title, "day": show_date(task.deadline)}
        if task.deadline < day:
            stage, text = "qua-han", _("Overdue since %(day)s: %(title)s.")
        elif task.deadline - day <= SOON:
            stage, text = "sap", _("Due on %(day)s: %(title)s.")
        elif day - task.given_on <= NEW:
            stage, text = "giao", _("You were given a task, to be done by %(day)s: %(title)s.")
        else:
            continue
        key = f"nhiem-vu:{task.pk}:{task.owner_id}:{stage}"
        # A day that was moved is told anew; being given the task is told once.
        key = key if stage == "giao" else f"{key}:{task.deadline.isoformat()}"
        yield News(task.owner.user_id, key, text % told, reverse("cms:task", args=[task.pk]))


def _answer_news(keepers: dict[tuple[type[Any], int], list[int]]) -> Iterator[News]:
    """To whoever leads the unit of the task, but for its owner."""
    live = (TaskState.OPEN, TaskState.REPORTED)
    rows = TaskReport.objects.filter(state=ReportState.SENT, task__state__in=live)
    for report in rows.select_related("task__owner").order_by("pk"):
        task = report.task
        text = _("A report of %(name)s waits for your answer: %(title)s.")
        told = {"name": task.owner.full_name, "title": task.title}
        for user_id in _keepers(keepers, Task, task.unit_id):
            if user_id != task.owner.user_id:
                url = reverse("cms:task", args=[task.pk])
                yield News(user_id, f"cho-tra-loi:{report.pk}", text % told, url)


def _plan_news(day: date, keepers: dict[tuple[type[Any], int], list[int]]) -> Iterator[News]:
    """To whoever leads the unit of a plan: its periodic report falls due within two weeks, or did."""
    plans = ActionPlan.objects.filter(report_every_months__isnull=False)
    for line in plan_lines(plans.select_related("unit", "directive").order_by("pk")):
        if line.due is None or line.due > day + REPORT_SOON:
            continue
        late = line.due < day
        text = (
            _("Overdue since %(day)s: report of %(unit)s on the plan %(symbol)s.")
            if late
            else _("Due on %(day)s: report of %(unit)s on the plan %(symbol)s.")
        )
        told = {"day": show_date(line.due), "unit": line.plan.unit.name, "symbol": line.plan.symbol}
        key = f"bao-cao-ke-hoach:{line.plan.pk}:{line.due.isoformat()}:{'qua-han' if late else 'sap'}"
        for user_id in _keepers(keepers, ActionPlan, line.plan.unit_id):
            yield News(user_id, key, text % told, reverse("cms:plan", args=[line.plan.pk]))


def _keepers(known: dict[tuple[type[Any], int], list[int]], model: type[Any], unit_id: int) -> list[int]:
    """Accounts that lead a unit, asked once for each unit."""
    if (model, unit_id) not in known:
        users = keepers_of([unit_id], model, "change").order_by("pk")
        known[model, unit_id] = list(users.values_list("pk", flat=True))
    return known[model, unit_id]


TASK_DIGEST: Final = DigestSource("nhiem-vu", task_news, task_summary, order=15)
