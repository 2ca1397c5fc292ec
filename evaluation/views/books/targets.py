"""Targets: list, entry, a change by a new decision."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.books.forms import TargetChangeForm, TargetFilterForm, TargetForm, point_out
from evaluation.entry.books.tables import TargetTable
from evaluation.enums import Measure
from evaluation.models import Target
from evaluation.selectors.books.targets import by_text, statistical_year, target_years, targets_seen
from evaluation.services.books.targets import TargetFacts, change_target, set_targets
from evaluation.views.books.frame import actor, crumbs, tabs, units_for
from hrm.kernel.text import nfc
from staff.access import may, require, row_for, rows_for
from staff.models import Officer, Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """Targets in reach, and one's own."""
    require(request.user, Target, "view")
    form = _filter(request)
    table = TargetTable(_rows(request, form), request=request, changeable=may(request.user, Target, "change"))
    context = {
        "tabs": tabs(request, "targets"),
        "form": form,
        "table": sorted_and_paged(table, request),
        "may_add": may(request.user, Target, "add"),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/books/targets.html", context)


@require_safe
def targets_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    require(request.user, Target, "view")
    table = TargetTable(_rows(request, _filter(request)), request=request)
    return workbook_response(table_workbook(_("Targets"), table), "chi-tieu.xlsx")


@require_http_methods(["GET", "POST"])
def target_new(request: HttpRequest) -> HttpResponse:
    """Targets of a unit or an officer by one decision; a later one in the year ends the row in force."""
    require(request.user, Target, "add")
    units = units_for(request, Target, "add")
    if not units:
        raise Http404
    year = statistical_year(timezone.localdate())
    form = TargetForm(request.POST or None, units=units, initial={"year": year})
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        messages.success(request, _("The targets were saved."))
        return redirect("evaluation:targets")
    context = {
        "form": form,
        "title": _("New target"),
        "back": "evaluation:targets",
        "breadcrumbs": crumbs("targets", _("Targets"), _("New target")),
    }
    return render(request, "evaluation/books/form.html", context)


@require_http_methods(["GET", "POST"])
def target_change(request: HttpRequest, pk: int) -> HttpResponse:
    """A new decision in the course of the year, with its reason."""
    target: Target = row_for(request.user, Target, "change", pk=pk)
    form = TargetChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_target(actor=actor(request), target=target, **form.cleaned_data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The targets were saved."))
            return redirect("evaluation:targets")
    context = {
        "form": form,
        "title": _("Change a target"),
        "target": target,
        "back": "evaluation:targets",
        "breadcrumbs": crumbs("targets", _("Targets"), _("Change a target")),
    }
    return render(request, "evaluation/books/form.html", context)


def _entered(request: HttpRequest, form: TargetForm) -> bool:
    data = form.cleaned_data
    unit = Unit.objects.get(code=data["unit"])
    try:
        officer = _officer(request, data["number"])
        facts = [
            TargetFacts(
                data["year"],
                unit,
                officer,
                measure.value,
                data[measure.value],
                nfc(data["decision"]),
                data["decision_date"],
                data["start"],
                nfc(data["reason"]),
            )
            for measure in Measure
            if data[measure.value] is not None
        ]
        set_targets(actor=actor(request), rows=facts)
    except DomainError as refusal:
        fields = {"officer": "number", "percent": "viec"}
        point_out(form, refusal.message, fields.get(refusal.field, refusal.field))
        return False
    return True


def _officer(request: HttpRequest, number: str) -> Officer | None:
    """The officer named, of those in sight; None for the target of the unit itself."""
    if not number:
        return None
    found: Officer | None = rows_for(request.user, Officer, "view").filter(number=nfc(number)).first()
    if found is None:
        raise DomainError(_("no officer in your reach has this number"), "officer")
    return found


def _filter(request: HttpRequest) -> TargetFilterForm:
    units = units_for(request, Target, "view")
    return TargetFilterForm(request.GET or None, years=target_years(request.user), units=units)


def _rows(request: HttpRequest, form: TargetFilterForm) -> QuerySet[Any]:
    rows = targets_seen(request.user)
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("q"):
        rows = by_text(rows, wanted["q"])
    if wanted.get("year"):
        rows = rows.filter(year=wanted["year"])
    if wanted.get("unit"):
        tree = load_tree()
        root = [node.id for node in tree.nodes.values() if node.code == wanted["unit"]]
        rows = rows.filter(unit_id__in=tree.below(root))
    if wanted.get("measure"):
        rows = rows.filter(measure=wanted["measure"])
    if wanted.get("whose"):
        rows = rows.filter(officer__isnull=wanted["whose"] == "don-vi")
    return rows
