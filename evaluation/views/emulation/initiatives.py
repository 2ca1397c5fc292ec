"""Initiatives in reach: list, workbook, entering, correcting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.emulation.fields import point_out
from evaluation.entry.emulation.filters import InitiativeFilter
from evaluation.entry.emulation.initiatives import InitiativeForm
from evaluation.models import Initiative
from evaluation.reports.emulation_tables import InitiativeTable
from evaluation.selectors.emulation.proposals import initiative_rows
from evaluation.services.emulation.initiatives import home_on, keep_initiative
from evaluation.views.emulation.asking import actor, crumbs, workbook
from staff.access import Forbidden, may, reach_for, require, row_for, rows_for
from staff.models import Officer
from staff.reports.table_workbook import table_workbook
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged


@require_safe
def initiative_list(request: HttpRequest) -> HttpResponse:
    """Initiatives in reach, the own ones included."""
    form, table = _listed(request)
    context = {
        "form": form,
        "table": sorted_and_paged(table, request),
        "may_add": may(request.user, Initiative, "add"),
        "breadcrumbs": crumbs(None, (_("Initiatives"), "")),
    }
    return render(request, "evaluation/emulation/initiatives.html", context)


@require_safe
def initiative_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    _form, table = _listed(request)
    return workbook(table_workbook(_("Initiatives"), table), f"sang-kien-{localdate():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
def initiative_new(request: HttpRequest) -> HttpResponse:
    """Enter an initiative of an officer in reach."""
    if not may(request.user, Initiative, "add"):
        raise Forbidden
    form = InitiativeForm(request.POST or None, initial={"year": localdate().year})
    if request.method == "POST" and form.is_valid() and _kept(request, form, None):
        messages.success(request, _("The initiative was entered."))
        return redirect("evaluation:initiatives")
    return _page(request, form, _("New initiative"))


@require_http_methods(["GET", "POST"])
def initiative_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an initiative."""
    found = row_for(request.user, Initiative, "change", pk=pk)
    form = InitiativeForm(request.POST or None, initial=InitiativeForm.initial_of(found))
    if request.method == "POST" and form.is_valid() and _kept(request, form, found):
        messages.success(request, _("The initiative was saved."))
        return redirect("evaluation:initiatives")
    return _page(request, form, _("Correct the initiative"))


def _kept(request: HttpRequest, form: InitiativeForm, row: Initiative | None) -> bool:
    facts = dict(form.cleaned_data)
    number = facts.pop("number")
    try:
        officer = _officer(request, number, facts["decision_date"])
        keep_initiative(actor=actor(request), officer=officer, initiative=row, today=localdate(), **facts)
    except DomainError as refusal:
        point_out(form, refusal.message, refusal.field, {"officer": "number"})
        return False
    return True


def _officer(request: HttpRequest, number: str, day: Any) -> Officer:
    """The officer of the number, who on the day served in a unit in reach; one message for everyone else."""
    officer = Officer.objects.filter(number=number).first()
    reach = reach_for(request.user, Initiative, "add")
    if officer is not None:
        try:
            unit = home_on(officer, day)
        except DomainError:
            unit = None
        if unit is not None and (reach.everything or unit.pk in reach.unit_ids):
            return officer
    raise DomainError(_("no officer with this number served in your units on that day"), "officer")


def _listed(request: HttpRequest) -> tuple[InitiativeFilter, InitiativeTable]:
    require(request.user, Initiative, "view")
    form = InitiativeFilter(request.GET)
    asked = form.asked()
    rows = initiative_rows(request.user, year=asked["year"] or None, q=asked["q"], level=asked["level"])
    editable = frozenset(rows_for(request.user, Initiative, "change").values_list("pk", flat=True))
    return form, InitiativeTable(rows, editable=editable, request=request)


def _page(request: HttpRequest, form: InitiativeForm, title: str) -> HttpResponse:
    back = reverse("evaluation:initiatives")
    context = {
        "form": form,
        "title": title,
        "back": back,
        "breadcrumbs": crumbs(None, (_("Initiatives"), back), (title, "")),
    }
    return render(request, "evaluation/emulation/form.html", context)
