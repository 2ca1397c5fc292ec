"""The board of a unit: rates, columns, units below with their ranks; and the same as a workbook."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.enums import Measure
from evaluation.reports.result_books import board_workbook
from evaluation.reports.result_tables import CarriedTable, UnitTable, unit_rows
from evaluation.rules.result_text import target_text
from evaluation.rules.results import change
from evaluation.selectors.results.board import Board, Side, UnitLine, result_board
from evaluation.selectors.results.scope import month_code
from evaluation.selectors.results.shown import (
    column_lines,
    each_words,
    figure,
    rate_words,
    signed_figure,
    signed_percent,
    signed_points,
)
from evaluation.views.results.page import BoardPage, board_page
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Việc and tiền side by side against target and last year, then the units below."""
    page = board_page(request)
    context = page.context("results")
    if page.month is not None:
        board = result_board(page.scope, page.month)
        context |= {"board": board, "sides": [_panel(page, board, side) for side in board.top.sides]}
        if board.lines:
            rows = unit_rows(board.lines, link=page.source, down=lambda line: _down(page, line))
            context |= {
                "table": sorted_and_paged(UnitTable(rows), request),
                "carried": sorted_and_paged(CarriedTable(rows), request),
                "inherits": any(s.target and s.target.source for line in board.lines for s in line.sides),
            }
    return render(request, "evaluation/boards/board.html", context)


@require_safe
def results_xlsx(request: HttpRequest) -> HttpResponse:
    """The same unit and month as a workbook: every column of every line."""
    page = board_page(request)
    if page.month is None:
        return redirect(f"{reverse('evaluation:results')}?{request.GET.urlencode()}")
    content = board_workbook(result_board(page.scope, page.month), page.scope.unit)
    return workbook_response(content, f"ket-qua-{month_code(page.month)}.xlsx")


def _down(page: BoardPage, line: UnitLine) -> str:
    """A unit's own board; what a unit does itself is told by its officers."""
    code = month_code(page.month) if page.month else ""
    if line.itself:
        return f"{reverse('evaluation:result_people')}?{page.query(rieng='1')}"
    return f"{reverse('evaluation:results')}?don-vi={line.code}&thang={code}"


def _panel(page: BoardPage, board: Board, side: Side) -> dict[str, Any]:
    """One measure of the top line as the panel shows it."""
    unit, measure = board.top.code, side.measure.value
    merged = bool(board.merged)
    return {
        "key": measure,
        "label": str(Measure(side.measure).label),
        "money": side.is_money,
        "rate": rate_words(side.now.resolved_rate),
        "resolved": figure(side.now.figures.resolved, money=side.is_money),
        "resolved_url": page.source(unit, measure, "resolved"),
        "executable": figure(side.now.figures.executable, money=side.is_money),
        "executable_url": page.source(unit, measure, "executable"),
        "facts": _facts(board, side),
        "lines": [
            {
                "line": line,
                "now_url": page.source(unit, measure, line.name),
                "before_url": page.taken_apart(unit, measure, line.name, board.last_year, merged=merged)
                if side.before
                else "",
            }
            for line in column_lines(side)
        ],
    }


def _facts(board: Board, side: Side) -> list[tuple[str, str]]:
    """Target, last year, carried over, classified, per officer: label and what is said."""
    money, now = side.is_money, side.now
    moved = signed_figure(now.carried_change, money=money)
    share = change(now.figures.brought_forward, now.figures.carried_forward)
    return [
        (_("Against the target"), _target_words(side)),
        (_("Against the same period last year"), _last_year_words(board, side)),
        (
            _("Carried over (C17) against the start of the year (C1)"),
            f"{figure(now.figures.carried_forward, money=money)} / "
            f"{figure(now.figures.brought_forward, money=money)}: {moved} ({signed_percent(share)})",
        ),
        (
            _("Classified as executable (C8/C7)"),
            f"{rate_words(now.executable_rate)} ({figure(now.figures.executable, money=money)}"
            f" / {figure(now.figures.to_enforce, money=money)})",
        ),
        (
            _("To enforce per enforcement officer (C7)"),
            _("%(each)s, %(number)s officers with figures")
            % {"each": each_words(side.each, money=money), "number": side.officers},
        ),
    ]


def _target_words(side: Side) -> str:
    target = side.target
    if target is None:
        return _("no target is set")
    said = _("%(points)s points (target %(target)s, %(decision)s)") % {
        "points": signed_points(side.over),
        "target": target_text(target.percent),
        "decision": target.decision,
    }
    return said + (
        "; " + _("the target of %(unit)s, no own one is set") % {"unit": target.source}
        if target.source
        else ""
    )


def _last_year_words(board: Board, side: Side) -> str:
    if side.before is None:
        return _("no figures of %(period)s in your reach, so nothing is compared") % {
            "period": board.last_year.title
        }
    return _("rate %(points)s points (%(rate)s); resolved %(change)s") % {
        "points": signed_points(side.gained),
        "rate": rate_words(side.before.resolved_rate),
        "change": signed_percent(change(side.before.figures.resolved, side.now.figures.resolved)),
    }
