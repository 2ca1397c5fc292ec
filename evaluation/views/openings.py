"""Opening a period for a set of units, and changing its last days."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluation.entry.cycle import DeadlinesForm, OpenUnitsForm
from evaluation.entry.work.giving import WithdrawForm
from evaluation.models import Evaluation, Period, PeriodOpening
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.selectors.openings import forms_under, periods_to_offer, units_to_open, usual_deadlines
from evaluation.selectors.periods import last_ended_quarter
from evaluation.services.openings import change_deadlines, open_for_units
from evaluation.services.withdrawing import withdraw_opening
from evaluation.views.periods import told
from hrm.kernel.dates import show_date
from staff.access import Forbidden, reach_for, require, row_for
from staff.models import Unit, User
from staff.services.errors import DomainError


@require_http_methods(["GET", "POST"])
def open_units(request: HttpRequest) -> HttpResponse:
    """Open a quarter or month for units in reach, with the last days."""
    require(request.user, Evaluation, "open")
    today = localdate()
    units = units_to_open(request.user, today)
    if not units:
        raise Forbidden
    offered = periods_to_offer(today)
    wanted = request.GET.get("period", "")
    first = wanted if wanted in dict(offered) else last_ended_quarter(today).code
    entry = OpenUnitsForm(
        request.POST or None,
        periods=offered,
        units=units,
        initial={"period": first},
    )
    if request.method == "POST" and entry.is_valid() and (period := _opened(request, entry)):
        return redirect("evaluation:progress", period.code)
    usual = usual_deadlines(parse_period(first))
    context = {"form": entry, "usual": usual, "first": parse_period(first), "breadcrumbs": _crumbs(_("Open"))}
    return render(request, "evaluation/cycle/open_units.html", context)


@require_http_methods(["GET", "POST"])
def deadlines(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Other last days of a period for a unit; the old ones stay in the history."""
    opening = _own_opening(request, code, pk)
    days = {"self_score_by": opening.self_score_by, "confirm_by": opening.confirm_by}
    entry = DeadlinesForm(request.POST or None, initial=days)
    if request.method == "POST" and entry.is_valid() and _changed(request, opening, entry):
        return redirect("evaluation:progress", code)
    period = parse_period(code)
    context = {
        "form": entry,
        "opening": opening,
        "quarter": period,
        "history": opening.history.select_related("history_user"),
        "breadcrumbs": _crumbs(_("Last days"), period),
    }
    return render(request, "evaluation/cycle/deadlines.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take an opening back that was a mistake, with the reason; its drafts go."""
    opening = _own_opening(request, code, pk)
    period = parse_period(code)
    entry = WithdrawForm(request.POST or None)
    if request.method == "POST" and entry.is_valid() and _withdrawn(request, opening, entry):
        url = reverse("evaluation:progress", args=[code])
        left = Period.objects.filter(code=code).exists()
        return redirect(url if left else "evaluation:periods")
    context = {
        "form": entry,
        "opening": opening,
        "quarter": period,
        "forms": forms_under(opening),
        "breadcrumbs": _crumbs(_("Withdraw the opening"), period),
    }
    return render(request, "evaluation/cycle/withdraw_opening.html", context)


def _own_opening(request: HttpRequest, code: str, pk: int) -> PeriodOpening:
    """An opening of a unit for which the person may open periods."""
    require(request.user, Evaluation, "open")
    opening = cast(PeriodOpening, row_for(request.user, PeriodOpening, "view", pk=pk, period__code=code))
    reach = reach_for(request.user, Evaluation, "open")
    if not reach.everything and opening.unit_id not in reach.unit_ids:
        raise Http404
    return opening


def _withdrawn(request: HttpRequest, opening: PeriodOpening, entry: WithdrawForm) -> bool:
    try:
        gone = withdraw_opening(
            opening=opening, reason=entry.cleaned_data["reason"], actor=cast(User, request.user)
        )
    except DomainError as refusal:
        entry.add_error(refusal.field if refusal.field in entry.fields else None, refusal.message)
        return False
    text = _("The opening was withdrawn; %(number)s drafts went with it. The reason stays in the history.")
    messages.success(request, text % {"number": gone})
    return True


def _opened(request: HttpRequest, entry: OpenUnitsForm) -> ScoringPeriod | None:
    period = parse_period(entry.cleaned_data["period"])
    reach = reach_for(request.user, Evaluation, "open")
    # The choices are units in reach; the gate is asked all the same.
    units = Unit.objects.within(reach).filter(code__in=entry.cleaned_data["units"])
    try:
        summary = open_for_units(
            period=period,
            units=list(units),
            deadlines=entry.deadlines(usual_deadlines(period)),
            actor=cast(User, request.user),
            today=localdate(),
            within=None if reach.everything else reach.unit_ids,
        )
    except DomainError as refusal:
        entry.add_error(refusal.field if refusal.field in entry.fields else None, refusal.message)
        return None
    messages.success(request, told(period, summary))
    return period


def _changed(request: HttpRequest, opening: PeriodOpening, entry: DeadlinesForm) -> bool:
    try:
        row = change_deadlines(opening=opening, deadlines=entry.deadlines(), actor=cast(User, request.user))
    except DomainError as refusal:
        entry.add_error(refusal.field if refusal.field in entry.fields else None, refusal.message)
        return False
    text = _("Last days kept: self-score by %(own)s, confirmation by %(confirm)s.")
    days = {"own": show_date(row.self_score_by), "confirm": show_date(row.confirm_by)}
    messages.success(request, text % days)
    return True


def _crumbs(last: str, period: ScoringPeriod | None = None) -> list[dict[str, str]]:
    middle = (
        [{"label": period.title, "url": reverse("evaluation:progress", args=[period.code])}] if period else []
    )
    return [{"label": _("Evaluation"), "url": reverse("evaluation:periods")}, *middle, {"label": last}]
