"""Figures of the caseload that an editor may put into a page."""

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from evaluation.models import CaseloadFigure
from evaluation.reports.panels import sees_caseload
from evaluation.selectors.caseload import months_in_reach, total_rates
from staff.access import rows_for
from staff.registries import Figure


def enforcement_rate(request: HttpRequest) -> str:
    """Rates of cases and money finished in the newest month with figures in the reader's reach."""
    if not sees_caseload(request):
        return ""
    months = months_in_reach(request.user)
    if not months:
        return ""
    month = max(months)
    rows = rows_for(request.user, CaseloadFigure, "view").filter(year=month.year, months=month.months)
    cases, money = total_rates(rows)
    context = {"month": month, "cases": cases, "money": money}
    return render_to_string("evaluation/_rate_figure.html", context, request)


RATE = Figure(
    "ty-le-thi-hanh-an", cast(str, _("Enforcement rate: cases and money")), enforcement_rate, order=20
)
