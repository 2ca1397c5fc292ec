"""Lists of tasks, one task with its story, reports and their answers."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.entry.tasks import AnswerEntry, ReportEntry, TaskFilter
from cms.enums import ReportState, TaskState
from cms.models import Directive, Task, TaskReport
from cms.reports.followup_tables import TaskTable, standing
from cms.selectors.tasks import (
    SOURCE_LABELS,
    Wish,
    follows_units,
    own_officer,
    own_tasks,
    source_of,
    story_of,
    tasks_for,
    unit_reach,
    waiting_reports,
    with_story,
)
from cms.services.followup_reports import accept_report, report_on_task, return_report
from cms.views.followup.asking import actor, crumbs, done, kept_file, workbook
from hrm.kernel.dates import show_date
from staff.access import require, row_for, rows_for
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import subtree_of, unit_choices
from staff.views.paging import sorted_and_paged

_LIVE = (TaskState.OPEN, TaskState.REPORTED)


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Tasks in reach with filters; whoever follows no unit has the own ones."""
    require(request.user, Task, "view")
    if not follows_units(request.user):
        return redirect("cms:my_tasks")
    form, table = _listed(request)
    context = {
        "form": form,
        "table": sorted_and_paged(table, request),
        "waiting": waiting_reports(request.user).count(),
        "breadcrumbs": [],
    }
    return render(request, "cms/followup/tasks.html", context)


@require_safe
def tasks_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook."""
    unit_reach(request.user)
    form, table = _listed(request)
    if not form.is_valid():
        return redirect(f"{reverse('cms:tasks')}?{request.GET.urlencode()}")
    return workbook(table_workbook(_("List of tasks"), table), f"nhiem-vu-{localdate():%Y-%m-%d}.xlsx")


@require_safe
def my_tasks(request: HttpRequest) -> HttpResponse:
    """The own tasks: what is to be done, what waits, what was done; and reports that wait for one's answer."""
    require(request.user, Task, "view")
    today = localdate()
    rows = list(own_tasks(request.user))
    context = {
        "open": [_shown(row, today) for row in rows if row.state in _LIVE],
        "over": [_shown(row, today) for row in rows if row.state not in _LIVE][::-1],
        "waiting": list(waiting_reports(request.user)[:50]),
        "has_record": own_officer(request.user) is not None,
        "breadcrumbs": [],
    }
    return render(request, "cms/followup/mine.html", context)


