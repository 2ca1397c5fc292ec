"""The catalogue: sessions of all courses, programmes, and the forms that keep them."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from staff.access import may, require, row_for, rows_for
from staff.models import Unit
from staff.querysets import open_on
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from training.filters import SessionFilter
from training.forms.catalogue import CourseForm, ProgrammeForm, point_out
from training.models import Course, Programme, Session
from training.reports.exports import sessions_workbook
from training.selectors.sessions import with_course
from training.services.catalogue import keep_course, keep_programme
from training.tables import ProgrammeTable, SessionTable
from training.views.asking import actor, crumbs, require_any, workbook


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """All sessions of all courses; filter, sort, pages."""
    chosen = _filter(request)
    rows = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    table = sorted_and_paged(SessionTable(rows, order_by="-days"), request)
    context = {
        "filter": chosen,
        "table": table,
        "breadcrumbs": [],
        "may_plan": may(request.user, Course, "add"),
    }
    return render(request, "training/sessions.html", context)


@require_safe
def sessions_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook."""
    chosen = _filter(request)
    if not chosen.is_valid():
        return redirect(f"{reverse('training:sessions')}?{request.GET.urlencode()}")
    today = timezone.localdate()
    return workbook(sessions_workbook(chosen.qs, today), f"lop-dao-tao-{today:%Y-%m-%d}.xlsx")


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Programmes of the whole service."""
    require(request.user, Programme, "view")
    table = ProgrammeTable(rows_for(request.user, Programme, "view"), order_by="title")
    if request.user.has_perm("training.change_programme"):
        table.columns["title"].column.linkify = True
    context = {
        "table": sorted_and_paged(table, request),
        "may_change": request.user.has_perm("training.change_programme"),
        "breadcrumbs": crumbs((_("Programmes"), "")),
    }
    return render(request, "training/programmes.html", context)


@require_http_methods(["GET", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    """Add a programme."""
    require(request.user, Programme, "add")
    return _programme_form(request, None, _("New programme"))


@require_http_methods(["GET", "POST"])
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a programme."""
    found = row_for(request.user, Programme, "change", pk=pk)
    return _programme_form(request, found, found.title)


@require_http_methods(["GET", "POST"])
def course_new(request: HttpRequest) -> HttpResponse:
    """Plan a course."""
    require_any(request, Course, "add")
    return _course_form(request, None, _("New course"))


@require_http_methods(["GET", "POST"])
def course_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a course of a unit one keeps."""
    found = row_for(request.user, Course, "change", pk=pk)
    return _course_form(request, found, found.title)


def _filter(request: HttpRequest) -> SessionFilter:
    require(request.user, Session, "view")
    rows = with_course(rows_for(request.user, Session, "view")).order_by("-start", "pk")
    years = sorted(set(Course.objects.order_by().values_list("year", flat=True)), reverse=True)
    return SessionFilter(request.GET, rows, request=request, today=timezone.localdate(), years=years)


def _programme_form(request: HttpRequest, found: Programme | None, title: str) -> HttpResponse:
    names = ("code", "title", "periods", "kind", "level", "basis", "start", "end")
    initial = {name: getattr(found, name) for name in names} if found else {}
    form = ProgrammeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            keep_programme(actor=actor(request), programme=found, **form.cleaned_data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The programme was saved."))
            return redirect("training:programmes")
    way = crumbs((_("Programmes"), reverse("training:programmes")), (title, ""))
    return _form_page(request, form, title, way, reverse("training:programmes"))


def _course_form(request: HttpRequest, found: Course | None, title: str) -> HttpResponse:
    names = ("programme", "code", "title", "year", "organiser", "unit")
    initial: dict[str, Any] = {"year": timezone.localdate().year}
    if found is not None:
        initial = {name: getattr(found, name) for name in names}
    form = CourseForm(request.POST or None, initial=initial, units=_units(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_course(actor=actor(request), course=found, **form.cleaned_data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            if found is not None:
                messages.success(request, _("The course was saved."))
                return redirect("training:sessions")
            messages.success(request, _("The course was saved. Now open a session of it."))
            return redirect("training:session_new", kept.pk)
    back = reverse("training:sessions")
    return _form_page(request, form, title, crumbs((title, "")), back)


def _units(request: HttpRequest, found: Course | None) -> QuerySet[Any]:
    """Units one keeps that are open today, and the one the course has."""
    wanted = open_on(timezone.localdate())
    if found is not None:
        wanted |= Q(pk=found.unit_id)
    return rows_for(request.user, Unit, "change").filter(wanted).order_by("code")


def _form_page(request: HttpRequest, form: Any, title: str, way: list[Any], back: str) -> HttpResponse:
    context = {"form": form, "title": title, "breadcrumbs": way, "back": back}
    return render(request, "training/form.html", context)
