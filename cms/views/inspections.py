"""Inspections: list, board, page; entered, begun, concluded, closed; findings and their remedies."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.enums import InspectionState
from cms.forms.inspections import (
    NOT_ABOUT_PERSONS,
    CloseFindingForm,
    ConclusionForm,
    FindingForm,
    InspectionFilter,
    InspectionForm,
    YearFilter,
)
from cms.models import Finding, Inspection, Task
from cms.reports.governance import STATE_TONES
from cms.reports.inspections import InspectionTable, board_rows, shares
from cms.selectors.governance import inspector_choices, unit_choices_for
from cms.selectors.inspections import BoardLine, board, findings_of, inspection_rows, total_of
from cms.services.inspections import (
    begin_inspection,
    close_inspection,
    conclude_inspection,
    correct_inspection,
    plan_inspection,
)
from cms.services.inspections_findings import close_finding, give_remedy, note_finding
from cms.views.governance import (
    Crumb,
    Screen,
    actor,
    ask,
    ask_task,
    bound,
    carry,
    crumbs,
    kept_file,
    may_give,
    rows_workbook,
    workbook,
)
from hrm.kernel.dates import show_last_day
from staff.access import Forbidden, may, require, row_for, rows_for
from staff.reports.table_workbook import table_workbook
from staff.views.paging import sorted_and_paged

_both = require_http_methods(["GET", "POST"])


@require_safe
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Inspections in reach."""
    form, table = _listed(request)
    context = {
        "form": form,
        "table": sorted_and_paged(table, request),
        "may_add": may(request.user, Inspection, "add"),
        "tabs": tabs("list"),
        "breadcrumbs": crumbs((_("Inspections"), "")),
    }
    return render(request, "cms/inspections/list.html", context)


@require_safe
def inspection_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    _form, table = _listed(request)
    return workbook(table_workbook(_("Inspections"), table), f"kiem-tra-{localdate():%Y-%m-%d}.xlsx")


@require_safe
def inspection_board(request: HttpRequest) -> HttpResponse:
    """Findings by unit: remedied, open in time, overdue."""
    form, lines = _board(request)
    context = {
        "form": form,
        "lines": [{"line": each, **shares(each.findings)} for each in lines],
        "total": {"inspections": sum(each.inspections for each in lines), **shares(total_of(lines))},
        "today": localdate(),
        "tabs": tabs("board"),
        "breadcrumbs": crumbs(home(), (_("Findings by unit"), "")),
    }
    return render(request, "cms/inspections/board.html", context)


