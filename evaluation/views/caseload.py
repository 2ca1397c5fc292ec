"""Caseload: the list of officers in reach, and one officer's months."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from evaluation.models import CaseloadFigure
from evaluation.selectors.caseload import (
    month_rows,
    months_in_reach,
    officer_caseload,
    rates_of,
    total_rates,
)
from staff.access import require, rows_for
from staff.models import Officer


@require_GET
def caseload(request: HttpRequest) -> HttpResponse:
    """Rates of a month by unit; the newest month unless another is asked for."""
    require(request.user, CaseloadFigure, "view")
    months = months_in_reach(request.user)
    asked = request.GET.get("thang", "")
    month = next((m for m in months if f"{m.year}-{m.months}" == asked), months[0] if months else None)
    rows = list(month_rows(request.user, month)) if month else []
    lines = rates_of(rows)
    context = {
        "month": month,
        "months": [
            {"label": m.title, "url": f"?thang={m.year}-{m.months}", "active": m == month} for m in months
        ],
        "units": [(unit, list(part)) for unit, part in groupby(lines, key=lambda line: line.unit)],
        "number": len(lines),
        "total": total_rates(rows),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/caseload.html", context)


@require_GET
def officer(request: HttpRequest, number: str) -> HttpResponse:
    """One officer's caseload by month and kind of case, with what was resolved in each quarter."""
    require(request.user, CaseloadFigure, "view")
    found = officer_caseload(request.user, number)
    person = _person(request, number, known=bool(found.sheets))
    context = {
        "officer": person,
        "caseload": found,
        "breadcrumbs": [
            {"label": _("Caseload"), "url": reverse("evaluation:caseload")},
            {"label": person.full_name},
        ],
    }
    return render(request, "evaluation/officer_caseload.html", context)


def _person(request: HttpRequest, number: str, *, known: bool) -> Officer:
    """Who it is: someone with figures in reach, or someone whose record is in reach."""
    people = Officer.objects.all() if known else rows_for(request.user, Officer, "view")
    found: Officer | None = people.filter(number=number).first()
    if found is None:
        raise Http404
    return found
