"""The names behind a figure of the gap board."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from staff.access import Forbidden, row_for, rows_for
from staff.models import LabourContract, LeadershipTerm, Officer, Unit
from staff.rules.leaving import LeavingCause
from staff.selectors.people_behind import Figure, People, people_behind
from staff.selectors.staffing import Figures, staffing_board
from staff.tables import PeopleTable
from staff.views.days import AsAt, as_at
from staff.views.paging import sorted_and_paged
from staff.views.staffing import causes_seen

# What `?ly-do=` may say.
_CAUSES = {"nghi-huu": LeavingCause.RETIREMENT, "ket-thuc": LeavingCause.KNOWN_END}
# Figures made of rows that need a verb of their own.
_TABLES = {Figure.TERMS: LeadershipTerm, Figure.CONTRACTS: LabourContract}
_SEEN_WITH = {Figure.TERMS: LeavingCause.TERM, Figure.CONTRACTS: LeavingCause.CONTRACT}


@require_safe
def staffing_people(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Who stands behind one figure of a unit in reach."""
    unit, figure = row_for(request.user, Unit, "view", code=code), _figure(what)
    causes = causes_seen(request)
    if figure in _SEEN_WITH and _SEEN_WITH[figure] not in causes:
        raise Forbidden
    asked = as_at(request)
    context: dict[str, Any] = {"unit": unit, "as_at": asked, "what": figure, "title": _titles()[figure]}
    if asked.day is not None:
        board = staffing_board(asked.day, [unit.pk], causes)
        tabs = [f for f in Figure if f not in _SEEN_WITH or _SEEN_WITH[f] in causes]
        context |= _people(request, unit, figure, asked)
        context["tabs"] = _tabs(unit, asked, figure, board.total, tabs)
        if figure is Figure.LEAVING:
            context["causes"] = _cause_links(request, asked, board.total)
    context["breadcrumbs"] = [
        {"label": _("Staffing"), "url": f"{reverse('staff:staffing')}?{asked.query}"},
        {"label": unit.name},
    ]
    return render(request, "staff/people.html", context)


def _people(request: HttpRequest, unit: Unit, figure: Figure, asked: AsAt) -> dict[str, Any]:
    if asked.day is None:
        return {}
    among = rows_for(request.user, Officer, "view")
    if figure in _TABLES:
        rows = rows_for(request.user, _TABLES[figure], "view")
        among = among.filter(pk__in=rows.order_by().values("officer"))
    cause = _CAUSES.get(request.GET.get("ly-do", "")) if figure is Figure.LEAVING else None
    chosen = {cause} if cause else frozenset(LeavingCause)
    people = people_behind(asked.day, unit.pk, figure, among, chosen)
    return {"people": people, "table": _table(request, people, figure)}


def _figure(what: str) -> Figure:
    try:
        return Figure(what)
    except ValueError:
        raise Http404 from None


def _titles() -> dict[Figure, str]:
    return {
        Figure.PRESENT: _("Present"),
        Figure.SECONDED_IN: _("Seconded in"),
        Figure.SECONDED_OUT: _("Seconded out"),
        Figure.LEAVING: _("Leaving in 12 months"),
        Figure.TERMS: _("Terms ending in 12 months"),
        Figure.CONTRACTS: _("Contracts ending in 12 months"),
    }


def _tabs(
    unit: Unit, asked: AsAt, current: Figure, figures: Figures, shown: list[Figure]
) -> list[dict[str, Any]]:
    counts = {
        Figure.PRESENT: figures.present,
        Figure.SECONDED_IN: figures.seconded_in,
        Figure.SECONDED_OUT: figures.seconded_out,
        Figure.LEAVING: figures.leaving_12_months,
        Figure.TERMS: figures.terms_ending,
        Figure.CONTRACTS: figures.contracts_ending,
    }
    return [
        {
            "label": _titles()[figure],
            "url": f"{reverse('staff:staffing_people', args=[unit.code, figure.value])}?{asked.query}",
            "active": figure is current,
            "count": counts[figure],
        }
        for figure in shown
    ]


def _cause_links(request: HttpRequest, asked: AsAt, figures: Figures) -> list[dict[str, Any]]:
    """All, retirement only, known ends only."""
    chosen = request.GET.get("ly-do", "")
    named = [
        ("", _("All causes"), figures.leaving_12_months),
        ("nghi-huu", _("Retirement"), figures.retiring),
        ("ket-thuc", _("Known end"), figures.ending),
    ]
    return [
        {
            "label": label,
            "count": count,
            "url": f"?{asked.query}{f'&ly-do={key}' if key else ''}",
            "active": key == (chosen if chosen in _CAUSES else ""),
        }
        for key, label, count in named
    ]


def _table(request: HttpRequest, people: People, figure: Figure) -> Any:
    hidden = {
        Figure.PRESENT: ("other_unit", "day", "reason", "band"),
        Figure.SECONDED_IN: ("reason", "band"),
        Figure.SECONDED_OUT: ("reason", "band"),
        Figure.LEAVING: ("other_unit",),
        Figure.TERMS: ("other_unit", "band"),
        Figure.CONTRACTS: ("other_unit", "band"),
    }[figure]
    return sorted_and_paged(PeopleTable(people.shown, exclude=hidden, order_by="full_name"), request)
