"""What following up shows elsewhere: the home card, the section on a directive's page, menu conditions."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from cms.enums import TaskState
from cms.models import ActionPlan, Directive, Dissemination, Review, Task
from cms.reports.followup_tables import share, standing
from cms.selectors.followup import events_of, reports_due
from cms.selectors.tasks import follows_units, own_officer, own_tasks, waiting_reports
from staff.access import may

SOON = timedelta(days=14)
_SHOWN = 5


def my_tasks_card(request: HttpRequest) -> str:
    """The own open tasks, reports that wait for one's answer, periodic reports that fall due."""
    today = localdate()
    live = own_tasks(request.user).filter(state__in=(TaskState.OPEN, TaskState.REPORTED))
    rows = list(live)
    waiting = waiting_reports(request.user).count() if may(request.user, Task, "change") else 0
    due = reports_due(request.user, today + SOON) if may(request.user, ActionPlan, "change") else []
    if not (rows or waiting or due):
        return ""
    context = {
        "rows": [{"row": row, "standing": standing(row, today)} for row in rows[:_SHOWN]],
        "number": len(rows),
        "overdue": sum(row.deadline < today for row in rows),
        "waiting": waiting,
        "due": due[:_SHOWN],
        "today": today,
    }
    return render_to_string("cms/followup/parts/card.html", context, request=request)


def events_context(request: HttpRequest, directive: Directive) -> dict[str, Any]:
    """What the section and the page of a directive's follow-up need."""
    today, user = localdate(), request.user
    events = events_of(user, directive, today)
    return {
        "directive": directive,
        "events": events,
        "tasks": [{"row": row, "standing": standing(row, today)} for row in events.tasks],
        "done_share": share(events.tally.done, events.tally.given),
        "today": today,
        "may_tell": may(user, Dissemination, "add"),
        "may_plan": may(user, ActionPlan, "add"),
        "may_give": may(user, Task, "add"),
        "may_review": may(user, Review, "add"),
    }


def directive_section(request: HttpRequest, directive: Directive) -> str:
    """What became of a directive, as far as the reader's reach goes; "" for who has nothing to do with it."""
    context = events_context(request, directive)
    acts = any(context[name] for name in ("may_tell", "may_plan", "may_give", "may_review"))
    if not context["events"] and not acts:
        return ""
    return render_to_string("cms/followup/parts/section.html", context, request=request)


def sees_board(request: HttpRequest) -> bool:
    """Whether the person follows some unit's tasks."""
    return follows_units(request.user)


def has_record(request: HttpRequest) -> bool:
    """Whether tasks can be given to this person at all."""
    return own_officer(request.user) is not None
