"""Years: the list, opening one, the board of one, its workbook."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from evaluation.entry.years import OpenYearForm
from evaluation.enums import Band, RatingState
from evaluation.models import Meeting, YearRating
from evaluation.selectors.years.board import (
    listed,
    meetings_in,
    opened,
    ratings_in,
    unit_years,
    units_of_year,
    year_lines,
    years_to_offer,
)
from evaluation.selectors.years.checks import reading_label
from evaluation.services.years.drafts import YearSummary, open_year
from evaluation.year_filters import RatingFilter
from evaluation.year_tables import RatingTable
from staff.access import Forbidden, may, reach_for, require
from staff.models import User
from staff.reports.table_workbook import table_workbook
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_GET
def years(request: HttpRequest) -> HttpResponse:
    """Years with ratings in reach; opening one."""
    require(request.user, YearRating, "view")
    offered = years_to_offer(localdate())
    context = {
        "lines": year_lines(request.user),
        "form": OpenYearForm(initial={"year": offered[0]})
        if may(request.user, YearRating, "propose")
        else None,
        "old_url": old_years_url(),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/years/years.html", context)


@require_POST
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a year, or refresh its drafts, for the units in reach."""
    require(request.user, YearRating, "propose")
    form = OpenYearForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a year, for example %(year)s.") % {"year": localdate().year})
        return redirect("evaluation:years")
    reach = reach_for(request.user, YearRating, "propose")
    if not reach:
        raise Forbidden
    year = form.cleaned_data["year"]
    try:
        summary = open_year(
            year=year,
            unit_ids=None if reach.everything else reach.unit_ids,
            actor=cast(User, request.user),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:years")
    messages.success(request, _told(year, summary))
    return redirect("evaluation:year", year)


@require_GET
def board(request: HttpRequest, year: int) -> HttpResponse:
    """The ratings of a year in reach, by unit and state."""
    require(request.user, YearRating, "view")
    if not opened(request.user, year) and not may(request.user, YearRating, "propose"):
        raise Http404
    found = _filtered(request, year)
    units, whole = unit_years(request.user, year)
    proposing = dict(units_of_year(request.user, year, "propose"))
    context = {
        "year": year,
        "filter": found,
        "table": sorted_and_paged(RatingTable(found.qs), request),
        "units": [(unit, unit.code in proposing) for unit in units],
        "whole": whole,
        "states": list(zip(RatingState.labels, whole.state_cells, strict=True)),
        "state_labels": RatingState.labels,
        "band_labels": Band.labels,
        "meetings": list(meetings_in(request.user, year)),
        "reading": reading_label(),
        "may_open": bool(proposing) or may(request.user, YearRating, "propose"),
        "may_rate": may(request.user, YearRating, "rate"),
        "may_meet": may(request.user, Meeting, "add"),
        "breadcrumbs": crumbs(),
    }
    return render(request, "evaluation/years/board.html", context)


@require_GET
def workbook(request: HttpRequest, year: int) -> HttpResponse:
    """The same list as .xlsx: same filters, same scope."""
    require(request.user, YearRating, "view")
    table = RatingTable(_filtered(request, year).qs)
    content = table_workbook(_("Ratings of %(year)s") % {"year": year}, table)
    return workbook_response(content, f"xep-loai-nam-{year}.xlsx")


def crumbs(year: int | None = None, *more: dict[str, str]) -> list[dict[str, Any]]:
    """The way back to the list of years and to the year."""
    found: list[dict[str, Any]] = [{"label": _("Ratings of the year"), "url": reverse("evaluation:years")}]
    if year:
        found.append({"label": str(year), "url": reverse("evaluation:year", args=[year])})
    return [*found, *more]


def old_years_url() -> str:
    """Where results up to 2025 are entered (Decree 90/2020), once that screen exists."""
    try:
        return reverse("evaluation:past_ratings")
    except NoReverseMatch:
        return ""


def _filtered(request: HttpRequest, year: int) -> RatingFilter:
    rows = listed(ratings_in(request.user, year))
    return RatingFilter(request.GET, queryset=rows, units=units_of_year(request.user, year))


def _told(year: int, summary: YearSummary) -> str:
    told = _(
        "%(year)s: %(created)s ratings drafted, %(updated)s updated, %(unchanged)s unchanged, %(signed)s "
        "signed and left alone."
    ) % {"year": year, **vars(summary)}
    if not summary.withdrawn:
        return told
    return f"{told} " + _("%(withdrawn)s drafts of people no longer in service withdrawn.") % vars(summary)
