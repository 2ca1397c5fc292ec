"""The status board of a period: counts by unit, the names behind them, export, reminder."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from evaluation.cycle_tables import LATE_LABELS, ProgressTable
from evaluation.entry.cycle import ProgressFilter
from evaluation.enums import EvaluationState
from evaluation.models import Evaluation, Period
from evaluation.rules.deadlines import Lateness
from evaluation.rules.periods import parse_period
from evaluation.selectors.openings import openings_of, withdrawn_openings
from evaluation.selectors.progress import (
    FLAG,
    LATE_CONFIRM,
    LATE_SELF,
    WITHOUT,
    Board,
    board,
    chosen,
)
from evaluation.services.reminders import remind_late
from staff.access import Forbidden, may, reach_for, require
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import subtree_of
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """How far the units in reach have come, and who is behind."""
    require(request.user, Evaluation, "view")
    period = get_object_or_404(Period, code=code)
    found = board(request.user, period, localdate())
    scoring = parse_period(code)
    may_open = may(request.user, Evaluation, "open")
    context = {
        "quarter": scoring,
        "board": found,
        "openings": openings_of(request.user, period),
        "withdrawn": withdrawn_openings(request.user, period),
        "headings": [*EvaluationState.labels, *LATE_LABELS.values()],
        "filter": _filter(request, found),
        "table": sorted_and_paged(_table(request, found), request),
        "may_open": may_open,
        "may_remind": may_open and any(line.late for line in found.lines),
        "breadcrumbs": [
            {"label": _("Evaluation"), "url": reverse("evaluation:periods")},
            {"label": scoring.title, "url": reverse("evaluation:period", args=[code])},
            {"label": _("Progress")},
        ],
    }
    return render(request, "evaluation/cycle/progress.html", context)


@require_safe
def progress_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The names of the filter as a workbook."""
    require(request.user, Evaluation, "view")
    period = get_object_or_404(Period, code=code)
    table = _table(request, board(request.user, period, localdate()))
    content = table_workbook(_("Progress %(period)s") % {"period": code}, table)
    return workbook_response(content, f"tien-do-{code}.xlsx")


@require_POST
def remind(request: HttpRequest, code: str) -> HttpResponse:
    """Tell those who are late, once a day."""
    require(request.user, Evaluation, "open")
    period = get_object_or_404(Period, code=code)
    today = localdate()
    reach = reach_for(request.user, Evaluation, "open")
    if not reach:
        raise Forbidden
    lines = [
        line
        for line in board(request.user, period, today).lines
        if reach.everything or line.form.unit_id in reach.unit_ids
    ]
    number = remind_late(period=period, lines=lines, today=today)
    text = ngettext("%(n)d person was reminded.", "%(n)d people were reminded.", number) % {"n": number}
    messages.success(request, text if number else _("Nobody new to remind today."))
    return redirect("evaluation:progress", code)


def _kinds(found: Board) -> list[tuple[str, str]]:
    return [
        *EvaluationState.choices,
        (WITHOUT, _("Not self-scored yet")),
        (LATE_SELF, str(LATE_LABELS[Lateness.SELF_SCORE])),
        (LATE_CONFIRM, str(LATE_LABELS[Lateness.CONFIRM])),
        *((f"{FLAG}{code}", title) for code, title, _number in found.missing),
    ]


def _filter(request: HttpRequest, found: Board) -> ProgressFilter:
    units = [(unit.unit.code, unit.unit.name) for unit in found.units if unit.unit]
    return ProgressFilter(request.GET or None, units=units, kinds=_kinds(found))


def _table(request: HttpRequest, found: Board) -> ProgressTable:
    unit, what = request.GET.get("unit", ""), request.GET.get("what", "")
    lines = chosen(found.lines, subtree_of(unit) if unit else None, what)
    return ProgressTable(lines, request=request)
