"""Complaints: the list, one complaint, writing one, answering one (article 22)."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.cycle_tables import STAGE_LABELS, STAGE_TONES, ComplaintTable, subject_title
from evaluation.entry.cycle import YES, AnswerForm, ComplaintFilter, ComplaintForm
from evaluation.enums import Verdict
from evaluation.models import Complaint, Evaluation, YearRating
from evaluation.rules.periods import parse_period
from evaluation.selectors.complaints import Stage, complaints, may_complain, stage_of
from evaluation.selectors.form_page import form_for
from evaluation.selectors.years.sheet import rating_for
from evaluation.services.complaints import answer, complain
from hrm.kernel.dates import show_date
from staff.access import require, row_for, rows_for
from staff.models import User
from staff.reports.table_workbook import table_workbook
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Complaints in reach, the own ones, and those to answer."""
    require(request.user, Complaint, "view")
    context = {
        "table": sorted_and_paged(_table(request), request),
        "filter": ComplaintFilter(request.GET or None, labels=STAGE_LABELS),
        "breadcrumbs": _crumbs(),
    }
    return render(request, "evaluation/cycle/complaints.html", context)


@require_safe
def complaint_workbook(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: same filter, same scope."""
    require(request.user, Complaint, "view")
    content = table_workbook(_("Complaints"), _table(request))
    return workbook_response(content, f"kien-nghi-{localdate():%Y-%m-%d}.xlsx")


@require_safe
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """What was complained about, until when it must be answered, and the answer."""
    row = _found(request, "view", pk)
    stage = stage_of(row, localdate())
    mine = rows_for(request.user, Complaint, "answer").filter(pk=pk)
    context = {
        "row": row,
        "subject": subject_title(row),
        "stage": STAGE_LABELS[stage],
        "tone": STAGE_TONES[stage],
        "form_seen": row.evaluation
        and rows_for(request.user, Evaluation, "view").filter(pk=row.evaluation_id),
        "successor": _successor(request, row),
        "may_answer": row.outcome == Verdict.OPEN and mine.exists(),
        "breadcrumbs": _crumbs(row.officer.full_name),
    }
    return render(request, "evaluation/cycle/complaint.html", context)


@require_http_methods(["GET", "POST"])
def complain_about(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer complains about the own confirmed form."""
    require(request.user, Complaint, "add")
    form = form_for(request.user, "self_score", pk)
    title = parse_period(form.period.code).title
    return _complain(request, form, title, reverse("evaluation:form", args=[pk]))


@require_http_methods(["GET", "POST"])
def complain_about_rating(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer complains about the own signed rating of a year."""
    require(request.user, Complaint, "add")
    rating = rating_for(request.user, "self_rate", pk)
    title = _("Rating of the year %(year)s") % {"year": rating.year}
    return _complain(request, rating, title, reverse("evaluation:year_rating", args=[pk]))


def _complain(request: HttpRequest, subject: Evaluation | YearRating, title: str, back: str) -> HttpResponse:
    if not may_complain(request.user, subject):
        messages.error(
            request,
            _("Only the current confirmed form can be complained about, and once at a time (article 22)."),
        )
        return redirect(back)
    entry = ComplaintForm(request.POST or None)
    if request.method == "POST" and entry.is_valid() and (row := _complained(request, subject, entry)):
        return redirect("evaluation:complaint", row.pk)
    context = {
        "form": entry,
        "subject": subject,
        "subject_title": title,
        "about_rating": isinstance(subject, YearRating),
        "back": back,
        "breadcrumbs": _crumbs(title),
    }
    return render(request, "evaluation/cycle/complain.html", context)


@require_http_methods(["GET", "POST"])
def complaint_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever scored or rated accepts or refuses, with reasons."""
    row = _found(request, "answer", pk)
    entry = AnswerForm(request.POST or None, about_rating=row.rating_id is not None)
    if request.method == "POST" and entry.is_valid() and _answered(request, row, entry):
        return redirect("evaluation:complaint", pk)
    if row.outcome != Verdict.OPEN and request.method != "POST":
        messages.error(request, _("This complaint was answered already."))
        return redirect("evaluation:complaint", pk)
    context = {
        "form": entry,
        "row": row,
        "subject": subject_title(row),
        "breadcrumbs": _crumbs(row.officer.full_name),
    }
    return render(request, "evaluation/cycle/answer.html", context)


def _table(request: HttpRequest) -> ComplaintTable:
    today, wanted = localdate(), request.GET.get("stage", "")
    stage = wanted if wanted in set(Stage) else ""
    return ComplaintTable(complaints(request.user, today, stage), today=today, request=request)


def _found(request: HttpRequest, action: str, pk: int) -> Complaint:
    row_for(request.user, Complaint, action, pk=pk)
    found = rows_for(request.user, Complaint, action).filter(pk=pk)
    around = ("officer", "unit", "evaluation__period", "rating", "answerer", "answered_by")
    row = found.select_related(*around).first()
    if row is None:
        raise Http404
    return cast(Complaint, row)


def _successor(request: HttpRequest, row: Complaint) -> Any:
    """The version that an accepted complaint opened."""
    if row.evaluation_id is None:
        return None
    return rows_for(request.user, Evaluation, "view").filter(predecessor_id=row.evaluation_id).first()


def _complained(
    request: HttpRequest, subject: Evaluation | YearRating, entry: ComplaintForm
) -> Complaint | None:
    about: dict[str, Any] = {"evaluation" if isinstance(subject, Evaluation) else "rating": subject}
    try:
        row = complain(**about, text=entry.cleaned_data["text"], actor=cast(User, request.user))
    except DomainError as refusal:
        entry.add_error(refusal.field if refusal.field in entry.fields else None, refusal.message)
        return None
    text = _("The complaint was received; it must be answered by %(day)s (article 22).")
    messages.success(request, text % {"day": show_date(row.due)})
    return row


def _answered(request: HttpRequest, row: Complaint, entry: AnswerForm) -> bool:
    data = entry.cleaned_data
    try:
        answer(
            complaint=row,
            accepted=data["outcome"] == YES,
            text=data["answer"],
            actor=cast(User, request.user),
        )
    except DomainError as refusal:
        entry.add_error(refusal.field if refusal.field in entry.fields else None, refusal.message)
        return False
    messages.success(request, _("The answer was kept and the officer told."))
    return True


def _crumbs(last: str = "") -> list[dict[str, str]]:
    crumbs = [{"label": _("Evaluation"), "url": reverse("evaluation:periods")}]
    here = {"label": _("Complaints")}
    if not last:
        return [*crumbs, here]
    return [*crumbs, here | {"url": reverse("evaluation:complaints")}, {"label": last}]
