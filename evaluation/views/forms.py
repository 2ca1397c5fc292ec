"""One form: its page, the self-score, the confirmation, reopening, the explanation."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from evaluation.documents.build import render_form
from evaluation.enums import EvaluationState, Seat
from evaluation.forms import ConfirmForm, ReopenForm, SelfScoreForm, initial_points
from evaluation.models import Evaluation
from evaluation.rules.criteria import general_sum
from evaluation.rules.periods import parse_period
from evaluation.selectors.explanation import explain
from evaluation.selectors.form_page import form_for, form_page, judged_now, points_now
from evaluation.selectors.self_scoring import Window
from evaluation.services.forms import confirm as confirm_form
from evaluation.services.forms import reopen as reopen_form
from evaluation.services.forms import self_score as score_oneself
from evaluation.tables import STATE_TONES
from hrm.kernel.pdf import PdfError
from staff.access import require, rows_for
from staff.models import User
from staff.services.errors import DomainError


@require_GET
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of Mẫu số 01 on one screen."""
    found = form_for(request.user, "view", pk)
    return render(
        request,
        "evaluation/form.html",
        _context(found, {"page": form_page(request.user, found)}),
    )


@require_GET
def explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """How the score came about, down to the caseload rows."""
    found = form_for(request.user, "view", pk)
    context = {"explained": explain(request.user, found)}
    return render(request, "evaluation/explanation.html", _context(found, context, _("Explanation")))


@require_http_methods(["GET", "POST"])
def self_score(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer's own points (article 18.2)."""
    found = form_for(request.user, "self_score", pk)
    if closed := _closed(request, found):
        return closed
    points = points_now(found)
    entry = SelfScoreForm(
        request.POST or None,
        initial={
            **initial_points(points, "self"),
            "strengths": found.strengths,
            "weaknesses": found.weaknesses,
            "seen": str(Window.open()),
        },
    )
    if request.method == "POST" and entry.is_valid() and _self_scored(request, found, entry):
        return redirect("evaluation:form", found.pk)
    return render(request, "evaluation/self_score.html", _context(found, {"form": entry}, _("Self-score")))


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The scorer's points and opinion; confirming freezes the form (articles 10 and 17.2)."""
    if request.method == "POST" and (passed := _no_longer_scorer(request, pk)):
        return passed
    found = form_for(request.user, "confirm", pk)
    if closed := _closed(request, found):
        return closed
    points = points_now(found)
    own = {code: given["self"] for code, given in points.items()}
    entry = ConfirmForm(
        request.POST or None,
        own=own,
        leads=found.seat != Seat.STAFF,
        initial={
            **initial_points(points, "confirmed", "self"),
            **judged_now(found),
            "opinion": found.opinion,
        },
    )
    if request.method == "POST" and entry.is_valid() and _confirmed(request, found, entry):
        return redirect("evaluation:form", found.pk)
    context = {
        "form": entry,
        "rows": entry.rows(),
        "self_sum": general_sum(own),
        "page": form_page(request.user, found),
        "explained": explain(request.user, found),
    }
    return render(request, "evaluation/confirm.html", _context(found, context, _("Confirm")))


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """A successor of a confirmed form, with a reason."""
    found = form_for(request.user, "reopen", pk)
    if not (found.is_frozen and found.current):
        messages.error(request, _("Only the current confirmed form can be reopened."))
        return redirect("evaluation:form", found.pk)
    entry = ReopenForm(request.POST or None)
    if request.method == "POST" and entry.is_valid() and (successor := _reopened(request, found, entry)):
        return redirect("evaluation:form", successor.pk)
    return render(request, "evaluation/reopen.html", _context(found, {"form": entry}, _("Reopen")))


def _self_scored(request: HttpRequest, found: Evaluation, entry: SelfScoreForm) -> bool:
    texts = {name: entry.cleaned_data[name] for name in ("strengths", "weaknesses")}
    try:
        score_oneself(
            evaluation=found,
            points=entry.points(),
            actor=_actor(request),
            window=Window.read(entry.cleaned_data["seen"]),
            **texts,
        )
    except DomainError as refusal:
        entry.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your self-score was kept and the draft computed anew."))
    return True


def _confirmed(request: HttpRequest, found: Evaluation, entry: ConfirmForm) -> bool:
    try:
        confirm_form(
            evaluation=found,
            points=entry.points(),
            opinion=entry.cleaned_data["opinion"],
            actor=_actor(request),
            render=render_form,
            judged=entry.judged(),
        )
    except (DomainError, PdfError) as refusal:
        field = getattr(refusal, "field", "")
        entry.add_error(field if field in entry.fields else None, str(refusal))
        return False
    messages.success(request, _("The form is confirmed and frozen; its PDF is kept with a hash."))
    return True


def _reopened(request: HttpRequest, found: Evaluation, entry: ReopenForm) -> Evaluation | None:
    try:
        successor = reopen_form(evaluation=found, reason=entry.cleaned_data["reason"], actor=_actor(request))
    except DomainError as refusal:
        entry.add_error(None, str(refusal))
        return None
    messages.success(request, _("A new version of the form was made; the confirmed one stays as it was."))
    return successor


def _closed(request: HttpRequest, found: Evaluation) -> HttpResponse | None:
    """A confirmed or replaced form takes no input: say so on its page."""
    if not found.current:
        messages.error(request, _("This form was replaced by a newer version."))
    elif found.is_frozen:
        messages.error(request, _("The form is confirmed and no longer changes; reopening needs a reason."))
    else:
        return None
    return redirect("evaluation:form", found.pk)


def _no_longer_scorer(request: HttpRequest, pk: int) -> HttpResponse | None:
    """Say so to who had the page open while the form moved on to another scorer (article 10)."""
    require(request.user, Evaluation, "confirm")
    if rows_for(request.user, Evaluation, "confirm").filter(pk=pk).exists():
        return None
    found = form_for(request.user, "view", pk)
    name = found.scorer.full_name if found.scorer else "…"
    text = _("You are not the scorer of this form; by the record of today it is %(name)s (article 10).")
    messages.error(request, text % {"name": name})
    return redirect("evaluation:form", pk)


def _actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def _context(found: Evaluation, more: dict[str, Any], last: str = "") -> dict[str, Any]:
    """What every page of a form shows: whose, of which quarter, and the way back."""
    quarter = parse_period(found.period.code)
    crumbs = [
        {"label": _("Evaluation"), "url": reverse("evaluation:periods")},
        {"label": quarter.title, "url": reverse("evaluation:period", args=[quarter.code])},
        {"label": found.officer.full_name, "url": reverse("evaluation:form", args=[found.pk])},
        *([{"label": last}] if last else []),
    ]
    tone = STATE_TONES[EvaluationState(found.state)]
    return {"evaluation": found, "quarter": quarter, "state_tone": tone, "breadcrumbs": crumbs, **more}
