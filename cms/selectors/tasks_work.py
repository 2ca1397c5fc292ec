"""Tasks as work that evaluation may take over; it reads them through the registry."""

from collections.abc import Collection
from datetime import date
from typing import cast

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.enums import TaskState
from cms.models import Task
from staff.access import rows_for
from staff.models import Posting, User
from staff.registries import OfferedWork, WorkSource


def offered(user: User, unit_ids: Collection[int], first: date, after: date) -> list[OfferedWork]:
    """Tasks of people of these units that fall due, or were finished, from `first` until the day before `after`.

    Only those the person may see; withdrawn ones not.
    """
    rows = rows_for(user, Task, "view").exclude(state=TaskState.WITHDRAWN)
    falls = Q(deadline__gte=first, deadline__lt=after) | Q(done_on__gte=first, done_on__lt=after)
    serving = Posting.objects.filter(Q(end__isnull=True) | Q(end__gt=first), start__lt=after)
    here = Q(unit_id__in=unit_ids) | Q(owner__in=serving.filter(unit_id__in=unit_ids).values("officer_id"))
    return [_offer(row) for row in rows.filter(falls, here).order_by("deadline", "pk")]


def _offer(task: Task) -> OfferedWork:
    return OfferedWork(
        key=str(task.pk),
        officer_id=task.owner_id,
        title=task.title,
        product=task.product,
        deadline=task.deadline,
        done_on=task.done_on,
        url=reverse("cms:task", args=[task.pk]),
    )


TASK_WORK = WorkSource("cms.task", cast(str, _("Tasks from directives")), offered)
