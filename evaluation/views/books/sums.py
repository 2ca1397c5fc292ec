"""Sums officer = unit = province, and what stands beside the main form held against it."""

import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.entry.books.forms import SumsFilterForm
from evaluation.enums import Measure
from evaluation.models import SpecialFigure
from evaluation.reports.books import balance_rows
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.columns import CODES, COLUMNS, LABELS
from evaluation.selectors.books.sums import Balance, balance, faults, opening_of, units_to_choose
from evaluation.selectors.caseload import months_in_reach
from evaluation.selectors.shown import count
from evaluation.views.books.frame import chosen_month, code_of, month_choices, tabs
from hrm.kernel.workbook.writer import write_table
from staff.access import require
from staff.models import Unit
from staff.selectors.tree import unit_choices
from staff.views.staffing import workbook_response


@require_safe
def sums(request: HttpRequest) -> HttpResponse:
    """A unit's columns, what they add up from, and figures that exceed the main form."""
    require(request.user, SpecialFigure, "view")
    months = months_in_reach(request.user)
    month = chosen_month(request, months)
    if month is None:
        context: dict[str, Any] = {"tabs": tabs(request, "sums"), "breadcrumbs": []}
        return render(request, "evaluation/books/sums.html", context)
    unit, choices = _unit(request, month)
    measure = _measure(request)
    found = balance(request.user, month, unit.pk, measure)
    chosen = {"thang": code_of(month), "unit": unit.code, "measure": measure}
    context = {
        "tabs": tabs(request, "sums"),
        "form": SumsFilterForm(chosen, months=month_choices(months), units=choices),
        "month": month,
        "unit": unit,
        "measure": Measure(measure),
        "balance": found,
        "columns": [(CODES[name], LABELS[name]) for name in COLUMNS],
        "lines": _lines(found),
        "opening": opening_of(request.user, month, unit.pk, measure),
        "faults": faults(request.user, month, unit.pk),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/books/sums.html", context)


@require_safe
def sums_xlsx(request: HttpRequest) -> HttpResponse:
    """The table as a workbook."""
    require(request.user, SpecialFigure, "view")
    month = chosen_month(request, months_in_reach(request.user))
    if month is None:
        raise Http404
    unit, _choices = _unit(request, month)
    headings, rows = balance_rows(balance(request.user, month, unit.pk, _measure(request)))
    out = io.BytesIO()
    write_table(out, f"{unit.name} {month.title}", headings, rows)
    return workbook_response(out.getvalue(), f"can-doi-{code_of(month)}.xlsx")


def _unit(request: HttpRequest, month: StatMonth) -> tuple[Unit, list[tuple[str, str]]]:
    """The unit asked for, else the first that holds figures and everything below it."""
    choices = unit_choices(month.last_day, units_to_choose(request.user, month))
    asked = request.GET.get("unit", "")
    codes = [code for code, _name in choices]
    if not codes or (asked and asked not in codes):
        raise Http404
    return Unit.objects.get(code=asked or codes[0]), choices


def _measure(request: HttpRequest) -> str:
    asked = request.GET.get("measure", "")
    return asked if asked in Measure.values else Measure.CASES.value


def _lines(found: Balance) -> list[dict[str, Any]]:
    """The rows of the table, figures written for people."""
    lines: list[dict[str, Any]] = [
        {"label": part.label, "key": part.key, "sort": "part", "figures": part.figures}
        for part in found.parts
    ]
    lines.append({"label": _("Sum of the rows"), "sort": "sum", "figures": found.sum_of_parts})
    lines.append({"label": _("Total of the unit"), "sort": "total", "figures": found.total})
    lines.append({"label": _("Difference"), "sort": "difference", "figures": found.difference})
    lines += [{"label": part.label, "sort": "kind", "figures": part.figures} for part in found.kinds]
    return [
        {**line, "cells": [(line["figures"][name], count(line["figures"][name])) for name in COLUMNS]}
        for line in lines
    ]
