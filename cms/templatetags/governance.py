"""How tasks stand on the pages of coordination, inspections and the committee."""

from datetime import date

from django import template
from django.urls import NoReverseMatch, reverse

from cms.enums import TaskState
from cms.models import Task
from cms.reports.governance import task_tone

register = template.Library()


@register.filter
def task_address(task: Task) -> str:
    """The page of a task; "" where there is none."""
    try:
        return reverse("cms:task", args=[task.pk])
    except NoReverseMatch:
        return ""


@register.filter
def tone(task: Task) -> str:
    """The colour of the state."""
    return task_tone(task)


@register.filter
def is_late(task: Task, day: date) -> bool:
    """Whether a task still waits after its last day."""
    return task.state in (TaskState.OPEN, TaskState.REPORTED) and task.deadline < day