@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: what is asked, where it stands, its reports, what was changed and why."""
    return _page(request, _found(request, pk, "view"))


@require_http_methods(["GET", "POST"])
def task_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The responsible person says how far it is."""
    row = _found(request, pk, "report")
    form = ReportEntry(request.POST or None, request.FILES or None)

    def act() -> TaskReport:
        facts = form.cleaned_data
        return report_on_task(
            task=row,
            text=facts["text"],
            percent=facts["percent"] or 0,
            finished=facts["finished"],
            evidence=facts["evidence"],
            actor=actor(request),
        )

    message = _("Your report was sent.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("cms:task", pk)
    title = _("Report on the task")
    context = {
        "form": form,
        "title": title,
        "task": row,
        "back": reverse("cms:task", args=[pk]),
        "breadcrumbs": _way((row.title, reverse("cms:task", args=[pk])), (title, "")),
    }
    return render(request, "cms/followup/form.html", context)


@require_POST
def report_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree with a report."""
    return _answer(request, pk, accept_report, _("The report was accepted."))


@require_POST
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report back with what is missing."""
    return _answer(request, pk, return_report, _("The report was returned."))


@require_safe
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    """The evidence of a report, for whoever sees the task."""
    require(request.user, Task, "view")
    found = TaskReport.objects.select_related("evidence").filter(pk=pk).first()
    if found is None:
        raise Http404
    row_for(request.user, Task, "view", pk=found.task_id)
    return kept_file(found.evidence)


def _answer(request: HttpRequest, pk: int, act: Callable[..., TaskReport], message: str) -> HttpResponse:
    require(request.user, Task, "change")
    report = TaskReport.objects.select_related("task").filter(pk=pk).first()
    if report is None:
        raise Http404
    row = _found(request, report.task_id, "change")
    form = AnswerEntry(request.POST)

    def answered() -> TaskReport:
        return act(report=report, answer=form.cleaned_data["answer"], actor=actor(request))

    if form.is_valid() and done(request, form, answered, message):
        return redirect("cms:task", row.pk)
    return _page(request, row, form)


def _listed(request: HttpRequest) -> tuple[TaskFilter, TaskTable]:
    reach, today = unit_reach(request.user), localdate()
    units = set(Unit.objects.within(reach).values_list("pk", flat=True))
    form = TaskFilter(request.GET, units=unit_choices(today, units))
    rows: Any = (
        tasks_for(request.user, _wish(form, request), today) if form.is_valid() else Task.objects.none()
    )
    return form, TaskTable(rows, today=today)


def _wish(form: TaskFilter, request: HttpRequest) -> Wish:
    facts = form.cleaned_data
    directive = request.GET.get("directive", "")
    known = directive.isascii() and directive.isdecimal() and len(directive) < 10
    return Wish(
        text=facts["q"],
        unit_ids=subtree_of(facts["unit"]) if facts["unit"] else None,
        outcome=facts["state"],
        source=facts["source"],
        directive=int(directive) if known else None,
        first=facts["first"],
        last=facts["last"],
    )


def _found(request: HttpRequest, pk: int, action: str) -> Task:
    require(request.user, Task, action)
    found: Task | None = with_story(rows_for(request.user, Task, action).filter(pk=pk)).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, row: Task, answer: AnswerEntry | None = None) -> HttpResponse:
    today = localdate()
    leads = rows_for(request.user, Task, "change").filter(pk=row.pk).exists()
    reports = list(row.reports.select_related("sent_by", "answered_by", "evidence"))
    mine = own_officer(request.user) == row.owner_id
    live = row.state in _LIVE
    label, tone = standing(row, today)
    context = {
        "task": row,
        "label": label,
        "tone": tone,
        "facts": _facts(request, row),
        "reports": reports,
        "changes": story_of(row),
        "form": answer or AnswerEntry(),
        "to_answer": next((r.pk for r in reports[::-1] if r.state == ReportState.SENT), None)
        if leads and live and not mine
        else None,
        "leads": leads and live,
        "may_report": mine and row.state == TaskState.OPEN,
        "breadcrumbs": _way((row.title, "")),
    }
    return render(request, "cms/followup/task.html", context)


def _facts(request: HttpRequest, row: Task) -> list[tuple[str, str]]:
    kind, words = source_of(row)
    if row.directive_id and rows_for(request.user, Directive, "view").filter(pk=row.directive_id).exists():
        url = reverse("cms:directive", args=[row.directive_id])
        words = format_html('<a href="{}">{}</a>', url, words)
    facts = [
        (_("Responsible person"), f"{row.owner.full_name} ({row.owner.number})"),
        (_("Unit"), row.unit.name),
        (_("Product"), row.product),
        (_("Evidence expected"), row.evidence),
        (_("Given on"), show_date(row.given_on)),
        (_("Deadline of the task"), show_date(row.deadline)),
        (_("Done on"), show_date(row.done_on)),
        (str(SOURCE_LABELS[kind]), words),
        (_("Why withdrawn"), row.withdrawn_reason),
    ]
    return [(label, text) for label, text in facts if text]


def _shown(row: Any, today: Any) -> dict[str, Any]:
    label, tone = standing(row, today)
    return {"row": row, "label": label, "tone": tone, "source": source_of(row)[1]}


def _way(*more: tuple[str, str]) -> list[dict[str, str]]:
    return crumbs((_("List of tasks"), reverse("cms:tasks")), *more)
