"""Proposals of a year: the list on the screen, in Excel, as PDF by unit; one proposal, taken back or refused."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.documents.emulation_list import emulation_list_pdf
from evaluation.entry.emulation.fields import point_out
from evaluation.entry.emulation.filters import ProposalFilter
from evaluation.entry.emulation.proposing import WhyForm
from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, CouncilSession
from evaluation.reports.emulation_tables import ProposalTable
from evaluation.selectors.emulation.candidates import units_seen
from evaluation.selectors.emulation.proposals import (
    narrowed,
    proposal_rows,
    refusal_kept,
    verdict_kept,
    vote_percent,
    with_all,
)
from evaluation.selectors.emulation.types import unsure_of
from evaluation.services.emulation.proposals import refuse_proposal, withdraw_proposal
from evaluation.views.emulation.asking import (
    actor,
    crumbs,
    known_year,
    pdf,
    unit_choices_of,
    workbook,
    year_tabs,
)
from hrm.kernel.pdf import PdfError
from staff.access import may, require, row_for, rows_for
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import load_tree, subtree_of
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged


@require_safe
def proposal_list(request: HttpRequest, year: int) -> HttpResponse:
    """Proposals in reach, the own ones included."""
    form, table = _listed(request, year)
    units = units_seen(request.user)
    context = {
        "year": year,
        "form": form,
        "table": sorted_and_paged(table, request),
        "unit": form.asked()["unit"],
        "may_print": units is None or bool(units),
        "may_decide": may(request.user, AwardProposal, "decide"),
        "tabs": year_tabs(request, year, "proposals", sessions=may(request.user, CouncilSession, "view")),
        "breadcrumbs": crumbs(year, (_("Proposals"), "")),
    }
    return render(request, "evaluation/emulation/proposals.html", context)


@require_safe
def proposal_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The same list as a workbook."""
    _form, table = _listed(request, year)
    title = _("Proposals for titles and awards %(year)d") % {"year": year}
    return workbook(table_workbook(title, table), f"de-nghi-{year}.xlsx")


@require_safe
def proposal_pdf(request: HttpRequest, year: int) -> HttpResponse:
    """The list of a unit and everything below it, laid out as an administrative document."""
    require(request.user, AwardProposal, "view")
    known_year(year)
    unit = _unit(request)
    try:
        content = emulation_list_pdf(unit, year, actor(request))
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:award_proposals", year)
    return pdf(content, f"danh-sach-thi-dua-{year}.pdf")


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: reasons kept, votes, decision."""
    found = _found(request, "view", pk)
    keeps = rows_for(request.user, AwardProposal, "change").filter(pk=pk).exists()
    decides = rows_for(request.user, AwardProposal, "decide").filter(pk=pk).exists()
    refusal = refusal_kept(found)
    context = {
        "proposal": found,
        "name": found.officer.full_name if found.officer else found.unit.name,
        "verdict": verdict_kept(found),
        "refusal": refusal,
        "unsure": unsure_of(found.award),
        "votes_needed": vote_percent(found.award.code),
        "sees_session": found.session_id is not None
        and rows_for(request.user, CouncilSession, "view").filter(pk=found.session_id).exists(),
        "may_withdraw": keeps and found.stage == AwardStage.PROPOSED and found.votes_for is None,
        "may_refuse": decides and found.stage not in (AwardStage.DECIDED, AwardStage.REFUSED),
        "may_decide": decides and found.stage == AwardStage.PASSED,
        "breadcrumbs": crumbs(found.year, (_("Proposals"), ""), (found.award.name, "")),
    }
    return render(request, "evaluation/emulation/proposal.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back, with a reason that the change history keeps."""
    found = _found(request, "change", pk)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_proposal(actor=actor(request), proposal=found, **form.cleaned_data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The proposal was taken back."))
            return redirect("evaluation:award_proposals", found.year)
    return _why(request, found, form, _("Take the proposal back"))


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a title is not granted."""
    found = _found(request, "decide", pk)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_proposal(actor=actor(request), proposal=found, today=localdate(), **form.cleaned_data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("It is noted that the title is not granted."))
            return redirect("evaluation:award_proposal", pk)
    return _why(request, found, form, _("Not granted"))


def _why(request: HttpRequest, found: AwardProposal, form: WhyForm, title: str) -> HttpResponse:
    name = found.officer.full_name if found.officer else found.unit.name
    context = {
        "proposal": found,
        "form": form,
        "title": f"{title}: {name}",
        "breadcrumbs": crumbs(found.year, (name, "")),
    }
    return render(request, "evaluation/emulation/why.html", context)


def _listed(request: HttpRequest, year: int) -> tuple[ProposalFilter, ProposalTable]:
    require(request.user, AwardProposal, "view")
    known_year(year)
    rows, tree = proposal_rows(request.user, year), load_tree()
    awards = dict(rows.order_by("award__order").values_list("award__code", "award__name"))
    units = units_seen(request.user)
    form = ProposalFilter(
        request.GET, units=unit_choices_of(tree, units, localdate()), awards=list(awards.items())
    )
    asked = form.asked()
    below = subtree_of(asked["unit"]) if asked["unit"] else None
    shown = narrowed(rows, q=asked["q"], unit_ids=below, code=asked["award"], stage=asked["stage"])
    return form, ProposalTable(shown, request=request)


def _unit(request: HttpRequest) -> Unit:
    """The unit of `?unit=`, or the topmost one in reach; 404 out of reach."""
    tree, units = load_tree(), units_seen(request.user)
    choices = unit_choices_of(tree, units, localdate())
    code = request.GET.get("unit") or (choices[0][0] if choices else "")
    if code not in dict(choices):
        raise Http404
    return Unit.objects.get(code=code)


def _found(request: HttpRequest, action: str, pk: int) -> Any:
    row_for(request.user, AwardProposal, action, pk=pk)
    return with_all(AwardProposal.objects.filter(pk=pk)).get()
