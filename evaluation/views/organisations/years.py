"""The organisations of a year: list, opening, calibration with several recognised by one decision."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.documents.unit_sheet import unit_sheet_pdf
from evaluation.entry.organisations.lists import UnitRatingFilter, UnitRatingTable
from evaluation.entry.organisations.sheets import BatchForm
from evaluation.enums import RatingState
from evaluation.models import Evaluation, UnitRating
from evaluation.selectors.organisations.board import (
    Calibration,
    calibrations,
    counts_by_state,
    ratings_in,
    year_to_open,
    years_in,
)
from evaluation.selectors.organisations.criteria import DEFAULT_SPLIT, set_of
from evaluation.services.organisations.opening import OpeningSummary, open_unit_year
from evaluation.services.organisations.recognition import Decision, recognise
from hrm.kernel.pdf import PdfError
from staff.access import Forbidden, may, reach_for, require, rows_for
from staff.models import User
from staff.reports.table_workbook import table_workbook
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response

# The parts of the total stand in the workbook and on each sheet; on the screen they would crowd the list.
_ONLY_EXPORTED = ("general", "result")


@require_safe
def unit_ratings(request: HttpRequest) -> HttpResponse:
    """Organisations of a year in reach, by state and band."""
    require(request.user, UnitRating, "view")
    year = _year(request)
    found = _filtered(request, year)
    in_force = set_of(year)
    to_open = year_to_open(localdate())
    context = {
        "year": year,
        "years": sorted({*years_in(request.user), to_open}, reverse=True),
        "filter": found,
        "table": sorted_and_paged(UnitRatingTable(found.qs, exclude=_ONLY_EXPORTED), request),
        "counts": counts_by_state(request.user, year),
        "default_split": DEFAULT_SPLIT if in_force is None or in_force.is_default else "",
        "to_open": to_open if may(request.user, Evaluation, "open") else None,
    }
    return render(request, "evaluation/organisations/years.html", context)


@require_safe
def unit_ratings_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: same filters, same scope."""
    require(request.user, UnitRating, "view")
    year = _year(request)
    table = UnitRatingTable(_filtered(request, year).qs)
    order = request.GET.getlist("sort")
    if order:
        table.order_by = order
    title = _("Ratings of organisations %(year)s") % {"year": year}
    return workbook_response(table_workbook(title, table), f"xep-loai-don-vi-{year}.xlsx")


@require_POST
def open_year(request: HttpRequest) -> HttpResponse:
    """Draft the sheets of the year for the units in reach, or bring heads and recognisers up to date."""
    require(request.user, Evaluation, "open")
    reach = reach_for(request.user, Evaluation, "open")
    if not reach:
        raise Forbidden
    year = year_to_open(localdate())
    unit_ids = None if reach.everything else reach.unit_ids
    try:
        summary = open_unit_year(year=year, unit_ids=unit_ids, actor=cast(User, request.user))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _told(year, summary))
    return redirect(f"{reverse('evaluation:unit_ratings')}?year={year}")


@require_http_methods(["GET", "HEAD", "POST"])
def calibration(request: HttpRequest) -> HttpResponse:
    """By recogniser: order, cap, who would have to move; recognising several by one decision (art. 8.5)."""
    require(request.user, UnitRating, "view")
    if request.method == "POST":
        require(request.user, UnitRating, "recognise")
    year = _year(request)
    boards = calibrations(request.user, year)
    own = next((board for board in boards if board.may_recognise), None)
    form = _batch_form(request, own)
    if request.method == "POST" and form is not None and form.is_valid() and _recognised(request, form):
        return redirect(f"{reverse('evaluation:unit_calibration')}?year={year}")
    context = {
        "year": year,
        "years": years_in(request.user) or [year],
        "boards": boards,
        "own": own,
        "form": form,
        "breadcrumbs": [
            {
                "label": _("Ratings of organisations"),
                "url": f"{reverse('evaluation:unit_ratings')}?year={year}",
            },
            {"label": _("Calibration")},
        ],
    }
    return render(request, "evaluation/organisations/calibration.html", context)


def _batch_form(request: HttpRequest, own: Calibration | None) -> BatchForm | None:
    if own is None:
        return None
    choices = [
        (candidate.rating.pk, f"{candidate.rating.unit.name}: {candidate.rating.get_band_display()}")
        for candidate in own.ready
    ]
    data = request.POST if request.method == "POST" else None
    return BatchForm(data, choices=choices, initial={"decision_date": localdate()})


def _recognised(request: HttpRequest, form: BatchForm) -> bool:
    data = form.cleaned_data
    rows = rows_for(request.user, UnitRating, "recognise").filter(
        pk__in=data["ratings"], state=RatingState.PROPOSED
    )
    decision = Decision(data["decision"], data["decision_date"])
    try:
        done = recognise(
            ratings=list(rows.order_by("unit__code")),
            decision=decision,
            actor=cast(User, request.user),
            render=unit_sheet_pdf,
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    except PdfError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Recognised and frozen: %(number)s.") % {"number": len(done)})
    return True


def _filtered(request: HttpRequest, year: int) -> UnitRatingFilter:
    return UnitRatingFilter(request.GET, queryset=ratings_in(request.user, year))


def _year(request: HttpRequest) -> int:
    """The year asked for, else the newest with sheets in reach, else the one that can be opened."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdecimal() and 2000 <= int(asked[:5]) <= 2200:
        return int(asked[:5])
    years = years_in(request.user)
    return years[0] if years else year_to_open(localdate())


def _told(year: int, summary: OpeningSummary) -> str:
    text = _(
        "Year %(year)s: %(created)s sheets made, %(updated)s given another head or recogniser, "
        "%(unchanged)s left as they were."
    )
    details: dict[str, Any] = {"year": year, **vars(summary)}
    return text % details
