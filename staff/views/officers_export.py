"""The officer list with chosen columns: tick, look at the count, take the file."""

from collections.abc import Sequence
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.dates import show_date
from staff.models import User
from staff.reports.quality_workbooks import list_csv, list_workbook
from staff.selectors.reports.columns import (
    DEFAULT_COLUMNS,
    ListColumn,
    chosen,
    column_groups,
    list_rows,
    offered,
)
from staff.views.days import as_at
from staff.views.officers import officer_filter
from staff.views.staffing import workbook_response

# In the address, and in the session, where the last choice waits for the next visit.
_PARAMETER: Final = "cot"
_REMEMBERED: Final = "officer_list_columns"
_FORMAT: Final = "dang"
# Sent with the ticks, so that none ticked differs from none asked for.
_TICKING: Final = "chon"


@require_safe
def officers_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns; the filters are those of the officer list."""
    asked = as_at(request)
    found = officer_filter(request, asked)
    user = cast(User, request.user)
    ticked = {column.key for column in _columns(request)}
    context: dict[str, Any] = {
        "as_at": asked,
        "filter": found,
        "groups": column_groups(offered(user)),
        "ticked": ticked,
        "number": found.qs.count() if found is not None and found.is_valid() else 0,
        "without_columns": not ticked,
        "breadcrumbs": [
            {"label": _("Officers"), "url": reverse("staff:officers")},
            {"label": _("Export with chosen columns")},
        ],
    }
    return render(request, "staff/reports/export.html", context)


@require_safe
def officers_export_file(request: HttpRequest) -> HttpResponse:
    """The file; the choice is kept for the next time. Bad filters go back to the page, which names them."""
    asked = as_at(request)
    found = officer_filter(request, asked)
    columns = _columns(request)
    if found is None or asked.day is None or not found.is_valid() or not columns:
        return redirect(f"{reverse('staff:officers_export')}?{request.GET.urlencode()}")
    request.session[_REMEMBERED] = [column.key for column in columns]
    rows = list_rows(cast(User, request.user), found.qs, asked.day, columns)
    name = f"can-bo-{asked.day:%Y-%m-%d}"
    if request.GET.get(_FORMAT) == "csv":
        return _csv(list_csv(columns, rows), f"{name}.csv")
    title = _("Officers as at %(day)s") % {"day": show_date(asked.day)}
    return workbook_response(list_workbook(title, columns, rows), f"{name}.xlsx")


def _columns(request: HttpRequest) -> Sequence[ListColumn]:
    """Ticked in the address, else the last choice, else the usual ones."""
    keys = request.GET.getlist(_PARAMETER)
    if not keys and _TICKING not in request.GET:
        keys = request.session.get(_REMEMBERED) or list(DEFAULT_COLUMNS)
    return chosen(cast(User, request.user), [str(key) for key in keys])


def _csv(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
