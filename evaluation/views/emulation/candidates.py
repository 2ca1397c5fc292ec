"""Candidates of a title: who meets its conditions, proposing several at once or one with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.entry.emulation.fields import point_out
from evaluation.entry.emulation.filters import CandidateFilter
from evaluation.entry.emulation.proposing import ProposeForm
from evaluation.models import AwardProposal, AwardType
from evaluation.reports.emulation_tables import CandidateTable
from evaluation.rules.emulation import Outcome
from evaluation.selectors.emulation.candidates import (
    Candidate,
    candidates,
    chosen,
    refused_before,
    units_seen,
    verdict_of_person,
    verdict_of_unit,
    within,
)
from evaluation.selectors.emulation.caps import cap_lines, using_agency
from evaluation.selectors.emulation.facts import counted_on, people_on
from evaluation.selectors.emulation.types import type_on, types_on, unsure_of
from evaluation.services.emulation.proposals import propose_collectives, propose_people
from evaluation.views.emulation.asking import actor, crumbs, known_year, reached, unit_choices_of, workbook
from hrm.kernel.numbers import row_key
from staff.access import may, require
from staff.models import Officer, Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged


@require_safe
def candidate_list(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Everyone in reach with the verdict on a title and the reasons; those who meet it can be ticked."""
    award, form, table, rows = _listed(request, year, code)
    tree, today = load_tree(), localdate()
    units = units_seen(request.user)
    agencies = {using_agency(tree, row.unit_id) for row in rows}
    seen = agencies if units is None else agencies & units
    rated = sum(row.verdict.outcome is not Outcome.UNKNOWN for row in rows)
    context = {
        "year": year,
        "award": award,
        "unsure": unsure_of(award),
        "conditions": award.conditions.get("all", ()),
        "form": form,
        "table": sorted_and_paged(table, request),
        "eligible": sum(row.may_be_ticked for row in rows),
        "unknown": len(rows) - rated,
        "total": len(rows),
        "caps": cap_lines(seen, year, today, types_on(today), tree) if award.cap_percent else [],
        "may_propose": may(request.user, AwardProposal, "add"),
        "breadcrumbs": crumbs(year, (award.name, "")),
    }
    return render(request, "evaluation/emulation/candidates.html", context)


