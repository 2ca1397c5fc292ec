"""Closing the books: where each unit stands in a month, and the closing itself."""

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.books.forms import MonthFilterForm
from evaluation.models import BookClosing
from evaluation.reports.books import closings_rows
from evaluation.rules.books import BookState
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.closings import book_lines, book_months
from evaluation.services.books.closing import close_books
from evaluation.views.books.frame import actor, chosen_month, code_of, crumbs, first_page, month_choices, tabs
from hrm.kernel.workbook.writer import write_table
from staff.access import Forbidden, reach_for, require
from staff.models import Unit
from staff.services.errors import DomainError
from staff.views.staffing import workbook_response


@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """To the first page of the books this person may open."""
    page = first_page(request)
    if page is None:
        raise Forbidden
    return redirect(f"evaluation:{page}")


@require_safe
def closings(request: HttpRequest) -> HttpResponse:
    """Units in reach in one month: figures, deadline, closed or not."""
    require(request.user, BookClosing, "view")
    today = timezone.localdate()
    months = book_months(request.user, today)
    month = chosen_month(request, months) or months[0]
    lines = book_lines(request.user, month, today)
    form = MonthFilterForm({"thang": code_of(month)}, months=month_choices(months))
    context = {
        "tabs": tabs(request, "closings"),
        "form": form,
        "month": month,
        "lines": lines,
        "closed": sum(line.state is BookState.CLOSED for line in lines),
        "overdue": sum(line.state is BookState.OVERDUE for line in lines),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/books/closings.html", context)


@require_safe
def closings_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    require(request.user, BookClosing, "view")
    today = timezone.localdate()
    months = book_months(request.user, today)
    month = chosen_month(request, months) or months[0]
    out = io.BytesIO()
    headings, rows = closings_rows(book_lines(request.user, month, today))
    write_table(out, f"{_('Closing the books')} {month.title}", headings, rows)
    return workbook_response(out.getvalue(), f"khoa-so-{code_of(month)}.xlsx")


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, year: int, months: int, code: str) -> HttpResponse:
    """What closing a unit's month means, and the closing: it is never opened again."""
    require(request.user, BookClosing, "add")
    unit, month = _unit(request, code), _month(year, months)
    if request.method == "POST":
        try:
            close_books(actor=actor(request), unit=unit, month=month, today=timezone.localdate())
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            details = {"unit": unit.name, "month": month.title}
            messages.success(request, _("The books of %(unit)s for %(month)s are closed.") % details)
        return redirect(f"{reverse('evaluation:closings')}?thang={code_of(month)}")
    lines = book_lines(request.user, month, timezone.localdate())
    line: Any = next((each for each in lines if each.node.id == unit.pk), None)
    context = {
        "unit": unit,
        "month": month,
        "line": line,
        "breadcrumbs": crumbs("closings", _("Closing the books"), unit.name),
    }
    return render(request, "evaluation/books/close.html", context)


def _unit(request: HttpRequest, code: str) -> Unit:
    """A unit in reach for closing; 404 for any other."""
    found: Unit | None = (
        Unit.objects.within(reach_for(request.user, BookClosing, "add")).filter(code=code).first()
    )
    if found is None:
        raise Http404
    return found


def _month(year: int, months: int) -> StatMonth:
    try:
        return StatMonth(year, months)
    except ValueError:
        raise Http404 from None
