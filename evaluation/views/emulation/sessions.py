"""Sessions of the council: the list, one session with its votes, closing, minutes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.documents.council_minutes import council_minutes_pdf
from evaluation.entry.emulation.fields import point_out
from evaluation.entry.emulation.sessions import SessionForm, VotesForm
from evaluation.models import AwardProposal, CouncilSession
from evaluation.reports.emulation_tables import SessionTable
from evaluation.rules.emulation import is_quorate, passes
from evaluation.selectors.emulation.caps import using_agency
from evaluation.selectors.emulation.proposals import agenda, session_rows, verdict_kept, vote_percent
from evaluation.services.emulation.sessions import (
    SessionFacts,
    change_session,
    close_session,
    hold_session,
    record_votes,
)
from evaluation.views.emulation.asking import actor, crumbs, known_year, pdf, workbook, year_tabs
from hrm.kernel.dates import show_date
from hrm.kernel.pdf import PdfError
from staff.access import may, reach_for, require, row_for, rows_for
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import load_tree
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged


@require_safe
def session_list(request: HttpRequest, year: int) -> HttpResponse:
    """Sessions of a year in reach."""
    require(request.user, CouncilSession, "view")
    known_year(year)
    table = SessionTable(session_rows(request.user, year), request=request)
    context = {
        "year": year,
        "table": sorted_and_paged(table, request),
        "may_add": may(request.user, CouncilSession, "add"),
        "tabs": year_tabs(request, year, "sessions", sessions=True),
        "breadcrumbs": crumbs(year, (_("Council"), "")),
    }
    return render(request, "evaluation/emulation/sessions.html", context)


@require_safe
def session_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The same list as a workbook."""
    require(request.user, CouncilSession, "view")
    known_year(year)
    table = SessionTable(session_rows(request.user, year), request=request)
    return workbook(table_workbook(_("Sessions of the council"), table), f"phien-hop-{year}.xlsx")


@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, year: int) -> HttpResponse:
    """Enter a session of an agency in reach."""
    require(request.user, CouncilSession, "add")
    _year, today = known_year(year)
    agencies = _agencies(request)
    if not agencies:
        raise Http404
    form = SessionForm(request.POST or None, units=agencies)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        unit = Unit.objects.get(code=data.pop("unit"))
        try:
            made = hold_session(
                actor=actor(request), unit=unit, year=year, facts=SessionFacts(**data), today=today
            )
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The session was entered; now note the votes."))
            return redirect("evaluation:council_session", made.pk)
    return _form(request, form, year, _("New session of the council"), "")


@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an open session."""
    found = _found(request, "change", pk)
    initial = SessionForm.initial_of(found)
    form = SessionForm(request.POST or None, units=None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = SessionFacts(**form.cleaned_data)
        try:
            change_session(actor=actor(request), session=found, facts=facts, today=localdate())
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The session was saved."))
            return redirect("evaluation:council_session", pk)
    address = reverse("evaluation:council_session", args=[pk])
    return _form(request, form, found.year, _("Change the session"), address)


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session; while it is open, the votes for each proposal of the agency are noted here."""
    found = _found(request, "view", pk)
    writes = request.method == "POST"
    keeps = rows_for(request.user, CouncilSession, "change").filter(pk=pk).exists()
    if writes and not keeps:
        row_for(request.user, CouncilSession, "change", pk=pk)
    rows = agenda(found, load_tree())
    form = VotesForm(request.POST if writes else None, agenda=rows, present=found.present)
    if writes and form.is_valid():
        try:
            record_votes(actor=actor(request), session=found, votes=form.votes())
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The votes were noted."))
            return redirect("evaluation:council_session", pk)
    return render(request, "evaluation/emulation/session.html", _session_context(found, form, keeps))


@require_POST
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the session and freeze its votes."""
    found = _found(request, "change", pk)
    try:
        close_session(actor=actor(request), session=found)
    except DomainError as refusal:
        messages.error(request, refusal.message[:1].upper() + refusal.message[1:])
    else:
        messages.success(request, _("The session is closed; its votes are frozen."))
    return redirect("evaluation:council_session", pk)


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of a session as PDF."""
    found = _found(request, "view", pk)
    try:
        content = council_minutes_pdf(found)
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:council_session", pk)
    return pdf(content, f"bien-ban-hoi-dong-{found.pk}.pdf")


def _session_context(found: CouncilSession, form: VotesForm, keeps: bool) -> dict[str, Any]:
    is_open = found.closed_at is None
    share = settings.AWARD_QUORUM
    return {
        "session": found,
        "form": form,
        "rows": [_line(proposal, field, found) for proposal, field in form.rows()],
        "is_open": is_open,
        "may_change": keeps and is_open,
        "quorate": is_quorate(found.present, found.members, share),
        "share": f"{share[0]}/{share[1]}",
        "voted": sum(row.votes_for is not None for row in form.agenda),
        "breadcrumbs": crumbs(
            found.year,
            (_("Council"), reverse("evaluation:council_sessions", args=[found.year])),
            (show_date(found.held_on), ""),
        ),
    }


def _line(proposal: AwardProposal, field: Any, found: CouncilSession) -> dict[str, Any]:
    needed = vote_percent(proposal.award.code)
    votes = proposal.votes_for
    return {
        "proposal": proposal,
        "name": proposal.officer.full_name if proposal.officer else proposal.unit.name,
        "field": field,
        "outcome": verdict_kept(proposal).outcome,
        "needed": needed,
        "passes": None if votes is None else passes(votes, found.members, needed),
    }


def _form(request: HttpRequest, form: SessionForm, year: int, title: str, back: str) -> HttpResponse:
    sessions = reverse("evaluation:council_sessions", args=[year])
    context = {
        "form": form,
        "title": title,
        "back": back or sessions,
        "breadcrumbs": crumbs(year, (_("Council"), sessions), (title, "")),
    }
    return render(request, "evaluation/emulation/form.html", context)


def _agencies(request: HttpRequest) -> list[tuple[str, str]]:
    """Agencies with a council of their own, in reach, open today."""
    tree, reach = load_tree(), reach_for(request.user, CouncilSession, "add")
    nodes = tree.open_below(None, localdate())
    reached = [node for node in nodes if reach.everything or node.id in reach.unit_ids]
    return [(node.code, node.name) for node in reached if using_agency(tree, node.id) == node.id]


def _found(request: HttpRequest, action: str, pk: int) -> Any:
    row_for(request.user, CouncilSession, action, pk=pk)
    return CouncilSession.objects.select_related("unit").get(pk=pk)
