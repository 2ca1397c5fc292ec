"""The gap board with its charts, the board as a workbook and as a document."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from hrm.kernel.pdf import PdfError
from staff.access.gate import verb
from staff.documents.staffing import staffing_pdf
from staff.models import LabourContract, LeadershipTerm
from staff.reports.exports import CONTENT_TYPE
from staff.reports.staffing_books import staffing_workbook
from staff.reports.staffing_charts import CAUSE_LABELS, board_bars, gap_chart, leaving_chart
from staff.rules.leaving import LeavingCause
from staff.selectors.leaving import SERVICE, Month, by_month, leavers
from staff.selectors.people_behind import Figure
from staff.selectors.staffing import Board, staffing_board
from staff.selectors.tree import load_tree
from staff.views.scope import Scope, scope_of
from staff.views.staffing_tabs import board_tabs

_SVG = "image/svg+xml"


@require_safe
def staffing(request: HttpRequest) -> HttpResponse:
    """Units in reach with the figures of their subtrees, as at any day."""
    scope = scope_of(request)
    causes = causes_seen(request)
    board = _board(scope, causes)
    context: dict[str, Any] = scope.context() | {
        "board": board,
        "figure": Figure,
        "tabs": board_tabs(request, "staffing", scope),
        "sees_terms": LeavingCause.TERM in causes,
        "sees_contracts": LeavingCause.CONTRACT in causes,
    }
    if board is not None and board.rows:
        context["charts"] = [_gap_figure(board, scope), _leaving_figure(scope, causes)]
    return render(request, "staff/staffing.html", context)


@require_safe
def staffing_chart(request: HttpRequest, chart: str) -> HttpResponse:
    """A chart of the board as an SVG image, for the same day and units."""
    scope = scope_of(request)
    if scope.as_at.day is None or chart not in ("bien-che", "nghi"):
        raise Http404
    if chart == "bien-che":
        svg = gap_chart(board_bars(staffing_board(scope.as_at.day, scope.units)), nothing=_("No figures"))
    else:
        causes = causes_seen(request)
        svg = leaving_chart(_months(scope, causes), causes, nothing=_("Nobody leaves"))
    return HttpResponse(svg, content_type=_SVG, headers={"Cache-Control": "private, no-store"})


@require_safe
def staffing_xlsx(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook; a day that cannot be read goes back to the board, which says so."""
    scope = scope_of(request)
    causes = causes_seen(request)
    board = _board(scope, causes)
    if scope.as_at.day is None or board is None:
        return redirect(f"{reverse('staff:staffing')}?{request.GET.urlencode()}")
    return workbook_response(
        staffing_workbook(board, scope.as_at.day, causes), f"bien-che-{scope.as_at.day:%Y-%m-%d}.xlsx"
    )


@require_safe
def staffing_document(request: HttpRequest) -> HttpResponse:
    """The same rows as a PDF with the agency's heading and room for the signatures."""
    scope = scope_of(request)
    causes = causes_seen(request)
    board, back = _board(scope, causes), f"{reverse('staff:staffing')}?{request.GET.urlencode()}"
    if scope.as_at.day is None or board is None:
        return redirect(back)
    try:
        content = staffing_pdf(board, scope.as_at.day, scope.agency(), causes)
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return document_response(content, f"bien-che-{scope.as_at.day:%Y-%m-%d}.pdf")


def causes_seen(request: HttpRequest) -> frozenset[LeavingCause]:
    """Terms and labour contracts are counted for those who may see such rows of other people."""
    tables = {LeavingCause.TERM: LeadershipTerm, LeavingCause.CONTRACT: LabourContract}
    return SERVICE | {cause for cause, table in tables.items() if request.user.has_perm(verb(table, "view"))}


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def document_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at; nothing on the way may keep a copy."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _board(scope: Scope, causes: frozenset[LeavingCause]) -> Board | None:
    return staffing_board(scope.as_at.day, scope.units, causes) if scope.as_at.day else None


def _months(scope: Scope, causes: frozenset[LeavingCause]) -> list[Month]:
    day = scope.as_at.day
    assert day is not None  # noqa: S101  both callers have asked
    return by_month(leavers(day, load_tree().below(scope.units), causes), day)


def _gap_figure(board: Board, scope: Scope) -> dict[str, Any]:
    bars = board_bars(board)
    return {
        "title": _("Quota and present by unit"),
        "chart_url": f"{reverse('staff:staffing_chart', args=['bien-che'])}?{scope.query}",
        "headings": [_("Unit"), _("Quota"), _("Present")],
        "rows": [
            (bar.name, "–" if bar.quota is None else group(bar.quota), group(bar.present)) for bar in bars
        ],
        "alt": "; ".join(f"{bar.name}: {bar.present}/{bar.quota or '–'}" for bar in bars),
    }


def _leaving_figure(scope: Scope, causes: frozenset[LeavingCause]) -> dict[str, Any]:
    months = _months(scope, causes)
    shown = [cause for cause in LeavingCause if cause in causes]
    return {
        "title": _("Leaving in the 12 months ahead"),
        "subtitle": _("By the month of the first day out"),
        "chart_url": f"{reverse('staff:staffing_chart', args=['nghi'])}?{scope.query}",
        "headings": [_("Month"), *(str(CAUSE_LABELS[cause]) for cause in shown), _("Total")],
        "rows": [
            (
                show_date(month.first_day)[3:],
                *(group(month.counts[cause]) for cause in shown),
                group(sum(month.counts[cause] for cause in shown)),
            )
            for month in months
        ],
        "alt": "; ".join(f"{show_date(m.first_day)[3:]}: {sum(m.counts.values())}" for m in months),
    }
