"""Reconciliation with court and procuracy (TTLT 12/2021)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.entry.books.forms import OutsideFilterForm
from evaluation.entry.books.tables import OutsideTable
from evaluation.models import OutsideFigure
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.outside import OutsideLine, outside_lines, outside_months
from evaluation.views.books.frame import chosen_month, code_of, month_choices, tabs, units_for
from staff.access import may, require
from staff.reports.table_workbook import table_workbook
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def outside(request: HttpRequest) -> HttpResponse:
    """Ours and theirs by unit and column, with the difference."""
    require(request.user, OutsideFigure, "view")
    months = outside_months(request.user)
    month = chosen_month(request, months)
    lines = _lines(request, month)
    chosen: dict[str, Any] = {name: request.GET.get(name, "") for name in ("unit", "source", "lech")}
    chosen["thang"] = code_of(month) if month else ""
    context = {
        "tabs": tabs(request, "outside"),
        "form": OutsideFilterForm(
            chosen, months=month_choices(months), units=units_for(request, OutsideFigure, "view")
        ),
        "month": month,
        "table": sorted_and_paged(OutsideTable(lines, request=request), request),
        "differences": sum(line.differs for line in lines),
        "may_import": may(request.user, OutsideFigure, "import"),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/books/outside.html", context)


@require_safe
def outside_xlsx(request: HttpRequest) -> HttpResponse:
    """The comparison as a workbook."""
    require(request.user, OutsideFigure, "view")
    month = chosen_month(request, outside_months(request.user))
    table = OutsideTable(_lines(request, month), request=request)
    return workbook_response(table_workbook(_("Reconciliation"), table), "doi-chieu.xlsx")


def _lines(request: HttpRequest, month: StatMonth | None) -> list[OutsideLine]:
    if month is None:
        return []
    return outside_lines(
        request.user,
        month,
        source=request.GET.get("source", ""),
        unit_code=request.GET.get("unit", ""),
        only_differences=bool(request.GET.get("lech")),
    )
