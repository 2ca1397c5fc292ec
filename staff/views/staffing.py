"""The gap board, the names behind its figures, and the board as a workbook."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from staff.access import require, row_for, rows_for
from staff.models import Officer, Unit
from staff.reports.exports import CONTENT_TYPE, staffing_workbook
from staff.selectors.people_behind import Figure, People, people_behind
from staff.selectors.staffing import Board, Figures, staffing_board
from staff.tables import PeopleTable
from staff.views.days import AsAt, as_at
from staff.views.paging import sorted_and_paged


@require_safe
def staffing(request: HttpRequest) -> HttpResponse:
    """Units in reach with the figures of their subtrees, as at any day."""
    asked = as_at(request)
    board = _board(request, asked)
    context: dict[str, Any] = {"as_at": asked, "board": board, "figure": Figure, "breadcrumbs": []}
    return render(request, "staff/staffing.html", context)


@require_safe
def staffing_xlsx(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook; a day that cannot be read goes back to the board, which says so."""
    asked = as_at(request)
    board = _board(request, asked)
    if asked.day is None or board is None:
        return redirect(f"{reverse('staff:staffing')}?{request.GET.urlencode()}")
    name = f"bien-che-{asked.day:%Y-%m-%d}.xlsx"
    return workbook_response(staffing_workbook(board, asked.day), name)


@require_safe
def staffing_people(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Who stands behind one figure of a unit in reach."""
    unit = row_for(request.user, Unit, "view", code=code)
    figure = _figure(what)
    asked = as_at(request)
    context: dict[str, Any] = {"unit": unit, "as_at": asked, "what": figure, "title": _titles()[figure]}
    if asked.day is not None:
        among = rows_for(request.user, Officer, "view")
        people = people_behind(asked.day, unit.pk, figure, among)
        board = staffing_board(asked.day, [unit.pk])
        context |= {
            "people": people,
            "table": _table(request, people, figure),
            "tabs": _tabs(unit, asked, figure, board.total),
        }
    context["breadcrumbs"] = [
        {"label": _("Staffing"), "url": f"{reverse('staff:staffing')}?{asked.query}"},
        {"label": unit.name},
    ]
    return render(request, "staff/people.html", context)


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def _board(request: HttpRequest, asked: AsAt) -> Board | None:
    require(request.user, Unit, "view")
    if asked.day is None:
        return None
    return staffing_board(asked.day, set(rows_for(request.user, Unit, "view").values_list("pk", flat=True)))


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
    }


def _tabs(unit: Unit, asked: AsAt, current: Figure, figures: Figures) -> list[dict[str, Any]]:
    counts = {
        Figure.PRESENT: figures.present,
        Figure.SECONDED_IN: figures.seconded_in,
        Figure.SECONDED_OUT: figures.seconded_out,
        Figure.LEAVING: figures.leaving_12_months,
    }
    return [
        {
            "label": label,
            "url": f"{reverse('staff:staffing_people', args=[unit.code, figure.value])}?{asked.query}",
            "active": figure is current,
            "count": counts[figure],
        }
        for figure, label in _titles().items()
    ]


def _table(request: HttpRequest, people: People, figure: Figure) -> Any:
    hidden = {
        Figure.PRESENT: ("other_unit", "day", "reason"),
        Figure.SECONDED_IN: ("reason",),
        Figure.SECONDED_OUT: ("reason",),
        Figure.LEAVING: ("other_unit",),
    }[figure]
    return sorted_and_paged(PeopleTable(people.shown, exclude=hidden, order_by="full_name"), request)
