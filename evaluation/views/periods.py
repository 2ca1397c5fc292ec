"""Quarters: the list, opening one, and the forms of one."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_tables2 import RequestConfig

from evaluation.enums import EvaluationState
from evaluation.filters import FormFilter
from evaluation.forms import OpenPeriodForm
from evaluation.models import Evaluation, Period
from evaluation.reports.period_chart import band_chart
from evaluation.reports.period_workbook import CONTENT_TYPE, forms_workbook
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.selectors.periods import (
    last_ended_quarter,
    overview,
    period_lines,
    quarters_to_offer,
    units_in,
)
from evaluation.selectors.score_rows import score_rows
from evaluation.services.drafts import DraftSummary, open_period, redraft
from evaluation.tables import FormTable
from staff.access import Forbidden, may, reach_for, require
from staff.models import User
from staff.services.errors import DomainError

PAGE_SIZE = 50


@require_GET
def periods(request: HttpRequest) -> HttpResponse:
    """Quarters that were opened, with the forms in reach."""
    require(request.user, Evaluation, "view")
    today = localdate()
    form = OpenPeriodForm(
        quarters=quarters_to_offer(today), initial={"quarter": last_ended_quarter(today).code}
    )
    context = {
        "lines": period_lines(request.user),
        "form": form if may(request.user, Evaluation, "open") else None,
        "breadcrumbs": [],
    }
    return render(request, "evaluation/periods.html", context)


@require_POST
def open_quarter(request: HttpRequest) -> HttpResponse:
    """Open a quarter, or refresh its drafts, for the units in reach."""
    require(request.user, Evaluation, "open")
    form = OpenPeriodForm(request.POST, quarters=quarters_to_offer(localdate()))
    if not form.is_valid():
        messages.error(request, _("Choose one of the quarters offered."))
        return redirect("evaluation:periods")
    return _draft(request, parse_period(form.cleaned_data["quarter"]), open_period)


@require_POST
def refresh(request: HttpRequest, code: str) -> HttpResponse:
    """Compute the drafts of an opened quarter anew, for the units in reach."""
    require(request.user, Evaluation, "open")
    return _draft(request, parse_period(_period(code).code), redraft)


@require_GET
def period(request: HttpRequest, code: str) -> HttpResponse:
    """The forms of a quarter in reach."""
    require(request.user, Evaluation, "view")
    opened = _period(code)
    quarter, found = parse_period(opened.code), _filtered(request, opened)
    table = FormTable(found.qs)
    RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
    context = {
        "quarter": quarter,
        "filter": found,
        "table": table,
        "overview": overview(request.user, opened),
        "state_labels": EvaluationState.labels,
        "may_open": may(request.user, Evaluation, "open"),
        "may_print": may(request.user, Evaluation, "print"),
        "breadcrumbs": [
            {"label": _("Evaluation"), "url": reverse("evaluation:periods")},
            {"label": quarter.title},
        ],
    }
    return render(request, "evaluation/period.html", context)


@require_GET
def period_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The same list as .xlsx: same filters, same scope."""
    require(request.user, Evaluation, "view")
    opened = _period(code)
    content = forms_workbook(parse_period(opened.code), _filtered(request, opened).qs)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="danh-gia-{opened.code}.xlsx"'
    return response


@require_GET
def period_chart(request: HttpRequest, code: str) -> HttpResponse:
    """Bands by unit as an image."""
    require(request.user, Evaluation, "view")
    image = band_chart(overview(request.user, _period(code)).units)
    return HttpResponse(image, content_type="image/svg+xml")


def _period(code: str) -> Period:
    return get_object_or_404(Period, code=code)


def _filtered(request: HttpRequest, opened: Period) -> FormFilter:
    rows: QuerySet[Any] = score_rows(request.user, opened)
    return FormFilter(request.GET, queryset=rows, units=units_in(request.user, opened))


def _draft(request: HttpRequest, quarter: ScoringPeriod, make: Callable[..., DraftSummary]) -> HttpResponse:
    reach = reach_for(request.user, Evaluation, "open")
    if not reach:
        raise Forbidden
    unit_ids = None if reach.everything else reach.unit_ids
    try:
        summary = make(quarter=quarter, unit_ids=unit_ids, actor=cast(User, request.user))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:periods")
    messages.success(request, told(quarter, summary))
    return redirect("evaluation:period", quarter.code)


def told(quarter: ScoringPeriod, summary: DraftSummary) -> str:
    """What opening or refreshing did, in a sentence."""
    text = _(
        "%(period)s: %(created)s forms created, %(updated)s updated, %(unchanged)s unchanged, "
        "%(frozen)s confirmed and left alone."
    ) % {"period": quarter.title, **vars(summary)}
    if not summary.removed:
        return text
    return f"{text} " + _("%(removed)s drafts of people without a posting removed.") % vars(summary)
