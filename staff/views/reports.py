"""The reports on quantity and quality of staff: by unit, any two dimensions crossed, and the names behind."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.pdf import PdfError
from staff.access import may, require
from staff.documents.reports import cross_pdf, quality_pdf
from staff.models import Officer, Unit, User
from staff.reports.quality_workbooks import cross_workbook, names_workbook, quality_workbook
from staff.rules.crosstab import Dimension
from staff.selectors.people_behind import People
from staff.selectors.reports.names import Asked, closed_to, names_behind, read_asked
from staff.selectors.reports.population import report_dimensions
from staff.selectors.reports.tables import (
    CONTRACT,
    CrossTable,
    Panel,
    QualityTable,
    UnitRow,
    cross_table,
    quality_table,
)
from staff.tables import PeopleTable
from staff.views.paging import sorted_and_paged
from staff.views.scope import Scope, scope_of
from staff.views.staffing import document_response, workbook_response

_ROW, _COLUMN, _PANEL, _FIGURE = "dong", "cot", "bieu", "loc"
_DEFAULT_CROSS: Final = ("family", "education")
_NO_PERSON: Final = ("other_unit", "day", "reason")


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports there are, each with what it answers; only those the person may open."""
    require(request.user, Officer, "view")
    listed = [
        (reverse(name), title, text, icon)
        for model, name, title, text, icon in _listed()
        if may(request.user, model, "view")
    ]
    return render(request, "staff/reports/hub.html", {"reports": listed, "breadcrumbs": []})


def _listed() -> list[tuple[type[Any], str, str, str, str]]:
    return [
        (
            Unit,
            "staff:report_quality",
            _("Quantity and quality of staff"),
            _("By unit: seats, people, ranks, levels, ages, leading posts, as at any day."),
            "table",
        ),
        (
            Unit,
            "staff:report_cross",
            _("Two dimensions crossed"),
            _("Any dimension against any other, with the names behind each number."),
            "board",
        ),
        (
            Unit,
            "staff:report_comparison",
            _("Two days compared"),
            _("Counts change in per cent, shares in percentage points."),
            "scale",
        ),
        (
            Unit,
            "staff:quality",
            _("Staff quality in charts"),
            _("Shares of ranks, levels, ages and Party members, each with its chart."),
            "monitor",
        ),
        (
            Officer,
            "staff:officers_export",
            _("Officer list with chosen columns"),
            _("Tick the columns, filter the people, take the list to Excel or CSV."),
            "download",
        ),
    ]


@require_safe
def report_quality(request: HttpRequest) -> HttpResponse:
    """The statutory table by unit, one panel at a time."""
    scope = scope_of(request)
    context = scope.context() | {"breadcrumbs": _crumbs(_("Quantity and quality of staff"))}
    if scope.as_at.day is not None:
        table = quality_table(scope.as_at.day, scope.units, closed_to(_user(request)))
        number = _panel_number(request, table)
        panel, open_to = table.panels[number], frozenset(_offered(request))
        context |= {
            "total": table.total,
            "withholds": any(row.withheld for row in table.rows),
            "panel": panel,
            "with_seats": number == 0,
            "tabs": _panel_tabs(scope, table, number),
            "rows": [_quality_row(scope, row, panel, open_to) for row in table.rows],
            "total_row": _quality_row(scope, table.total, panel, open_to),
        }
    return render(request, "staff/reports/quality.html", context)


@require_safe
def report_quality_xlsx(request: HttpRequest) -> HttpResponse:
    """The whole table with every panel as a workbook."""
    scope = scope_of(request)
    if scope.as_at.day is None:
        return _back(request, "report_quality")
    content = quality_workbook(quality_table(scope.as_at.day, scope.units, closed_to(_user(request))))
    return workbook_response(content, f"so-luong-chat-luong-{scope.as_at.day:%Y-%m-%d}.xlsx")


@require_safe
def report_quality_pdf(request: HttpRequest) -> HttpResponse:
    """The whole table on paper."""
    scope = scope_of(request)
    if scope.as_at.day is None:
        return _back(request, "report_quality")
    try:
        content = quality_pdf(
            quality_table(scope.as_at.day, scope.units, closed_to(_user(request))), scope.agency()
        )
    except PdfError as refusal:
        return _back(request, "report_quality", str(refusal))
    return document_response(content, f"so-luong-chat-luong-{scope.as_at.day:%Y-%m-%d}.pdf")


@require_safe
def report_cross(request: HttpRequest) -> HttpResponse:
    """Any two dimensions crossed."""
    scope = scope_of(request)
    context = scope.context() | {"breadcrumbs": _crumbs(_("Two dimensions crossed"))}
    if scope.as_at.day is not None:
        offered = _offered(request)
        table = _cross(request, scope, scope.as_at.day, offered)
        context |= {"offered": list(offered.values()), "table": table, **_cross_cells(scope, table)}
    return render(request, "staff/reports/cross.html", context)


@require_safe
def report_cross_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    scope = scope_of(request)
    if scope.as_at.day is None:
        return _back(request, "report_cross")
    content = cross_workbook(_cross(request, scope, scope.as_at.day, _offered(request)))
    return workbook_response(content, f"bang-cheo-{scope.as_at.day:%Y-%m-%d}.xlsx")


