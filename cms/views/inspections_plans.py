"""Yearly plans of inspections: list, page, what is entered, file."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.enums import InspectionKind
from cms.forms.inspections import NOT_ABOUT_PERSONS, PlanForm
from cms.models import Inspection, InspectionPlan
from cms.reports.inspections import InspectionTable, PlanTable
from cms.selectors.governance import unit_choices_for
from cms.selectors.inspections import inspection_rows, plan_rows
from cms.services.inspections import PlanFacts, keep_plan, plan_inspection
from cms.views.governance import Screen, actor, ask, bound, crumbs, kept_file, workbook
from cms.views.inspections import address_of, home, inspection_form, tabs
from staff.access import Forbidden, may, require, row_for, rows_for
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.views.paging import sorted_and_paged

_both = require_http_methods(["GET", "POST"])


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Plans in reach."""
    require(request.user, InspectionPlan, "view")
    context = {
        "table": sorted_and_paged(PlanTable(plan_rows(actor(request)), request=request), request),
        "may_add": may(request.user, InspectionPlan, "add"),
        "tabs": tabs("plans"),
        "breadcrumbs": crumbs(home(), (_("Plans"), "")),
    }
    return render(request, "cms/inspections/plans.html", context)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan with its inspections in reach."""
    found = _found(request, "view", pk)
    table = InspectionTable(_inspections(request, found), request=request, exclude=("plan",))
    context = {
        "plan": found,
        "table": sorted_and_paged(table, request),
        "may_change": rows_for(request.user, InspectionPlan, "change").filter(pk=pk).exists(),
        "may_add": may(request.user, Inspection, "add"),
        "breadcrumbs": crumbs(home(), _plans(), (found.symbol, "")),
    }
    return render(request, "cms/inspections/plan.html", context)


@require_safe
def plan_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The inspections of a plan as a workbook."""
    found = _found(request, "view", pk)
    table = InspectionTable(_inspections(request, found), request=request)
    return workbook(table_workbook(_("Inspections"), table), f"ke-hoach-kiem-tra-{found.year}.xlsx")


@_both
def plan_new(request: HttpRequest) -> HttpResponse:
    """Enter the plan of a unit."""
    if not may(request.user, InspectionPlan, "add"):
        raise Forbidden
    units = unit_choices_for(actor(request), InspectionPlan, "add", localdate())
    form = PlanForm(**bound(request), units=units, initial={"year": localdate().year})
    return ask(
        request,
        form,
        Screen(_("New inspection plan"), (home(), _plans())),
        lambda: _kept(request, form, Unit.objects.get(pk=form.cleaned_data["unit"]), None),
        done=_("The plan was entered; now note its inspections."),
        goto=_address,
    )


@_both
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a plan."""
    found = _found(request, "change", pk)
    form = PlanForm(**bound(request), units=None, initial=PlanForm.initial_of(found))
    return ask(
        request,
        form,
        _screen(found, _("Correct the plan")),
        lambda: _kept(request, form, found.unit, found),
        done=_("The plan was saved."),
    )


@_both
def plan_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an inspection of a plan."""
    found = _found(request, "change", pk)
    if not may(request.user, Inspection, "add"):
        raise Forbidden
    initial = {"by_unit": found.unit_id, "kind": InspectionKind.INSPECTION}
    form = inspection_form(request, initial)
    return ask(
        request,
        form,
        _screen(found, _("New inspection of the plan")),
        lambda: plan_inspection(actor=actor(request), facts=form.facts(), plan=found),
        done=_("The inspection was entered."),
        goto=address_of,
    )


@require_safe
def plan_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a plan."""
    return kept_file(_found(request, "view", pk).file)


def _inspections(request: HttpRequest, found: InspectionPlan) -> Any:
    return inspection_rows(actor(request)).filter(plan=found)


def _kept(request: HttpRequest, form: PlanForm, unit: Unit, row: InspectionPlan | None) -> InspectionPlan:
    facts: PlanFacts = form.facts()
    upload = form.cleaned_data["file"]
    return keep_plan(actor=actor(request), unit=unit, facts=facts, upload=upload, plan=row)


def _found(request: HttpRequest, action: str, pk: int) -> Any:
    return row_for(request.user, InspectionPlan, action, pk=pk)


def _plans() -> tuple[str, str]:
    return _("Plans"), reverse("cms:inspection_plans")


def _address(found: InspectionPlan) -> str:
    return reverse("cms:inspection_plan", args=[found.pk])


def _screen(found: InspectionPlan, title: str) -> Screen:
    way = (home(), _plans(), (found.symbol, _address(found)))
    return Screen(title, way, found.title, str(NOT_ABOUT_PERSONS))
