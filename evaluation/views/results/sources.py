"""A figure taken apart: from the sum of a unit down to workbook, sheet and row."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.enums import Measure
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import CODES, MADE_OF
from evaluation.selectors.results.shown import LABELS
from evaluation.selectors.results.sources import Sources, figure_sources
from evaluation.selectors.results.special import sees_special
from evaluation.selectors.results.special_sources import parts_of_column
from evaluation.selectors.shown import count
from evaluation.views.results.page import BoardPage, board_page
from evaluation.views.results.special_sources import special_source


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Units below, then rows of officers; money in whole đồng here."""
    page = board_page(request)
    measure, column = request.GET.get("so", Measure.CASES), request.GET.get("cot", "resolved")
    if measure not in Measure.values or column not in CODES:
        raise Http404
    merged = request.GET.get("gop") == "1"
    context = page.context("") | {"measure": Measure(measure), "column": column, "code": CODES[column]}
    context |= {"label": LABELS[column], "money": measure == Measure.MONEY}
    context["breadcrumbs"] = [
        {"label": _("Caseload"), "url": f"{reverse('evaluation:results')}?{page.query()}"},
        {"label": f"{CODES[column]} {LABELS[column]}"},
    ]
    if page.month is not None:
        found = figure_sources(page.scope, page.month, Measure(measure), column, merged=merged)
        context |= _shown(page, found) | {"special": _special(page, page.month, found)}
    return render(request, "evaluation/boards/sources.html", context)


def _special(page: BoardPage, month: StatMonth, found: Sources) -> list[dict[str, str]]:
    """Special kinds and reasons for ending that are part of the column, each with its own explanation."""
    if page.scope.unit is None or not sees_special(page.scope):
        return []
    unit = page.scope.unit.code
    return [
        {
            "label": str(asked.subject.label),
            "value": count(total),
            "url": special_source(unit, month, asked),
        }
        for asked, total in parts_of_column(page.scope, month, found.measure, found.column)
    ]


def _shown(page: BoardPage, found: Sources) -> dict[str, Any]:
    unit, measure = page.scope.unit.code if page.scope.unit else "", found.measure.value
    month = page.month
    return {
        "found": found,
        "total": count(found.total.column(found.column)) if found.total else "–",
        "made_of": [
            {
                "code": CODES[name],
                "label": LABELS[name],
                "value": count(found.total.column(name)) if found.total else "–",
                "url": page.source(unit, measure, name),
            }
            for name in MADE_OF.get(found.column, ())
        ],
        "units": [
            {
                "part": part,
                "url": page.source(part.code, measure, found.column),
                "own": count(part.own),
                "request": count(part.request),
                "total": count(part.total),
            }
            for part in found.units
        ],
        "rows": [
            {
                "part": part,
                "value": count(part.value),
                "url": reverse("evaluation:officer_caseload", args=[part.number])
                + (f"#thang-{month.year}-{month.months}" if month else ""),
                "corrections": [(c, count(c.before), count(c.after)) for c in part.corrections],
            }
            for part in found.rows
        ],
    }
