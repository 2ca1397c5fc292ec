"""Periods of training in a year against the minimum: by unit, by person, and as workbooks."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.text import fold
from staff.access import require, rows_for
from staff.models import Officer, Unit
from staff.selectors.tree import load_tree
from staff.views.paging import sorted_and_paged
from training.forms.boards import REACHED, HoursForm
from training.models import Attendance
from training.reports.exports import hours_board_workbook, hours_workbook
from training.selectors.hours import HoursBoard, PersonHours, day_of, hours_board, hours_of
from training.tables import HoursTable
from training.views.asking import (
    AskedYear,
    asked_year,
    chosen_units,
    crumbs,
    require_any,
    unit_list,
    units_in_reach,
    workbook,
)


@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """How many people of each unit reached the minimum."""
    asked, at = _asked(request)
    context = _context(asked, at) | {"board": _board(request, asked, at), "breadcrumbs": []}
    return render(request, "training/hours.html", context)


@require_safe
def hours_xlsx(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    asked, at = _asked(request)
    if asked.error:
        return redirect(f"{reverse('training:hours')}?{request.GET.urlencode()}")
    content = hours_board_workbook(_board(request, asked, at), asked.year)
    return workbook(content, f"gio-hoc-{asked.year}-don-vi.xlsx")


@require_safe
def hours_people(request: HttpRequest) -> HttpResponse:
    """People with the periods of the year."""
    asked, at = _asked(request)
    form = HoursForm(request.GET, units=unit_list(request, at))
    people = _people(request, asked, at, form)
    back = f"{reverse('training:hours')}?{urlencode({'year': asked.year})}"
    context = _context(asked, at) | {
        "form": form,
        "table": sorted_and_paged(HoursTable(people, order_by="name"), request),
        "breadcrumbs": crumbs((_("Training periods"), back), (_("By person"), "")),
    }
    return render(request, "training/hours_people.html", context)


@require_safe
def hours_people_xlsx(request: HttpRequest) -> HttpResponse:
    """The people with their filters as a workbook."""
    asked, at = _asked(request)
    form = HoursForm(request.GET, units=unit_list(request, at))
    if asked.error or not form.is_valid():
        return redirect(f"{reverse('training:hours_people')}?{request.GET.urlencode()}")
    people = _people(request, asked, at, form)
    return workbook(hours_workbook(people, asked.year), f"gio-hoc-{asked.year}.xlsx")


def _asked(request: HttpRequest) -> tuple[AskedYear, date]:
    require_any(request, Attendance, "view")
    require(request.user, Unit, "view")
    asked = asked_year(request)
    return asked, day_of(asked.year, timezone.localdate())


def _context(asked: AskedYear, at: date) -> dict[str, Any]:
    return {"asked": asked, "at": at, "minimum": settings.TRAINING_YEARLY_PERIODS}


def _board(request: HttpRequest, asked: AskedYear, at: date) -> HoursBoard:
    return hours_board(asked.year, at, units_in_reach(request), settings.TRAINING_YEARLY_PERIODS)


def _people(request: HttpRequest, asked: AskedYear, at: date, form: HoursForm) -> list[PersonHours]:
    """As filtered; nobody while a filter has an impossible value."""
    units = chosen_units(request)
    if not form.is_valid():
        return []
    facts = form.cleaned_data
    visible = set(rows_for(request.user, Officer, "view").values_list("pk", flat=True))
    found = hours_of(asked.year, at, load_tree().below(units), settings.TRAINING_YEARLY_PERIODS)
    return [each for each in found if each.officer_id in visible and _matches(each, facts)]


def _matches(person: PersonHours, facts: dict[str, Any]) -> bool:
    text, wanted = facts["q"], facts["reached"]
    named = fold(text) in fold(person.full_name) or text.strip().lower() in person.number.lower()
    return named and (not wanted or (person.missing == 0) == (wanted == REACHED))
