"""Plans of units for a directive, and reviews of how it was carried out."""

from typing import Any

from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.entry.followup import PlanEntry, ReviewEntry
from cms.enums import DirectiveKind
from cms.models import ActionPlan, Directive, Review, Task
from cms.reports.followup_tables import TaskTable
from cms.selectors.followup import plan_lines
from cms.selectors.tasks import with_story
from cms.services.followup import correct_plan, correct_review, issue_plan, record_review
from cms.views.followup.asking import (
    acting_units,
    actor,
    directive_of,
    done,
    kept_file,
    unit_to_act_for,
    way_of,
)
from staff.access import may, row_for, rows_for
from staff.views.paging import sorted_and_paged

_OFFERED = 200


@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's plan for a directive."""
    directive = directive_of(request, pk)
    units, documents = acting_units(request, ActionPlan), _documents(request, directive)
    form = PlanEntry(request.POST or None, request.FILES or None, units=units, documents=_labels(documents))

    def act() -> ActionPlan:
        unit = unit_to_act_for(request, ActionPlan, form.cleaned_data["unit"])
        facts, file = form.facts(documents), form.cleaned_data["file"]
        return issue_plan(directive=directive, unit=unit, facts=facts, file=file, actor=actor(request))

    message = _("The plan was kept; tasks can be given from it.")
    if request.method == "POST" and form.is_valid() and (row := done(request, form, act, message)):
        return redirect("cms:plan", row.pk)
    return _form_page(request, directive, form, _("New plan for the directive"))


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan with its tasks and the next report due."""
    row = _plan(request, pk, "view")
    tasks = with_story(rows_for(request.user, Task, "view").filter(plan=row))
    today = localdate()
    context = {
        "row": row,
        "line": plan_lines([row])[0],
        "today": today,
        "table": sorted_and_paged(TaskTable(tasks, today=today, exclude=("source",)), request),
        "may_change": rows_for(request.user, ActionPlan, "change").filter(pk=pk).exists(),
        "may_give": may(request.user, Task, "add"),
        "breadcrumbs": way_of(row.directive, (row.symbol, "")),
    }
    return render(request, "cms/followup/plan.html", context)


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a plan."""
    row = _plan(request, pk, "change")
    documents = _documents(request, row.directive)
    if row.document is not None:
        documents.setdefault(str(row.document.pk), row.document)
    form = PlanEntry(
        request.POST or None,
        request.FILES or None,
        documents=_labels(documents),
        initial=PlanEntry.initial_of(row),
    )

    def act() -> ActionPlan:
        facts, file = form.facts(documents), form.cleaned_data["file"]
        return correct_plan(plan=row, facts=facts, file=file, actor=actor(request))

    message = _("The correction was kept.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("cms:plan", pk)
    back = reverse("cms:plan", args=[pk])
    return _form_page(request, row.directive, form, _("Correct the plan"), back)


@require_safe
def plan_file(request: HttpRequest, pk: int) -> FileResponse:
    """The plan's file."""
    return kept_file(_plan(request, pk, "view").file)


@require_http_methods(["GET", "POST"])
def review_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an interim or final review of a unit."""
    directive = directive_of(request, pk)
    units = acting_units(request, Review)
    initial = {"covers_from": directive.issued_on, "unit": request.GET.get("unit", "")[:40]}
    form = ReviewEntry(request.POST or None, request.FILES or None, units=units, initial=initial)

    def act() -> Review:
        unit = unit_to_act_for(request, Review, form.cleaned_data["unit"])
        file = form.cleaned_data["file"]
        return record_review(
            directive=directive, unit=unit, facts=form.facts(), file=file, actor=actor(request)
        )

    message = _("The review was kept.")
    if request.method == "POST" and form.is_valid() and (row := done(request, form, act, message)):
        return redirect("cms:review", row.pk)
    return _form_page(request, directive, form, _("New review"))


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review."""
    row = _review(request, pk, "view")
    context = {
        "row": row,
        "may_change": rows_for(request.user, Review, "change").filter(pk=pk).exists(),
        "breadcrumbs": way_of(row.directive, (row.get_kind_display(), "")),
    }
    return render(request, "cms/followup/review.html", context)


@require_http_methods(["GET", "POST"])
def review_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a review."""
    row = _review(request, pk, "change")
    initial = ReviewEntry.initial_of(row)
    form = ReviewEntry(request.POST or None, request.FILES or None, initial=initial)

    def act() -> Review:
        file = form.cleaned_data["file"]
        return correct_review(review=row, facts=form.facts(), file=file, actor=actor(request))

    message = _("The correction was kept.")
    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("cms:review", pk)
    back = reverse("cms:review", args=[pk])
    return _form_page(request, row.directive, form, _("Correct the review"), back)


@require_safe
def review_file(request: HttpRequest, pk: int) -> FileResponse:
    """The review's file."""
    return kept_file(_review(request, pk, "view").file)


def _plan(request: HttpRequest, pk: int, action: str) -> ActionPlan:
    row_for(request.user, ActionPlan, action, pk=pk)
    found: ActionPlan = ActionPlan.objects.select_related("directive", "unit", "file", "document").get(pk=pk)
    return found


def _review(request: HttpRequest, pk: int, action: str) -> Review:
    row_for(request.user, Review, action, pk=pk)
    found: Review = Review.objects.select_related("directive", "unit", "file").get(pk=pk)
    return found


def _documents(request: HttpRequest, directive: Directive) -> dict[str, Any]:
    """Registered documents that may be the plan: plans, and what says that it carries the directive out."""
    rows = rows_for(request.user, Directive, "view").exclude(pk=directive.pk)
    offered = rows.filter(Q(implements=directive) | Q(kind=DirectiveKind.PLAN)).order_by("-issued_on", "-pk")
    return {str(row.pk): row for row in offered[:_OFFERED]}


def _labels(documents: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, f"{row.symbol} – {row.title}"[:160]) for key, row in documents.items()]


def _form_page(
    request: HttpRequest, directive: Directive, form: Any, title: str, back: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "directive": directive,
        "back": back or reverse("cms:followup", args=[directive.pk]),
        "breadcrumbs": way_of(directive, (title, "")),
    }
    return render(request, "cms/followup/form.html", context)
