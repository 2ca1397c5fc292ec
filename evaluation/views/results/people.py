"""Enforcement officers of a unit in a month."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.reports.result_tables import PeopleTable, people_rows
from evaluation.rules.periods import StatMonth
from evaluation.selectors.results.people import result_people
from evaluation.selectors.results.scope import month_code
from evaluation.views.results.page import BoardPage, board_page
from hrm.kernel.text import fold
from staff.reports.table_workbook import table_workbook
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """One line an officer, sorted, filtered by name, paged; only for who sees units."""
    page = _page(request)
    context = page.context("result_people") | {"asked": _asked(request), "itself": _itself(request)}
    if page.month is not None:
        table = sorted_and_paged(_table(page, page.month), request)
        context |= {"table": table, "sort": request.GET.getlist("sort")}
    return render(request, "evaluation/boards/people.html", context)


@require_safe
def people_xlsx(request: HttpRequest) -> HttpResponse:
    """The same rows in the same order."""
    page = _page(request)
    if page.month is None:
        return redirect(f"{reverse('evaluation:result_people')}?{request.GET.urlencode()}")
    table = _table(page, page.month)
    table.request = request
    if order := request.GET.getlist("sort"):
        table.order_by = order
    title = _("Enforcement officers, %(period)s (money in đồng)") % {"period": page.month.title}
    return workbook_response(table_workbook(title, table), f"chap-hanh-vien-{month_code(page.month)}.xlsx")


def _page(request: HttpRequest) -> BoardPage:
    page = board_page(request)
    if page.scope.own_only:
        raise Http404
    return page


def _table(page: BoardPage, month: StatMonth) -> PeopleTable:
    lines, unit = result_people(page.scope, month), page.scope.unit
    if _itself(page.request) and unit is not None:
        lines = [line for line in lines if line.unit_code == unit.code]
    if asked := fold(_asked(page.request)):
        lines = [line for line in lines if asked in fold(line.name) or asked in fold(line.number)]
    return PeopleTable(people_rows(lines, f"thang-{month.year}-{month.months}"))


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()


def _itself(request: HttpRequest) -> bool:
    return request.GET.get("rieng") == "1"
