"""Self-service corrections: propose from the own record, the inbox, and the decision."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hrm.kernel.numbers import row_key
from staff.access import require, row_for, rows_for
from staff.enums import CorrectionState
from staff.filters import CorrectionFilter
from staff.forms.corrections import AnswerForm, ProofForm, ProposalForm, fingerprint
from staff.models import CorrectionRequest, Officer, RecordFile, Unit, User
from staff.reports.corrections import corrections_workbook
from staff.selectors.corrections import (
    Target,
    corrections_in_reach,
    difference,
    proposal_of,
    row_of,
    target_of,
    text_of,
)
from staff.selectors.officers import tables_open
from staff.selectors.tree import unit_choices
from staff.services import corrections as service
from staff.services.errors import DomainError, ReasonNeeded
from staff.tables import CorrectionTable
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@never_cache
def correction_add(request: HttpRequest, target: str) -> HttpResponse:
    """Propose a change of one part of the own record: fill in, see the difference, send."""
    require(request.user, CorrectionRequest, "add")
    officer, part = _own_officer(request), target_of(target)
    if part is None or not _sees(request, officer, part):
        raise Http404
    row = _row(officer, part, request.GET.get("dong", ""))
    if request.method != "POST":
        return _proposal(request, officer, part, row, ProposalForm(target=part, row=row))
    form = ProposalForm(request.POST, target=part, row=row)
    if not form.is_valid():
        return _proposal(request, officer, part, row, form)
    return _checked(request, officer, part, row, form)


def _checked(
    request: HttpRequest, officer: Officer, part: Target, row: Any, form: ProposalForm
) -> HttpResponse:
    """Nothing is sent before its difference was looked at."""
    texts = form.texts()
    proof = ProofForm(request.POST, files=_files(request, officer))
    was_looked_at = request.POST.get("looked_at") == fingerprint(texts) and "look_again" not in request.POST
    if not was_looked_at or not proof.is_valid():
        if not texts:
            form.add_error(None, _("Nothing differs from what is stored."))
        return _proposal(request, officer, part, row, form, texts, proof)
    try:
        service.propose(
            actor=_user(request),
            officer=officer,
            target=part,
            row_id=row.pk if part.kind is not None and row is not None else None,
            new=texts,
            explanation=form.cleaned_data["explanation"],
            proof=proof.cleaned_data["proof"],
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _proposal(request, officer, part, row, form)
    messages.success(request, _("Your proposal was sent. You are told when it is decided."))
    return redirect("staff:corrections")


@require_safe
@never_cache
def corrections(request: HttpRequest) -> HttpResponse:
    """Proposals in reach: for personnel those of their units, for an officer the own ones."""
    chosen = _filter(request)
    rows = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    table = CorrectionTable(rows)
    context = {
        "filter": chosen,
        "table": sorted_and_paged(table, request),
        "waiting": rows_for(request.user, CorrectionRequest, "view")
        .filter(state=CorrectionState.WAITING)
        .count(),
        "breadcrumbs": [],
    }
    return render(request, "staff/corrections.html", context)


@require_safe
@never_cache
def corrections_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters and scope; what was proposed stays in the system."""
    chosen = _filter(request)
    if not chosen.is_valid():
        return redirect(f"{reverse('staff:corrections')}?{request.GET.urlencode()}")
    return workbook_response(corrections_workbook(chosen.qs), "de-nghi-sua-ho-so.xlsx")


@require_safe
@never_cache
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal against what is stored now."""
    return _shown(request, row_for(request.user, CorrectionRequest, "view", pk=pk))


@require_POST
@never_cache
def correction_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal with its masked fields in full, on record."""
    found = row_for(request.user, CorrectionRequest, "view", pk=pk)
    if found.officer.user_id != request.user.pk:
        row_for(request.user, Officer, "unmask", pk=found.officer_id)
    service.disclose_request(actor=_user(request), request=found)
    return _shown(request, found, in_full=True)


@require_POST
@never_cache
def correction_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse; a refusal of the record's rules comes back with its reason."""
    found = row_for(request.user, CorrectionRequest, "change", pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form=form)
    try:
        state = _decided(request, found, form)
    except service.AlreadyDecidedError as refusal:
        messages.info(request, refusal.message)
        return redirect("staff:correction", pk)
    except DomainError as refusal:
        asked = "reason" if isinstance(refusal, ReasonNeeded) else refusal.field
        form.add_error(asked if asked in form.fields else None, refusal.message)
        return _shown(request, found, form=form)
    if state == CorrectionState.APPROVED:
        messages.success(request, _("The proposal was accepted and written into the record."))
    else:
        messages.success(request, _("The proposal was not accepted; the officer is told why."))
    return redirect("staff:corrections")