@require_safe
def candidate_xlsx(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The same list as a workbook, with the reasons."""
    award, _form, table, _rows = _listed(request, year, code)
    content = table_workbook(f"{award.name} {year}", table)
    return workbook(content, f"ung-vien-{code}-{year}.xlsx")


@require_POST
def propose_ticked(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Propose everyone ticked, all or none."""
    require(request.user, AwardProposal, "add")
    award, _today = _award(year, code)
    units = reached(request, "add")
    keys = {key for text in request.POST.getlist("pk") if (key := row_key(text)) is not None}
    back = f"{reverse('evaluation:emulation_candidates', args=[year, code])}?{request.GET.urlencode()}"
    try:
        made = _propose(request, award, year, keys, units)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(back)
    if not made:
        messages.error(request, _("Choose at least one of the list."))
        return redirect(back)
    text = ngettext("%(n)d proposal was made.", "%(n)d proposals were made.", made) % {"n": made}
    messages.success(request, text)
    return redirect(back)


@require_http_methods(["GET", "POST"])
def propose_person(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Propose one officer, with a written reason where the conditions are not known to be met."""
    require(request.user, AwardProposal, "add")
    award, today = _award(year, code, collective=False)
    units = reached(request, "add")
    posting = next((p for p in people_on(counted_on(year, today), units) if p.officer_id == pk), None)
    if posting is None:
        raise Http404
    officer: Officer = posting.officer
    verdict = verdict_of_person(award, officer, year, today)
    again = refused_before(award, year, officer=officer)
    form = ProposeForm(request.POST or None, needs_reason=verdict.outcome is not Outcome.YES or again)
    if request.method == "POST" and form.is_valid():
        try:
            propose_people(
                actor=actor(request),
                code=code,
                year=year,
                officers=[officer],
                today=today,
                **form.cleaned_data,
            )
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("%(name)s is proposed.") % {"name": officer.full_name})
            return redirect("evaluation:emulation_candidates", year, code)
    name = f"{officer.full_name} ({officer.number})"
    return _page(request, award, year, form, verdict, name, posting.unit.name)


@require_http_methods(["GET", "POST"])
def propose_unit(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Propose one collective."""
    require(request.user, AwardProposal, "add")
    award, today = _award(year, code, collective=True)
    units = reached(request, "add")
    unit = Unit.objects.at(counted_on(year, today)).filter(pk=pk).first()
    if unit is None or (units is not None and unit.pk not in units):
        raise Http404
    verdict = verdict_of_unit(award, unit, year, today)
    again = refused_before(award, year, unit=unit)
    form = ProposeForm(request.POST or None, needs_reason=verdict.outcome is not Outcome.YES or again)
    if request.method == "POST" and form.is_valid():
        try:
            propose_collectives(
                actor=actor(request), code=code, year=year, units=[unit], today=today, **form.cleaned_data
            )
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("%(name)s is proposed.") % {"name": unit.name})
            return redirect("evaluation:emulation_candidates", year, code)
    return _page(request, award, year, form, verdict, unit.name, unit.code)


def _page(
    request: HttpRequest, award: AwardType, year: int, form: ProposeForm, verdict: Any, name: str, where: str
) -> HttpResponse:
    back = reverse("evaluation:emulation_candidates", args=[year, award.code])
    context = {
        "award": award,
        "year": year,
        "form": form,
        "verdict": verdict,
        "barred": verdict.outcome is Outcome.BARRED,
        "name": name,
        "where": where,
        "unsure": unsure_of(award),
        "back": back,
        "breadcrumbs": crumbs(year, (award.name, back), (name, "")),
    }
    return render(request, "evaluation/emulation/propose.html", context)


def _listed(
    request: HttpRequest, year: int, code: str
) -> tuple[AwardType, CandidateFilter, CandidateTable, list[Candidate]]:
    require(request.user, AwardProposal, "view")
    units = reached(request)
    award, today = _award(year, code)
    tree = load_tree()
    form = CandidateFilter(request.GET, units=unit_choices_of(tree, units, today))
    asked = form.asked()
    rows = candidates(award, year, today, within(units, tree, asked["unit"]), tree)
    shown = chosen(rows, q=asked["q"], outcome=asked["outcome"], made=asked["made"])
    may_propose = may(request.user, AwardProposal, "add")
    table = CandidateTable(shown, address=_address(award, year), may_propose=may_propose, request=request)
    return award, form, table, rows


def _address(award: AwardType, year: int) -> Any:
    """Where a line leads: to the proposal that was made, or to the form that makes one."""
    name = "evaluation:emulation_propose_unit" if award.collective else "evaluation:emulation_propose_person"

    def address(line: AwardProposal | Candidate) -> str:
        if isinstance(line, AwardProposal):
            return reverse("evaluation:award_proposal", args=[line.pk])
        return reverse(name, args=[year, award.code, line.pk])

    return address


def _propose(
    request: HttpRequest, award: AwardType, year: int, keys: set[int], units: frozenset[int] | None
) -> int:
    """How many were proposed of the keys that are in reach."""
    who, today = actor(request), localdate()
    if award.collective:
        rows = Unit.objects.at(counted_on(year, today)).filter(pk__in=keys)
        found = list(rows if units is None else rows.filter(pk__in=units))
        return len(
            propose_collectives(actor=who, code=award.code, year=year, units=found, today=today)
            if found
            else ()
        )
    people = [p.officer for p in people_on(counted_on(year, today), units) if p.officer_id in keys]
    return len(
        propose_people(actor=who, code=award.code, year=year, officers=people, today=today) if people else ()
    )


def _award(year: int, code: str, *, collective: bool | None = None) -> tuple[AwardType, Any]:
    """The title of the address as the law of today knows it; 404 for none."""
    _year, today = known_year(year)
    award = type_on(code, today)
    if award is None or (collective is not None and award.collective != collective):
        raise Http404
    return award, today
