"""Cards of the home page and tabs of the officer page; each starts at the gate."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from evaluation.models import CaseloadFigure, Evaluation
from evaluation.rules.periods import parse_period
from evaluation.selectors.caseload import officer_caseload
from evaluation.selectors.home import forms_of_officer, own_form, period_states, waiting_for
from evaluation.selectors.openings import deadline_book
from evaluation.selectors.shown import points
from staff.access import may, reach_for, rows_for
from staff.models import Officer

SHOWN = 5


def sees_evaluations(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere for this person."""
    return may(request.user, Evaluation, "view")


def sees_caseload(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere for this person."""
    return may(request.user, CaseloadFigure, "view")


def self_score_card(request: HttpRequest) -> str:
    """The own form to think of now: score oneself, or what came of it."""
    form = own_form(request.user, localdate())
    if form is None:
        return ""
    deadlines = None if form.is_frozen else deadline_book(form.period).of(form.unit_id)
    context = {
        "form": form,
        "quarter": parse_period(form.period.code),
        "total": points(form.total),
        "self_score_by": deadlines.self_score_by if deadlines else None,
    }
    return _html(request, "self_score_card", context)


def confirm_card(request: HttpRequest) -> str:
    """How many forms wait for one's confirmation, and the first of them."""
    waiting = list(waiting_for(request.user, localdate())) if may(request.user, Evaluation, "confirm") else []
    if not waiting:
        return ""
    return _html(request, "confirm_card", {"number": len(waiting), "forms": waiting[:SHOWN]})


def period_card(request: HttpRequest) -> str:
    """The newest quarter by state, for who runs evaluations."""
    found = period_states(request.user)
    if found is None:
        return ""
    period, states = found
    context = {"quarter": parse_period(period.code), "states": states, "total": sum(n for *_, n in states)}
    return _html(request, "period_card", context)


def own_caseload_card(request: HttpRequest) -> str:
    """The newest rates of one's own caseload, with the way to every month."""
    mine = reach_for(request.user, CaseloadFigure, "view").officer_id
    officer = Officer.objects.filter(pk=mine).first() if mine else None
    if officer is None or not may(request.user, CaseloadFigure, "view"):
        return ""
    sheets = officer_caseload(request.user, officer.number).sheets
    if not sheets:
        return ""
    return _html(request, "own_caseload_card", {"officer": officer, "newest": sheets[0]})


def has_caseload(request: HttpRequest, officer: Officer) -> bool:
    """Whether the asker may see figures of this officer, and there are any."""
    return rows_for(request.user, CaseloadFigure, "view").filter(officer=officer).exists()


def has_evaluations(request: HttpRequest, officer: Officer) -> bool:
    """Whether the asker may see forms of this officer, and there are any."""
    return forms_of_officer(request.user, officer).exists()


def caseload_tab(request: HttpRequest, officer: Officer) -> str:
    """Rates of the newest month and quarter differences."""
    if not may(request.user, CaseloadFigure, "view"):
        return ""
    found = officer_caseload(request.user, officer.number)
    if not found.sheets:
        return ""
    return _html(request, "caseload_tab", {"officer": officer, "caseload": found, "newest": found.sheets[0]})


def evaluations_tab(request: HttpRequest, officer: Officer) -> str:
    """Quarters with total, band and state."""
    forms = list(forms_of_officer(request.user, officer))
    if not forms:
        return ""
    rows = [(form, parse_period(form.period.code), points(form.total)) for form in forms]
    return _html(request, "evaluations_tab", {"rows": rows, "officer": officer})


def _html(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"evaluation/parts/{name}.html", context, request=request)
