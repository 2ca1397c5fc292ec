"""A statistical year month by month: table, pictures, workbook."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.enums import Measure
from evaluation.reports.result_books import trend_workbook
from evaluation.reports.result_charts import flow_chart, rate_chart, step_name
from evaluation.selectors.results.board import result_board
from evaluation.selectors.results.scope import month_code
from evaluation.selectors.results.shown import figure, rate_words
from evaluation.selectors.results.trend import Trend, TrendMonth, result_trend
from evaluation.views.results.page import BoardPage, board_page, svg_response
from staff.views.staffing import workbook_response


@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """Cumulative and per step, việc and tiền."""
    page = board_page(request)
    context = page.context("result_trend")
    if page.month is not None:
        found = result_trend(page.scope, page.month.year)
        context |= {
            "trend": found,
            "figures": _figures(page, found),
            "measures": [_measure(page, found, measure) for measure in Measure if found.of(measure)],
        }
    return render(request, "evaluation/boards/trend.html", context)


@require_safe
def trend_chart(request: HttpRequest, chart: str) -> HttpResponse:
    """Rates with their targets, or what came in and was resolved."""
    page = board_page(request)
    if chart not in ("ty-le", "thu-ly"):
        raise Http404
    if page.month is None:
        return svg_response(flow_chart(Trend(0, [], [])))
    found = result_trend(page.scope, page.month.year)
    if chart == "thu-ly":
        return svg_response(flow_chart(found))
    top = result_board(page.scope, page.month).top
    targets = {side.measure: side.target for side in top.sides}
    return svg_response(rate_chart(found, targets))


@require_safe
def trend_xlsx(request: HttpRequest) -> HttpResponse:
    """The same months with every column."""
    page = board_page(request)
    if page.month is None:
        return redirect(f"{reverse('evaluation:result_trend')}?{request.GET.urlencode()}")
    content = trend_workbook(result_trend(page.scope, page.month.year))
    return workbook_response(content, f"dien-bien-{month_code(page.month)}.xlsx")


def _figures(page: BoardPage, found: Trend) -> list[dict[str, Any]]:
    """The two pictures, each with its table."""
    by_month = {m: {t.month.months: t for t in found.of(m)} for m in Measure}
    months = sorted({months for of in by_month.values() for months in of})
    rates = [
        (
            str(months_),
            *(
                rate_words(by_month[m][months_].now.resolved_rate) if months_ in by_month[m] else "–"
                for m in Measure
            ),
        )
        for months_ in months
    ]
    flows = [
        (
            step_name(t),
            figure(t.step.figures.accepted, money=False),
            figure(t.step.figures.resolved, money=False),
        )
        for t in found.cases
    ]
    return [
        {
            "title": _("Rate resolved (C12/C8), cumulative"),
            "subtitle": _("By months since 1 October; in per cent"),
            "chart_url": f"{reverse('evaluation:result_chart', args=['ty-le'])}?{page.query()}",
            "headings": [_("Months"), *(str(measure.label) for measure in Measure)],
            "rows": rates,
            "alt": "; ".join(f"{row[0]}: {row[1]}, {row[2]}" for row in rates),
        },
        {
            "title": _("Cases newly accepted and resolved in each step"),
            "subtitle": _("From one month reported to the next"),
            "chart_url": f"{reverse('evaluation:result_chart', args=['thu-ly'])}?{page.query()}",
            "headings": [_("Months"), _("Newly accepted (C2)"), _("Resolved (C12)")],
            "rows": flows,
            "alt": "; ".join(f"{row[0]}: {row[1]}, {row[2]}" for row in flows),
        },
    ]


def _measure(page: BoardPage, found: Trend, measure: Measure) -> dict[str, Any]:
    money = measure == Measure.MONEY
    return {
        "label": str(measure.label),
        "money": money,
        "rows": [_row(page, months, measure, money=money) for months in found.of(measure)],
    }


def _row(page: BoardPage, found: TrendMonth, measure: Measure, *, money: bool) -> dict[str, Any]:
    """Cumulative figures with the way to their parts, and what the step added."""
    unit = page.scope.unit.code if page.scope.unit else ""
    columns = ("total_accepted", "to_enforce", "executable", "resolved", "carried_forward")
    return {
        "title": found.month.title,
        "cells": [
            (
                figure(found.now.column(name), money=money),
                page.taken_apart(unit, measure.value, name, found.month, merged=True),
            )
            for name in columns
        ],
        "rate": rate_words(found.now.resolved_rate),
        "step": step_name(found),
        "accepted": figure(found.step.figures.accepted, money=money),
        "resolved": figure(found.step.figures.resolved, money=money),
    }