@require_POST
@never_cache
def correction_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own proposal back while it waits."""
    found = row_for(request.user, CorrectionRequest, "view", pk=pk, officer__user_id=request.user.pk)
    try:
        service.withdraw(actor=_user(request), request_id=found.pk)
    except DomainError as refusal:
        messages.info(request, refusal.message)
    else:
        messages.success(request, _("Your proposal was withdrawn."))
    return redirect("staff:correction", pk)


def _decided(request: HttpRequest, found: CorrectionRequest, form: AnswerForm) -> str:
    typed = form.cleaned_data
    if request.POST.get("act") == "approve":
        decided = service.approve(
            actor=_user(request),
            request_id=found.pk,
            seen=row_key(request.POST.get("seen", "")) or 0,
            reason=typed["reason"],
            answer=typed["answer"],
        )
    else:
        decided = service.refuse(actor=_user(request), request_id=found.pk, answer=typed["answer"])
    return str(decided.state)


def _shown(
    request: HttpRequest, found: CorrectionRequest, *, in_full: bool = False, form: AnswerForm | None = None
) -> HttpResponse:
    proposal = proposal_of(found, in_full=in_full)
    own = found.officer.user_id == request.user.pk
    keeps = rows_for(request.user, CorrectionRequest, "change").filter(pk=found.pk).exists()
    waits = found.state == CorrectionState.WAITING
    context = {
        "correction": found,
        "officer": found.officer,
        "proposal": proposal,
        "in_full": in_full,
        "own": own,
        "may_decide": keeps and waits and not own,
        "may_withdraw": own and waits,
        "seen": service.seen_of_row(proposal.row) if proposal else 0,
        "form": form or AnswerForm(),
        "breadcrumbs": [
            {"label": _("Proposed corrections"), "url": reverse("staff:corrections")},
            {"label": found.officer.full_name},
        ],
    }
    return render(request, "staff/correction.html", context)


def _proposal(
    request: HttpRequest,
    officer: Officer,
    part: Target,
    row: Any,
    form: ProposalForm,
    texts: dict[str, str] | None = None,
    proof: ProofForm | None = None,
) -> HttpResponse:
    lines = []
    if texts:
        old = {name: text_of(part, row, name) for name in texts}
        lines = difference(part, row, old, texts)
    context = {
        "officer": officer,
        "part": part,
        "form": form,
        "is_new": part.kind is not None and row is None,
        "lines": lines,
        "looked_at": fingerprint(texts) if texts else "",
        "proof": proof if lines else None,
        "breadcrumbs": [
            {"label": _("My record"), "url": reverse("staff:my_record")},
            {"label": _("Propose a correction")},
        ],
    }
    return render(request, "staff/correction_add.html", context)


def _filter(request: HttpRequest) -> CorrectionFilter:
    require(request.user, CorrectionRequest, "view")
    today = timezone.localdate()
    in_reach = set(rows_for(request.user, Unit, "view").values_list("pk", flat=True))
    return CorrectionFilter(
        request.GET,
        corrections_in_reach(_user(request), today),
        request=request,
        at=today,
        units=unit_choices(today, in_reach),
    )


def _own_officer(request: HttpRequest) -> Officer:
    own: Officer | None = rows_for(request.user, Officer, "view").filter(user_id=request.user.pk).first()
    if own is None:
        raise Http404
    return own


def _sees(request: HttpRequest, officer: Officer, part: Target) -> bool:
    return part.model is Officer or bool(tables_open(_user(request), officer, "view", [part.model]))


def _row(officer: Officer, part: Target, asked: str) -> Any:
    """The row to correct; none for a new one. A number that is no row of one's own is not found."""
    if part.kind is None:
        return row_of(part, officer, None)
    if not asked:
        return None
    found = row_of(part, officer, row_key(asked))
    if found is None:
        raise Http404
    return found


def _files(request: HttpRequest, officer: Officer) -> Any:
    return rows_for(request.user, RecordFile, "view").filter(officer=officer)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
