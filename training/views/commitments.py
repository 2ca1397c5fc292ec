"""Study commitments: the list, one of them, a new one, its settlement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hrm.kernel.numbers import group
from staff.access import require, row_for, rows_for
from staff.models import Officer
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from training.filters import CommitmentFilter
from training.forms.catalogue import point_out
from training.forms.commitments import CommitmentForm, SettlementForm
from training.models import StudyCommitment
from training.reports.exports import commitments_workbook
from training.rules.sessions import days_of
from training.selectors.commitments import Standing, commitments, standing
from training.services.commitments import commit_to_study, settle_commitment
from training.tables import COMMITMENT_STATES, CommitmentTable
from training.views.asking import actor, crumbs, require_any, workbook

_FIELDS = {"end": "last_day", "officer": "number"}


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponse:
    """Commitments of people in reach with what a breach would cost today."""
    chosen = _filter(request)
    rows = _standings(chosen)
    table = CommitmentTable(rows, order_by="name")
    context = {
        "filter": chosen,
        "table": sorted_and_paged(table, request),
        "at_stake": sum(each.at_stake for each in rows if each.state != "broken"),
        "owed": sum(each.at_stake for each in rows if each.state == "broken"),
        "may_add": request.user.has_perm("training.add_studycommitment"),
        "breadcrumbs": [],
    }
    return render(request, "training/commitments.html", context)


@require_safe
def commitments_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook."""
    chosen = _filter(request)
    if not chosen.is_valid():
        return redirect(f"{reverse('training:commitments')}?{request.GET.urlencode()}")
    today = timezone.localdate()
    states = {key: str(label) for key, (label, _tone) in COMMITMENT_STATES.items()}
    return workbook(commitments_workbook(_standings(chosen), states, today), f"cam-ket-{today:%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment with its formula; who keeps the record settles it here."""
    found = row_for(request.user, StudyCommitment, "view", pk=pk)
    keeps = rows_for(request.user, StudyCommitment, "change").filter(pk=pk).exists()
    form = SettlementForm(request.POST or None) if keeps and found.broken_on is None else None
    if request.method == "POST":
        row_for(request.user, StudyCommitment, "change", pk=pk)
        if form is not None and form.is_valid() and _settled(request, found, form):
            return redirect("training:commitment", pk)
    stands = standing(found, timezone.localdate())
    label, tone = COMMITMENT_STATES[stands.state]
    context = {"commitment": found, "stands": stands, "form": form, "label": label, "tone": tone}
    context |= {"facts": _facts(found, stands), "breadcrumbs": _way(found.officer.full_name)}
    return render(request, "training/commitment.html", context)


@require_http_methods(["GET", "POST"])
def commitment_new(request: HttpRequest) -> HttpResponse:
    """Send an officer in reach to postgraduate study."""
    require_any(request, StudyCommitment, "add")
    form = CommitmentForm(request.POST or None, initial={"number": request.GET.get("number", "")[:40]})
    if request.method == "POST" and form.is_valid() and (kept := _committed(request, form)):
        return redirect("training:commitment", kept.pk)
    title = _("New study commitment")
    context = {
        "form": form,
        "title": title,
        "breadcrumbs": _way(title),
        "back": reverse("training:commitments"),
    }
    return render(request, "training/form.html", context)


def _filter(request: HttpRequest) -> CommitmentFilter:
    require(request.user, StudyCommitment, "view")
    rows = commitments(rows_for(request.user, StudyCommitment, "view"), timezone.localdate())
    return CommitmentFilter(request.GET, rows, request=request)


def _standings(chosen: CommitmentFilter) -> list[Standing]:
    today = timezone.localdate()
    rows: Any = chosen.qs if chosen.is_valid() else []
    return [standing(row, today) for row in rows]


def _settled(request: HttpRequest, found: StudyCommitment, form: SettlementForm) -> bool:
    try:
        row = settle_commitment(actor=actor(request), commitment=found, **form.cleaned_data)
    except DomainError as refusal:
        point_out(form, refusal.message, refusal.field)
        return False
    message = _("The commitment was settled: %(sum)s đồng to pay back.")
    messages.success(request, message % {"sum": group(row.compensation or 0)})
    return True


def _committed(request: HttpRequest, form: CommitmentForm) -> StudyCommitment | None:
    people = rows_for(request.user, Officer, "change")
    officer = people.filter(number=form.cleaned_data["number"]).first()
    if officer is None:
        form.add_error("number", _("No officer of your reach has this number."))
        return None
    try:
        kept = commit_to_study(actor=actor(request), officer=officer, **form.facts())
    except DomainError as refusal:
        point_out(form, refusal.message, refusal.field, _FIELDS)
        return None
    messages.success(request, _("The commitment was saved."))
    return kept


def _facts(found: StudyCommitment, stands: Standing) -> list[tuple[str, str]]:
    return [
        (_("Officer"), f"{found.officer.full_name} ({found.officer.number})"),
        (_("Study"), f"{found.get_degree_display()}, {found.subject}"),
        (_("School"), found.school),
        (_("Days of study"), days_of(found.start, found.end)),
        (_("Decision"), found.decision),
        (_("Months to serve"), str(found.months_to_serve)),
        (_("Free from"), stands.ends_on.strftime("%d/%m/%Y")),
        (_("Cost of the study (đồng)"), group(found.cost)),
    ]


def _way(last: str) -> list[dict[str, str]]:
    return crumbs((_("Study commitments"), reverse("training:commitments")), (last, ""))