@require_safe
def inspection_board_xlsx(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    _form, lines = _board(request)
    name = f"khac-phuc-sau-kiem-tra-{localdate():%Y-%m-%d}.xlsx"
    return rows_workbook(_("Findings by unit"), board_rows(lines), name)


@require_safe
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspection: conclusion, findings, remedies."""
    found = _found(request, "view", pk)
    state = InspectionState(found.state)
    context = {
        "inspection": found,
        "last_day": show_last_day(found.end),
        "state_tone": STATE_TONES[state],
        "findings": findings_of(actor(request), found),
        "may_change": rows_for(request.user, Inspection, "change").filter(pk=pk).exists(),
        "may_give": may_give(request, found.unit_id),
        "is_planned": state == InspectionState.PLANNED,
        "is_open": state in (InspectionState.PLANNED, InspectionState.RUNNING),
        "takes_findings": state in (InspectionState.RUNNING, InspectionState.CONCLUDED),
        "is_concluded": state == InspectionState.CONCLUDED,
        "today": localdate(),
        "note": NOT_ABOUT_PERSONS,
        "breadcrumbs": crumbs(home(), (found.subject, "")),
    }
    context["all_closed"] = all(each.closed_on for each in context["findings"])
    return render(request, "cms/inspections/page.html", context)


@_both
def inspection_new(request: HttpRequest) -> HttpResponse:
    """Enter an inspection that no plan foresaw."""
    if not may(request.user, Inspection, "add"):
        raise Forbidden
    form = inspection_form(request, {})
    return ask(
        request,
        form,
        Screen(_("New inspection"), (home(),), _("Not foreseen by a plan."), str(NOT_ABOUT_PERSONS)),
        lambda: plan_inspection(actor=actor(request), facts=form.facts()),
        done=_("The inspection was entered."),
        goto=address_of,
    )


@_both
def inspection_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an inspection that was not concluded yet."""
    found = _found(request, "change", pk)
    form = inspection_form(request, InspectionForm.initial_of(found))
    return ask(
        request,
        form,
        _screen(found, _("Correct the inspection")),
        lambda: correct_inspection(actor=actor(request), inspection=found, facts=form.facts()),
        done=_("The inspection was saved."),
    )


@require_POST
def inspection_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The inspection begins."""
    found = _found(request, "change", pk)
    return carry(
        request,
        address_of(found),
        lambda: begin_inspection(actor=actor(request), inspection=found),
        _("The inspection is under way."),
    )


@_both
def inspection_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the conclusion, or correct it."""
    found = _found(request, "change", pk)
    form = ConclusionForm(**bound(request), initial=ConclusionForm.initial_of(found))
    return ask(
        request,
        form,
        _screen(found, _("Conclusion of the inspection")),
        lambda: conclude_inspection(
            actor=actor(request), inspection=found, facts=form.facts(), upload=form.cleaned_data["file"]
        ),
        done=_("The conclusion was kept; now note the findings."),
    )


@require_POST
def inspection_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is left to remedy."""
    found = _found(request, "change", pk)
    return carry(
        request,
        address_of(found),
        lambda: close_inspection(actor=actor(request), inspection=found),
        _("The inspection was closed."),
    )


@_both
def finding_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a finding."""
    found = _found(request, "change", pk)
    form = FindingForm(**bound(request))
    return ask(
        request,
        form,
        _screen(found, _("New finding")),
        lambda: note_finding(actor=actor(request), inspection=found, facts=form.facts()),
        done=_("The finding was noted; now give its remedy to somebody."),
    )


@_both
def finding_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an open finding."""
    finding = _finding(request, "change", pk)
    parent = finding.inspection
    form = FindingForm(**bound(request), initial=FindingForm.initial_of(finding))
    return ask(
        request,
        form,
        _screen(parent, _("Correct the finding")),
        lambda: note_finding(actor=actor(request), inspection=parent, facts=form.facts(), finding=finding),
        done=_("The finding was saved."),
    )


@_both
def finding_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the remedy to somebody of the unit."""
    require(request.user, Task, "add")
    finding = _finding(request, "view", pk)
    initial: dict[str, Any] = {"title": finding.remedy}
    if finding.remedy_by >= localdate():
        initial["deadline"] = finding.remedy_by
    return ask_task(
        request,
        _screen(finding.inspection, _("Give the remedy"), hint=finding.text),
        finding.inspection.unit,
        lambda owner, unit, wanted: give_remedy(
            actor=actor(request), finding=finding, owner=owner, unit=unit, wanted=wanted
        ),
        initial,
    )


@_both
def finding_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The finding was remedied."""
    finding = _finding(request, "change", pk)
    form = CloseFindingForm(**bound(request))
    return ask(
        request,
        form,
        _screen(finding.inspection, _("Close the finding"), hint=finding.text),
        lambda: close_finding(actor=actor(request), finding=finding, **form.cleaned_data),
        done=_("The finding was closed."),
    )


@require_safe
def inspection_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of the conclusion."""
    return kept_file(_found(request, "view", pk).file)


def inspection_form(request: HttpRequest, initial: dict[str, Any]) -> InspectionForm:
    """The form of an inspection with the units in reach."""
    today = localdate()
    units = unit_choices_for(actor(request), Inspection, "add", today)
    inspectors = inspector_choices(actor(request), Inspection, today)
    return InspectionForm(**bound(request), units=units, inspectors=inspectors, initial=initial)


def home() -> Crumb:
    """The list."""
    return _("Inspections"), reverse("cms:inspections")


def address_of(row: Inspection) -> str:
    """The page of an inspection."""
    return reverse("cms:inspection", args=[row.pk])


def tabs(active: str) -> list[dict[str, Any]]:
    """The screens of inspections."""
    entries = (
        ("list", _("Inspections"), "cms:inspections"),
        ("plans", _("Plans"), "cms:inspection_plans"),
        ("board", _("Findings by unit"), "cms:inspection_board"),
    )
    return [{"label": label, "url": reverse(name), "active": key == active} for key, label, name in entries]


def _listed(request: HttpRequest) -> tuple[InspectionFilter, InspectionTable]:
    require(request.user, Inspection, "view")
    units = unit_choices_for(actor(request), Inspection, "view", localdate())
    form = InspectionFilter(request.GET, units=units)
    return form, InspectionTable(inspection_rows(actor(request), **form.asked()), request=request)


def _board(request: HttpRequest) -> tuple[YearFilter, list[BoardLine]]:
    require(request.user, Inspection, "view")
    form = YearFilter(request.GET)
    return form, board(actor(request), localdate(), form.asked()["year"] or None)


def _found(request: HttpRequest, action: str, pk: int) -> Any:
    return row_for(request.user, Inspection, action, pk=pk)


def _finding(request: HttpRequest, action: str, pk: int) -> Finding:
    """A finding of an inspection on which the person may do the action."""
    require(request.user, Inspection, action)
    parents = rows_for(request.user, Inspection, action).order_by().values("pk")
    findings = Finding.objects.filter(inspection__in=parents).select_related("inspection__unit")
    found: Finding = get_object_or_404(findings, pk=pk)
    return found


def _screen(found: Inspection, title: str, hint: str = "") -> Screen:
    way = (home(), (found.subject[:60], address_of(found)))
    return Screen(title, way, hint or f"{found.unit.name}: {found.subject}", str(NOT_ABOUT_PERSONS))
