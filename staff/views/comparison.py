"""Two days compared: how many, which share, and how each changed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.dates import add_months
from hrm.kernel.numbers import group
from hrm.kernel.pdf import PdfError
from staff.documents.reports import comparison_pdf
from staff.models import User
from staff.reports.quality_workbooks import comparison_workbook
from staff.selectors.reports.comparison import Comparison, Line, comparison
from staff.selectors.reports.names import closed_to
from staff.selectors.reports.shown import show_change, show_difference, show_share
from staff.views.days import AsAt, named_day
from staff.views.scope import Scope, scope_of
from staff.views.staffing import document_response, workbook_response

_FROM, _TO = "tu", "den"


@dataclass(frozen=True)
class _Asked:
    """Two days and the units of the address; `compared` None while a day cannot be read."""

    scope: Scope
    before: AsAt
    after: AsAt
    compared: Comparison | None

    @property
    def query(self) -> str:
        """For the exports of the same days and units."""
        days = [(_FROM, self.before.value), (_TO, self.after.value), ("don-vi", self.scope.code)]
        return urlencode([(name, str(value)) for name, value in days if value])

    @property
    def file_name(self) -> str:
        """Without an ending."""
        return f"so-sanh-{self.before.day}-{self.after.day}"


def _asked(request: HttpRequest) -> _Asked:
    today = timezone.localdate()
    after = named_day(request, _TO, today)
    before = named_day(request, _FROM, _year_before(after.day or today))
    scope = replace(scope_of(request), as_at=after)
    compared = None
    if before.day is not None and after.day is not None:
        closed = closed_to(cast(User, request.user))
        compared = comparison(before.day, after.day, scope.units, scope.in_reach, closed)
    return _Asked(scope, before, after, compared)


def _year_before(day: date) -> date:
    """Reports compare with the same day of the year before."""
    return add_months(day, -12)


@require_safe
def report_comparison(request: HttpRequest) -> HttpResponse:
    """Every count and share of both days, with what changed."""
    asked = _asked(request)
    context: dict[str, Any] = asked.scope.context() | {
        "asked": asked,
        "breadcrumbs": [
            {"label": _("Reports"), "url": reverse("staff:reports")},
            {"label": _("Two days compared")},
        ],
    }
    if asked.compared is not None:
        context |= {"compared": asked.compared, "sections": _sections(asked.compared)}
    return render(request, "staff/reports/comparison.html", context)


@require_safe
def report_comparison_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    asked = _asked(request)
    if asked.compared is None:
        return _back(request)
    return workbook_response(comparison_workbook(asked.compared), f"{asked.file_name}.xlsx")


@require_safe
def report_comparison_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    asked = _asked(request)
    if asked.compared is None:
        return _back(request)
    try:
        content = comparison_pdf(asked.compared, asked.scope.agency())
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    return document_response(content, f"{asked.file_name}.pdf")


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('staff:report_comparison')}?{request.GET.urlencode()}")


def _sections(compared: Comparison) -> list[tuple[str, list[dict[str, str]]]]:
    return [(section.title, [_line(line) for line in section.lines]) for section in compared.sections]


def _line(line: Line) -> dict[str, str]:
    return {
        "label": line.label,
        "before": group(line.before.count),
        "before_share": show_share(line.before),
        "after": group(line.after.count),
        "after_share": show_share(line.after),
        "difference": show_difference(line.difference),
        "percent": show_change(line.percent_change, "%"),
        "points": show_change(line.points),
    }