@require_safe
def report_cross_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    scope = scope_of(request)
    if scope.as_at.day is None:
        return _back(request, "report_cross")
    try:
        content = cross_pdf(_cross(request, scope, scope.as_at.day, _offered(request)), scope.agency())
    except PdfError as refusal:
        return _back(request, "report_cross", str(refusal))
    return document_response(content, f"bang-cheo-{scope.as_at.day:%Y-%m-%d}.pdf")


@require_safe
def report_names(request: HttpRequest) -> HttpResponse:
    """Who stands behind a figure of a report."""
    scope, asked, title = _figure(request)
    context = scope.context() | {"title": title, "breadcrumbs": _crumbs(title)}
    if scope.as_at.day is not None:
        people = names_behind(_user(request), scope.as_at.day, scope.units, asked)
        table = PeopleTable(people.shown, exclude=_NO_PERSON, order_by="full_name")
        context |= {"people": people, "table": sorted_and_paged(table, request)}
    return render(request, "staff/reports/names.html", context)


@require_safe
def report_names_xlsx(request: HttpRequest) -> HttpResponse:
    """The names that the asker may see, as a workbook."""
    scope, asked, title = _figure(request)
    if scope.as_at.day is None:
        return _back(request, "report_names")
    people: People = names_behind(_user(request), scope.as_at.day, scope.units, asked)
    return workbook_response(
        names_workbook(title, people.shown), f"danh-sach-{scope.as_at.day:%Y-%m-%d}.xlsx"
    )


def _figure(request: HttpRequest) -> tuple[Scope, Asked, str]:
    """Unit, day and classes of the address; classes that are none of ours: 404."""
    scope, dimensions = scope_of(request), report_dimensions()
    require(request.user, Officer, "view")
    asked = read_asked(request.GET.getlist(_FIGURE), dimensions)
    if asked is None or not asked.classes.keys() <= _offered(request).keys():
        raise Http404
    parts = [
        f"{dimensions[key].label}: {dimensions[key].classes[code]}" for key, code in asked.classes.items()
    ]
    whole = _("Contract staff") if asked.contract else _("Civil servants present")
    return scope, asked, "; ".join([whole, *parts])


def _back(request: HttpRequest, name: str, refusal: str = "") -> HttpResponse:
    """To the screen of the report, which says what is wrong with the address."""
    if refusal:
        messages.error(request, refusal)
    return redirect(f"{reverse(f'staff:{name}')}?{request.GET.urlencode()}")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _crumbs(label: str) -> list[dict[str, str]]:
    return [{"label": _("Reports"), "url": reverse("staff:reports")}, {"label": label}]


def _names_url(scope: Scope, code: str, *parts: str) -> str:
    query = {"at": scope.as_at.day.isoformat() if scope.as_at.day else "", _FIGURE: list(parts)}
    return (
        f"{reverse('staff:report_names')}?{urlencode(query | ({'don-vi': code} if code else {}), doseq=True)}"
    )


def _panel_number(request: HttpRequest, table: QualityTable) -> int:
    """The panel asked for, counted from 0; the first where the address names none."""
    text = request.GET.get(_PANEL, "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return number - 1 if 1 <= number <= len(table.panels) else 0


def _panel_tabs(scope: Scope, table: QualityTable, current: int) -> list[dict[str, Any]]:
    return [
        {"label": panel.title, "url": f"?{scope.query}&{_PANEL}={n + 1}", "active": n == current}
        for n, panel in enumerate(table.panels)
    ]


def _quality_row(scope: Scope, row: UnitRow, panel: Panel, open_to: Collection[str]) -> dict[str, Any]:
    """A row as the template needs it: each figure with the address of its names, where they are open."""
    code = row.code or scope.code

    def url(dimension: str, of_class: str) -> str:
        return _names_url(scope, code, f"{dimension}:{of_class}") if dimension in open_to else ""

    cells = [(row.figure(column), url(column.dimension.key, column.code)) for column in panel.columns]
    return {
        "row": row,
        "present_url": _names_url(scope, code),
        "contract_url": _names_url(scope, code, CONTRACT),
        "cells": cells,
    }


def _offered(request: HttpRequest) -> dict[str, Dimension]:
    """Dimensions to choose from; sensitive ones only for those who may see the facts behind them."""
    closed = closed_to(_user(request))
    return {key: dimension for key, dimension in report_dimensions().items() if key not in closed}


def _cross(request: HttpRequest, scope: Scope, day: date, offered: Mapping[str, Dimension]) -> CrossTable:
    row, column = (
        offered.get(request.GET.get(name, ""), offered[default])
        for name, default in zip((_ROW, _COLUMN), _DEFAULT_CROSS, strict=True)
    )
    return cross_table(day, scope.units, row, column)


def _cross_cells(scope: Scope, table: CrossTable) -> dict[str, Any]:
    """Rows, sums and headings with the addresses of the names behind each number."""

    def url(*parts: str) -> str:
        return _names_url(scope, scope.code, *parts)

    row, column = table.row.key, table.column.key
    return {
        "headings": [table.column.classes[code] for code in table.column_codes],
        "rows": [
            {
                "label": table.row.classes[r],
                "cells": [
                    (table.cells[r, c], url(f"{row}:{r}", f"{column}:{c}")) for c in table.column_codes
                ],
                "sum": (table.of_row(r), url(f"{row}:{r}")),
            }
            for r in table.row_codes
        ],
        "sums": [(table.of_column(c), url(f"{column}:{c}")) for c in table.column_codes],
        "all": (table.total, url()),
    }
