"""A figure of a special kind or reason for ending taken apart: from the sum of a unit down to the cell."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.enums import Ending, Measure, SpecialKind
from evaluation.models import SpecialFigure
from evaluation.rules.books import SPECIAL_COLUMNS
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import CODES
from evaluation.selectors.results.scope import month_code
from evaluation.selectors.results.shown import LABELS
from evaluation.selectors.results.special_sources import AMOUNT, Asked, SpecialSources, special_sources
from evaluation.selectors.shown import count
from evaluation.views.results.page import BoardPage, board_page
from staff.access import require


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Units below, then the rows of the unit itself with workbook, sheet and cell; whole đồng here."""
    require(request.user, SpecialFigure, "view")
    page = board_page(request)
    if page.scope.own_only:
        raise Http404
    asked = _asked(request)
    context = page.context("") | {
        "asked": asked,
        "code": CODES.get(asked.column, ""),
        "column_label": LABELS.get(asked.column, ""),
        "money": asked.measure == Measure.MONEY,
        "breadcrumbs": [
            {
                "label": _("Special kinds, endings"),
                "url": f"{reverse('evaluation:result_special')}?{page.query()}",
            },
            {"label": str(asked.subject.label)},
        ],
    }
    if page.month is not None:
        context |= _shown(page, page.month, asked, special_sources(page.scope, page.month, asked))
    return render(request, "evaluation/boards/special_sources.html", context)


def special_source(unit_code: str, month: StatMonth | None, asked: Asked) -> str:
    """Where a figure of a unit is taken apart."""
    which = (
        {"loai": asked.subject.value, "cot": asked.column}
        if isinstance(asked.subject, SpecialKind)
        else {"ly-do": asked.subject.value}
    )
    where = {"don-vi": unit_code, "so": asked.measure.value}
    where |= {"thang": month_code(month)} if month else {}
    return f"{reverse('evaluation:result_special_sources')}?{urlencode(where | which)}"


def _asked(request: HttpRequest) -> Asked:
    """What the address asks for; 404 for anything else."""
    measure, column = request.GET.get("so", Measure.CASES), request.GET.get("cot", "resolved")
    kind, ending = request.GET.get("loai", ""), request.GET.get("ly-do", "")
    if measure in Measure.values and kind in SpecialKind.values and column in SPECIAL_COLUMNS:
        return Asked(SpecialKind(kind), Measure(measure), column)
    if measure in Measure.values and ending in Ending.values:
        return Asked(Ending(ending), Measure(measure), AMOUNT)
    raise Http404


def _shown(page: BoardPage, month: StatMonth, asked: Asked, found: SpecialSources) -> dict[str, Any]:
    return {
        "total": "–" if found.total is None else count(found.total),
        "units": [
            {"name": unit.name, "total": count(unit.total), "url": special_source(unit.code, month, asked)}
            for unit in found.units
        ],
        "rows": [
            {
                "part": row,
                "value": count(row.value),
                "corrections": [(c, count(c.before), count(c.after)) for c in row.corrections],
            }
            for row in found.rows
        ],
    }
