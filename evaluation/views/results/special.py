"""Special kinds of case and reasons for ending, by unit with shares."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evaluation.enums import Ending, Measure, SpecialKind
from evaluation.models import SpecialFigure
from evaluation.reports.result_books import special_workbook
from evaluation.rules.periods import StatMonth
from evaluation.rules.result_text import percent
from evaluation.selectors.results.scope import month_code
from evaluation.selectors.results.shown import figure, rate_words
from evaluation.selectors.results.special import (
    APART,
    REASONS,
    SPECIAL_COLUMNS,
    SpecialBoard,
    SpecialLine,
    special_board,
)
from evaluation.selectors.results.special_sources import AMOUNT, Asked
from evaluation.views.results.page import BoardPage, board_page
from evaluation.views.results.special_sources import special_source
from staff.access import require
from staff.views.staffing import workbook_response


@require_safe
def special(request: HttpRequest) -> HttpResponse:
    """The chosen unit in full, the units below side by side."""
    page = _page(request)
    context = page.context("result_special")
    if page.month is not None and (board := special_board(page.scope, page.month)):
        context |= {
            "board": board,
            "kinds": _kinds(board.top, page.month),
            "endings": _endings(board.top, page.month),
            "measures": [_by_unit(board, measure, page.month) for measure in Measure],
            "kind_labels": [str(kind.label) for kind in SpecialKind],
            "reason_labels": [str(reason.label) for reason in REASONS],
            "apart_label": str(APART.label).partition(" (")[0],
        }
    return render(request, "evaluation/boards/special.html", context)


@require_safe
def special_xlsx(request: HttpRequest) -> HttpResponse:
    """The same figures, whole, as a workbook."""
    page = _page(request)
    board = special_board(page.scope, page.month) if page.month else None
    if board is None or page.month is None:
        return redirect(f"{reverse('evaluation:result_special')}?{request.GET.urlencode()}")
    return workbook_response(special_workbook(board, page.month), f"an-dac-thu-{month_code(page.month)}.xlsx")


def _page(request: HttpRequest) -> BoardPage:
    """They are kept by unit: who sees only the own rows has none."""
    require(request.user, SpecialFigure, "view")
    page = board_page(request)
    if page.scope.own_only:
        raise Http404
    return page


def _kinds(line: SpecialLine, month: StatMonth) -> list[dict[str, Any]]:
    return [
        {
            "label": str(kind.label),
            "sides": [_kind_cells(line, kind, measure, month) for measure in Measure],
        }
        for kind in SpecialKind
        if any((kind, measure) in line.kinds for measure in Measure)
    ]


def _kind_cells(
    line: SpecialLine, kind: SpecialKind, measure: Measure, month: StatMonth
) -> dict[str, str] | None:
    """Figures of one kind, and where each is taken apart."""
    found = line.kinds.get((kind, measure))
    if found is None:
        return None
    money = measure == Measure.MONEY
    urls = {
        f"{column}_url": special_source(line.code, month, Asked(kind, measure, column))
        for column in SPECIAL_COLUMNS
    }
    return urls | {
        "to_enforce": figure(found.to_enforce, money=money),
        "share": percent(found.to_enforce, found.whole) if found.whole else "",
        "rate": rate_words(found.rate),
        "resolved": figure(found.resolved, money=money),
        "executable": figure(found.executable, money=money),
        "carried": figure(found.carried_forward, money=money),
    }


def _endings(line: SpecialLine, month: StatMonth) -> list[dict[str, Any]]:
    reasons = [*REASONS, APART]
    return [
        {
            "label": str(reason.label),
            "apart": reason == APART,
            "sides": [_ending_side(line, reason, measure, month) for measure in Measure],
        }
        for reason in reasons
        if any((reason, measure) in line.endings for measure in Measure)
    ]


def _ending_side(
    line: SpecialLine, reason: Ending, measure: Measure, month: StatMonth
) -> tuple[str, str, str]:
    """Amount, share, and where the amount is taken apart; nowhere where nothing was reported."""
    amount = line.endings.get((reason, measure))
    url = "" if amount is None else special_source(line.code, month, Asked(reason, measure, AMOUNT))
    return *_ending_cell(line, amount, measure, apart=reason == APART), url


def _ending_cell(line: SpecialLine, amount: int | None, measure: Measure, *, apart: bool) -> tuple[str, str]:
    """An amount and its share of all endings; what stands apart has no share."""
    share = "" if apart or amount is None else percent(amount, line.ended(measure))
    return figure(amount, money=measure == Measure.MONEY), share


def _by_unit(board: SpecialBoard, measure: Measure, month: StatMonth) -> dict[str, Any]:
    money = measure == Measure.MONEY
    return {
        "label": str(measure.label),
        "money": money,
        "rows": [
            {
                "name": line.name,
                "kinds": [_kind_cells(line, kind, measure, month) for kind in SpecialKind],
                "endings": [
                    _ending_cell(line, line.endings.get((reason, measure)), measure, apart=False)
                    for reason in REASONS
                ],
                "apart": figure(line.endings.get((APART, measure)), money=money),
            }
            for line in board.lines
        ],
    }
