"""Giving tasks from a directive or a plan, changing them, taking them back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.entry.tasks import ChangeEntry, TaskEntry, TaskLines, WithdrawEntry
from cms.models import ActionPlan, Task
from cms.selectors.followup import units_to_act_for
from cms.selectors.tasks import units_below
from cms.services.tasks import change_task, give_task, give_tasks, mark_of, withdraw_task
from cms.views.followup.asking import (
    acting_units,
    actor,
    crumbs,
    directive_of,
    done,
    people_choices,
    person_among,
    unit_to_act_for,
    way_of,
)
from staff.access import Forbidden, may, row_for, rows_for
from staff.models import Officer


@require_http_methods(["GET", "POST"])
def task_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one person one thing to do because of a directive."""
    directive = directive_of(request, pk)
    units, inside = acting_units(request, Task), units_to_act_for(request.user, Task)
    form = TaskEntry(request.POST or None, units=units, people=people_choices(inside))

    def act() -> Task:
        facts = form.cleaned_data
        unit = unit_to_act_for(request, Task, facts["unit"])
        owner = person_among(inside, facts["owner"])
        return give_task(source=directive, unit=unit, owner=owner, wanted=form.wanted(), actor=actor(request))

    message = _("The task was given; the person is told.")
    if request.method == "POST" and form.is_valid() and (row := done(request, form, act, message)):
        return redirect("cms:task", row.pk)
    title = _("Give a task")
    context = {
        "form": form,
        "title": title,
        "directive": directive,
        "back": reverse("cms:followup", args=[pk]),
        "breadcrumbs": way_of(directive, (title, "")),
    }
    return render(request, "cms/followup/form.html", context)


@require_http_methods(["GET", "POST"])
def tasks_of_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Give several tasks of a plan at once, all or none."""
    plan = _plan_to_give_from(request, pk)
    inside = units_below(plan.unit)
    form = TaskLines(request.POST or None, people=people_choices(inside))

    def act() -> list[Task]:
        chosen = form.chosen()
        people = {number: person_among(inside, number) for number, _wanted in chosen}
        wanted = [(people[number], each) for number, each in chosen]
        return give_tasks(source=plan, unit=plan.unit, wanted=wanted, actor=actor(request))

    if request.method == "POST" and form.is_valid():
        number = len(form.chosen())
        message = ngettext("%(n)d task was given.", "%(n)d tasks were given.", number) % {"n": number}
        if done(request, form, act, message):
            return redirect("cms:plan", pk)
    context = {
        "form": form,
        "plan": plan,
        "back": reverse("cms:plan", args=[pk]),
        "breadcrumbs": way_of(
            plan.directive, (plan.symbol, reverse("cms:plan", args=[pk])), (_("Give tasks"), "")
        ),
    }
    return render(request, "cms/followup/lines.html", context)


@require_http_methods(["GET", "POST"])
def task_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the last day or hand the task to somebody else, with the reason."""
    task = _task(request, pk)
    inside = units_below(task.unit)
    initial = {"owner": task.owner.number, "deadline": task.deadline, "seen": mark_of(task)}
    people = people_choices(inside)
    if task.owner.number not in dict(people):
        people.insert(0, (task.owner.number, f"{task.owner.full_name} ({task.owner.number})"))
    form = ChangeEntry(request.POST or None, initial=initial, people=people)

    def act() -> Task:
        facts = form.cleaned_data
        return change_task(
            task=task,
            owner=_chosen(task, inside, facts["owner"]),
            deadline=facts["deadline"],
            seen=facts["seen"],
            reason=facts["reason"],
            actor=actor(request),
        )

    message = _("The change was kept with its reason.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("cms:task", pk)
    return _page(request, task, form, _("Change the task"))


@require_http_methods(["GET", "POST"])
def task_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task back, with the reason."""
    task = _task(request, pk)
    form = WithdrawEntry(request.POST or None)

    def act() -> Task:
        return withdraw_task(task=task, reason=form.cleaned_data["reason"], actor=actor(request))

    message = _("The task was withdrawn; it stays in the list.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("cms:task", pk)
    return _page(request, task, form, _("Withdraw the task"))


def _plan_to_give_from(request: HttpRequest, pk: int) -> ActionPlan:
    """A plan of a unit where the person gives tasks."""
    row_for(request.user, ActionPlan, "view", pk=pk)
    if not may(request.user, Task, "add"):
        raise Forbidden
    inside = units_to_act_for(request.user, Task)
    row_for(request.user, ActionPlan, "view", pk=pk, unit_id__in=inside)
    found: ActionPlan = ActionPlan.objects.select_related("directive", "unit").get(pk=pk)
    return found


def _task(request: HttpRequest, pk: int) -> Task:
    row_for(request.user, Task, "change", pk=pk)
    found: Task = rows_for(request.user, Task, "change").select_related("owner", "unit").get(pk=pk)
    return found


def _chosen(task: Task, inside: frozenset[int], number: str) -> Officer:
    return task.owner if number == task.owner.number else person_among(inside, number)


def _page(request: HttpRequest, task: Task, form: Any, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "task": task,
        "back": reverse("cms:task", args=[task.pk]),
        "breadcrumbs": crumbs(
            (_("List of tasks"), reverse("cms:tasks")),
            (task.title, reverse("cms:task", args=[task.pk])),
            (title, ""),
        ),
    }
    return render(request, "cms/followup/form.html", context)
