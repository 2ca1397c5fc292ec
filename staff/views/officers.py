"""The officer list and its workbook."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from staff.access import require, rows_for
from staff.filters import OfficerFilter
from staff.models import Officer, Posting, Unit
from staff.reports.exports import officers_workbook
from staff.selectors.officers import home_postings
from staff.selectors.tree import unit_choices
from staff.tables import OfficerTable
from staff.views.days import AsAt, as_at
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """People in reach who serve on a day; search without diacritics, filter, sort, pages."""
    asked = as_at(request)
    context: dict[str, Any] = {"as_at": asked, "breadcrumbs": []}
    chosen = officer_filter(request, asked)
    if chosen is not None:
        table = OfficerTable(_rows(chosen), order_by="name")
        context |= {"filter": chosen, "table": sorted_and_paged(table, request)}
    return render(request, "staff/officers.html", context)


@require_safe
def officers_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters and scope as a workbook."""
    asked = as_at(request)
    chosen = officer_filter(request, asked)
    if chosen is None or asked.day is None or not chosen.is_valid():
        return redirect(f"{reverse('staff:officers')}?{request.GET.urlencode()}")
    name = f"can-bo-{asked.day:%Y-%m-%d}.xlsx"
    return workbook_response(officers_workbook(chosen.qs, asked.day), name)


def officer_filter(request: HttpRequest, asked: AsAt) -> OfficerFilter | None:
    """The list as filtered, for the screen and for every export of it; nothing without a day."""
    require(request.user, Officer, "view")
    if asked.day is None:
        return None
    postings = home_postings(asked.day, rows_for(request.user, Officer, "view"))
    in_reach = set(rows_for(request.user, Unit, "view").values_list("pk", flat=True))
    units = unit_choices(asked.day, in_reach)
    return OfficerFilter(request.GET, postings, request=request, at=asked.day, units=units)


def _rows(chosen: OfficerFilter) -> QuerySet[Posting]:
    """What matches; nothing while a filter has an impossible value, which the form then names."""
    postings: QuerySet[Posting] = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    return postings
