"""The pressure board: work per enforcement officer against the means; chart, workbook, document."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.pdf import PdfError
from staff.documents.staffing import pressure_pdf
from staff.reports.staffing_books import pressure_workbook
from staff.reports.staffing_charts import pressure_bars, pressure_chart
from staff.rules.pressure import Level
from staff.selectors.pressure import PressureBoard, pressure_board, workload_source
from staff.selectors.pressure_shown import show_each
from staff.tables import PressureTable
from staff.views.scope import Scope, scope_of
from staff.views.staffing import document_response, workbook_response
from staff.views.staffing_tabs import board_tabs


@require_safe
def pressure(request: HttpRequest) -> HttpResponse:
    """Units in reach with their work per enforcement officer; as at any day."""
    scope, board = _asked(request)
    context: dict[str, Any] = scope.context() | {
        "board": board,
        "tabs": board_tabs(request, "pressure", scope),
    }
    if board is not None:
        table = _table(request, board)
        context |= {
            "table": table,
            "figure": _figure(_in_order(table, board), scope, request),
            "standing_out": [row for row in board.rows if row.level in (Level.HIGH, Level.NOBODY)],
            "sort": request.GET.get("sort", ""),
        }
    context["breadcrumbs"] = [
        {"label": _("Staffing"), "url": f"{reverse('staff:staffing')}?{scope.query}"},
        {"label": _("Pressure of work")},
    ]
    return render(request, "staff/pressure.html", context)


@require_safe
def pressure_picture(request: HttpRequest) -> HttpResponse:
    """Cases per enforcement officer as an SVG image, in the order of the table."""
    _scope, board = _asked(request)
    if board is None:
        raise Http404
    svg = pressure_chart(_in_order(_table(request, board), board), nothing=_("No figures"))
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})


@require_safe
def pressure_xlsx(request: HttpRequest) -> HttpResponse:
    """The same rows in the same order as a workbook."""
    scope, board = _asked(request)
    if board is None or scope.as_at.day is None:
        return _back(request)
    content = pressure_workbook(_in_order(_table(request, board), board), scope.as_at.day)
    return workbook_response(content, f"ap-luc-cong-viec-{scope.as_at.day:%Y-%m-%d}.xlsx")


@require_safe
def pressure_document(request: HttpRequest) -> HttpResponse:
    """The same rows in the same order as a PDF."""
    scope, board = _asked(request)
    if board is None or scope.as_at.day is None:
        return _back(request)
    try:
        content = pressure_pdf(_in_order(_table(request, board), board), scope.as_at.day, scope.agency())
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    return document_response(content, f"ap-luc-cong-viec-{scope.as_at.day:%Y-%m-%d}.pdf")


def _asked(request: HttpRequest) -> tuple[Scope, PressureBoard | None]:
    """Both verbs are needed: units, and caseload. No board without a day."""
    scope, source = scope_of(request), workload_source()
    if source is None:
        raise Http404
    source.require(request.user)
    if scope.as_at.day is None:
        return scope, None
    return scope, pressure_board(scope.as_at.day, scope.units, source.reach(request.user))


def _table(request: HttpRequest, board: PressureBoard) -> PressureTable:
    table = PressureTable(board.rows)
    table.request = request
    if order := request.GET.getlist("sort"):
        table.order_by = order
    return table


def _in_order(table: PressureTable, board: PressureBoard) -> PressureBoard:
    """The board with its rows sorted as the table shows them."""
    return replace(board, rows=[row.record for row in table.rows])


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('staff:pressure')}?{request.GET.urlencode()}")


def _figure(board: PressureBoard, scope: Scope, request: HttpRequest) -> dict[str, Any]:
    bars = pressure_bars(board)
    order = urlencode([("sort", key) for key in request.GET.getlist("sort")])
    return {
        "title": _("Cases to enforce per enforcement officer"),
        "chart_url": f"{reverse('staff:pressure_picture')}?{scope.query}&{order}",
        "headings": [_("Unit"), _("Cases per officer")],
        "rows": [(bar.name, show_each(bar.value, 1)) for bar in bars],
        "alt": "; ".join(f"{bar.name}: {show_each(bar.value, 1)}" for bar in bars),
    }
