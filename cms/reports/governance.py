"""Cells that the tables of coordination, inspections and the committee share."""

from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.enums import InspectionState, TaskState
from cms.models import Task
from cms.selectors.governance import TaskCount
from hrm.kernel.dates import show_date

NUMBER: Final = {"th": {"class": "num"}, "td": {"class": "num"}}
NAME: Final = {"td": {"class": "card-title"}}
STATE_TONES: Final = {
    InspectionState.PLANNED: "neutral",
    InspectionState.RUNNING: "info",
    InspectionState.CONCLUDED: "warning",
    InspectionState.CLOSED: "success",
}
_TASK_TONES: Final = {
    TaskState.OPEN: "info",
    TaskState.REPORTED: "accent",
    TaskState.DONE: "success",
    TaskState.WITHDRAWN: "neutral",
}


def badge(label: str, tone: str, icon: str = "") -> SafeString:
    """A word with a colour, and a sign where there is one."""
    return render_to_string("components/badge.html", {"label": label, "tone": tone, "icon": icon})


def task_tone(task: Task) -> str:
    """The colour of a task's state."""
    return _TASK_TONES[TaskState(task.state)]


def plain_tasks(tasks: list[Task]) -> str:
    """Tasks as one text, for a cell of a workbook: what, who, until when, where it stands."""
    shape = _("%(title)s – %(owner)s, by %(day)s: %(state)s")
    return "; ".join(
        shape
        % {
            "title": task.title,
            "owner": task.owner.full_name,
            "day": show_date(task.deadline),
            "state": task.get_state_display(),
        }
        for task in tasks
    )


def done_of(count: TaskCount) -> str:
    """Finished of all tasks; a dash without any."""
    return f"{count.done}/{count.total}" if count.total else "–"
