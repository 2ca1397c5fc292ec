"""Attendance of a day and results of a session, for the people one keeps records of."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from staff.access import row_for, rows_for
from staff.rules.days import read_day
from staff.services.errors import DomainError
from training.forms.entries import AttendanceForm, ResultForm
from training.models import Attendance, Enrolment, Result, Session
from training.rules.sessions import days_of
from training.services.attendance import record_attendance
from training.services.results import kind_of_programme, record_result
from training.views.asking import actor, crumbs, require_any

_DAY = timedelta(days=1)


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Periods of one day for everyone who takes part."""
    require_any(request, Attendance, "add")
    found = row_for(request.user, Session, "view", pk=pk)
    day, error = _asked_day(request, found)
    places = list(_places(request, found).annotate(total=Sum("attendances__periods")))
    known = Attendance.objects.filter(enrolment__in=[p.pk for p in places], day=day)
    stored = dict(known.values_list("enrolment_id", "periods"))
    form = AttendanceForm(request.POST or None, places=places, known=stored)
    if request.method == "POST" and not error and form.is_valid() and _attended(request, found, day, form):
        return redirect(f"{reverse('training:attendance', args=[pk])}?day={day:%d/%m/%Y}")
    context = {"form": form, "day": day, "day_error": error, "asked_day": request.GET.get("day", "")}
    context |= {"before": _neighbour(found, day, -_DAY), "after": _neighbour(found, day, _DAY)}
    return _page(request, "attendance", found, places, _("Attendance"), context)


@require_http_methods(["GET", "POST"])
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Results of everyone who takes part; all lines or none."""
    require_any(request, Result, "add")
    found = row_for(request.user, Session, "view", pk=pk)
    places = list(_places(request, found).select_related("result__qualification"))
    forms = [ResultForm(request.POST or None, place=place) for place in places]
    # Every line is checked, so that the page shows all that is wrong at once.
    invalid = [form for form in forms if form.is_bound and not form.is_valid()]
    if request.method == "POST" and not invalid and _told(request, forms):
        return redirect("training:session", pk)
    programme = found.course.programme
    context = {
        "forms": forms,
        "programme": programme,
        "writes": kind_of_programme(programme) is not None,
        "failed": any(form.errors for form in forms if form.is_bound),
    }
    return _page(request, "results", found, places, _("Results"), context)


def _places(request: HttpRequest, found: Session) -> QuerySet[Any]:
    """Who takes part, of the people whose records one keeps."""
    mine = rows_for(request.user, Enrolment, "change").filter(session=found).enrolled()  # type: ignore[attr-defined]
    places: QuerySet[Any] = mine.select_related("officer").by_name()
    return places


def _asked_day(request: HttpRequest, found: Session) -> tuple[date, str]:
    """The day of `?day=`; without one today, or the nearest day of the session."""
    text = request.GET.get("day", "").strip()
    nearest = min(max(timezone.localdate(), found.start), found.end - _DAY)
    if not text:
        return nearest, ""
    try:
        day = read_day(text)
    except ValueError:
        return nearest, _("“%(value)s” is not a day; write it like 30/09/2026.") % {"value": text[:40]}
    if not found.start <= day < found.end:
        message = _("The session is held on %(days)s; choose one of these days.")
        return nearest, message % {"days": days_of(found.start, found.end)}
    return day, ""


def _neighbour(found: Session, day: date, step: timedelta) -> date | None:
    other = day + step
    return other if found.start <= other < found.end else None


def _attended(request: HttpRequest, found: Session, day: date, form: AttendanceForm) -> bool:
    try:
        changed = record_attendance(actor=actor(request), session=found, day=day, periods=form.periods())
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("Attendance was saved; lines changed: %(number)s.") % {"number": changed})
    return True


def _told(request: HttpRequest, forms: list[ResultForm]) -> bool:
    """Keep every result that is said; the first refusal leaves everything as it was."""
    written = 0
    try:
        with transaction.atomic():
            for form in forms:
                if form.is_told:
                    row = record_result(actor=actor(request), enrolment=form.place, facts=form.facts())
                    written += row.qualification_id is not None
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    message = _("Results were saved; qualifications in the record: %(number)s.")
    messages.success(request, message % {"number": written})
    return True


def _page(
    request: HttpRequest, name: str, found: Any, places: list[Any], title: str, more: dict[str, Any]
) -> HttpResponse:
    back = reverse("training:session", args=[found.pk])
    hidden = Enrolment.objects.enrolled().filter(session=found).count() - len(places)
    context = {
        "session": found,
        "days": days_of(found.start, found.end),
        "hidden": hidden,
        "title": title,
        "back": back,
        "breadcrumbs": crumbs((found.course.title, back), (title, "")),
    }
    return render(request, f"training/{name}.html", context | more)
