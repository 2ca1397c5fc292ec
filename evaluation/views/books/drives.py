"""Drives: list, form, progress, results."""

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.books.forms import DriveFilterForm, DriveForm, ResultForm, point_out
from evaluation.entry.books.tables import DriveTable, drive_state, rate_parts, rate_text
from evaluation.models import Drive, DriveResult
from evaluation.reports.books import drive_rows
from evaluation.selectors.books.drives import days_reported, drives_concerning, progress_of
from evaluation.services.books.drives import change_drive, open_drive, report_result
from evaluation.views.books.frame import actor, crumbs, tabs, unit_ids, units_for
from hrm.kernel.dates import show_date, show_last_day
from hrm.kernel.workbook.writer import write_table
from staff.access import may, require, row_for, rows_for
from staff.models import Unit
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import load_tree, unit_choices
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def drives(request: HttpRequest) -> HttpResponse:
    """Drives that concern units in reach, with their progress."""
    require(request.user, Drive, "view")
    context = {
        "tabs": tabs(request, "drives"),
        "form": DriveFilterForm(request.GET or None),
        "table": sorted_and_paged(_table(request), request),
        "may_add": may(request.user, Drive, "add"),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/books/drives.html", context)


@require_safe
def drives_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    require(request.user, Drive, "view")
    return workbook_response(table_workbook(_("Drives"), _table(request)), "dot-cao-diem.xlsx")


@require_safe
def drive(request: HttpRequest, pk: int) -> HttpResponse:
    """One drive: how far it has come, by unit."""
    found = _drive(request, pk)
    today = timezone.localdate()
    progress = progress_of(request.user, [found], today)[0]
    change = rows_for(request.user, Drive, "change").filter(pk=pk)
    label, tone = drive_state(found, today)
    context = {
        "drive": found,
        "progress": progress,
        "bars": [
            bar
            for bar in (
                _bar(_("Cases of the target"), progress.cases),
                _bar(_("Money of the target (đồng)"), progress.money),
            )
            if bar
        ],
        "stats": [rate_parts(progress.cases), rate_parts(progress.money)],
        "state": {"label": label, "tone": tone},
        "days": f"{show_date(found.start)} – {show_last_day(found.end)}",
        "reports": list(days_reported(request.user, found)[:50]),
        "may_change": change.exists(),
        "may_report": bool(_units(request, found)) and found.start <= today,
        "breadcrumbs": crumbs("drives", _("Drives"), found.name),
    }
    return render(request, "evaluation/books/drive.html", context)


@require_safe
def drive_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Units of a drive as a workbook."""
    found = _drive(request, pk)
    headings, rows = drive_rows(progress_of(request.user, [found], timezone.localdate())[0])
    out = io.BytesIO()
    write_table(out, found.name, headings, rows)
    return workbook_response(out.getvalue(), f"dot-cao-diem-{found.pk}.xlsx")


@require_http_methods(["GET", "POST"])
def drive_new(request: HttpRequest) -> HttpResponse:
    """Begin a drive of a unit in reach."""
    require(request.user, Drive, "add")
    units = units_for(request, Drive, "add")
    if not units:
        raise Http404
    form = DriveForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        unit = Unit.objects.get(code=form.cleaned_data["unit"])
        try:
            opened = open_drive(actor=actor(request), unit=unit, facts=form.facts())
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The drive was saved."))
            return redirect("evaluation:drive", opened.pk)
    return _form(request, form, _("New drive"))


@require_http_methods(["GET", "POST"])
def drive_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, days or targets."""
    found: Drive = row_for(request.user, Drive, "change", pk=pk)
    names = ("name", "start", "target_cases", "target_money", "decision", "decision_date")
    initial = {name: getattr(found, name) for name in names}
    initial |= {"last_day": show_last_day(found.end), "unit": found.unit.code}
    form = DriveForm(request.POST or None, units=[(found.unit.code, found.unit.name)], initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_drive(actor=actor(request), drive=found, facts=form.facts())
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The drive was saved."))
            return redirect("evaluation:drive", pk)
    return _form(request, form, _("Change the drive"))


@require_http_methods(["GET", "POST"])
def drive_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What a unit resolved since the first day of the drive."""
    require(request.user, DriveResult, "add")
    found = _drive(request, pk)
    units = _units(request, found)
    if not units:
        raise Http404
    today = timezone.localdate()
    form = ResultForm(request.POST or None, units=units, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = dict(form.cleaned_data)
        unit = Unit.objects.get(code=data.pop("unit"))
        try:
            report_result(actor=actor(request), drive=found, unit=unit, today=today, **data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The result was saved."))
            return redirect("evaluation:drive", pk)
    back = reverse("evaluation:drive", args=[pk])
    return _form(request, form, _("Enter a result: %(drive)s") % {"drive": found.name}, back)


def _form(request: HttpRequest, form: Any, title: str, back: str = "evaluation:drives") -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "back": back,
        "breadcrumbs": crumbs("drives", _("Drives"), title),
    }
    return render(request, "evaluation/books/form.html", context)


def _table(request: HttpRequest) -> DriveTable:
    today = timezone.localdate()
    rows = drives_concerning(request.user, today).order_by("-start", "name")
    state = request.GET.get("state", "")
    if state == "dang-chay":
        rows = rows.filter(start__lte=today, end__gt=today)
    elif state == "sap-toi":
        rows = rows.filter(start__gt=today)
    elif state == "da-qua":
        rows = rows.filter(end__lte=today)
    return DriveTable(progress_of(request.user, rows, today), request=request)


def _drive(request: HttpRequest, pk: int) -> Drive:
    """A drive that concerns a unit in reach; 404 for any other."""
    require(request.user, Drive, "view")
    found: Drive | None = drives_concerning(request.user, timezone.localdate()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _units(request: HttpRequest, found: Drive) -> list[tuple[str, str]]:
    """Units of the drive the person may report for."""
    if not request.user.has_perm("evaluation.add_driveresult"):
        return []
    inside = load_tree().below([found.unit_id]) & unit_ids(request, DriveResult, "add")
    return unit_choices(found.start, inside)


def _bar(label: str, rate: Any) -> dict[str, Any] | None:
    """A progress bar; none without a target."""
    if rate.value is None:
        return None
    return {
        "label": label,
        "value": min(rate.numerator, rate.denominator),
        "max": rate.denominator,
        "text": rate_text(rate),
    }
