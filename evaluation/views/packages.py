"""The package for the national database: what is due, making it, signing it off, handing it over (art. 26.1.d)."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.entry.papers import HandOverForm, PackageForm
from evaluation.models import NationalPackage
from evaluation.reports.package_file import write_package
from evaluation.reports.package_table import (
    STATE_LABELS,
    STATE_TONES,
    URGENCY_LABELS,
    URGENCY_TONES,
    PackageTable,
)
from evaluation.rules.packages import PackageState, Urgency
from evaluation.selectors.packages import (
    PackageLine,
    Subject,
    agencies_to_pack,
    line_of,
    package_lines,
    results_of,
    subject_of,
    subjects,
)
from evaluation.services.packages import hand_over, log_download, make_package, sign_off
from staff.access import may, reach_for, require, row_for, rows_for
from staff.models import Officer, Unit, User
from staff.reports.table_workbook import table_workbook
from staff.selectors.tree import subtree_of
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    """Results by agency and period or year, with their package and deadline; by state."""
    require(request.user, NationalPackage, "view")
    lines = package_lines(request.user, timezone.localdate())
    may_add = may(request.user, NationalPackage, "add")
    table = PackageTable(_filtered(request, lines), may_make=may_add, request=request)
    context = {
        "table": sorted_and_paged(table, request),
        "states": [(state.value, label) for state, label in STATE_LABELS.items()],
        "state": request.GET.get("state", ""),
        "overdue": sum(line.urgency == Urgency.OVERDUE for line in lines),
        "soon": sum(line.urgency == Urgency.SOON for line in lines),
        "days": settings.NATIONAL_PACKAGE_DAYS,
        "may_add": may_add,
        "breadcrumbs": [{"label": _("Forms and papers"), "url": reverse("evaluation:papers")}],
    }
    return render(request, "evaluation/papers/packages.html", context)


@require_safe
def packages_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    require(request.user, NationalPackage, "view")
    today = timezone.localdate()
    table = PackageTable(_filtered(request, package_lines(request.user, today)), request=request)
    content = table_workbook(_("Packages for the national database"), table)
    return workbook_response(content, f"goi-du-lieu-{today:%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
def package_new(request: HttpRequest) -> HttpResponse:
    """Make a package; refused while results are open."""
    require(request.user, NationalPackage, "add")
    units = agencies_to_pack(request.user, timezone.localdate())
    if not units:
        raise Http404
    known = {subject.code: subject for subject in subjects()}
    choices = [(code, subject.title) for code, subject in known.items()]
    form = PackageForm(request.POST or None, initial=request.GET.dict(), units=units, subjects=choices)
    if request.method == "POST" and form.is_valid() and (made := _made(_user(request), form, known)):
        messages.success(request, _("The package is made; a leader signs it off."))
        return redirect("evaluation:package", made.pk)
    context = {"form": form, "breadcrumbs": _crumbs(_("New package"))}
    return render(request, "evaluation/papers/package_new.html", context)


@require_safe
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """One package: what it holds, its steps, and what the person may do next."""
    return _page(request, _found(request, pk), HandOverForm())


@require_POST
def package_sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for it as a leader."""
    found = row_for(request.user, NationalPackage, "sign_off", pk=pk)
    try:
        sign_off(package=found, actor=_user(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The package is signed off; it can be handed over."))
    return redirect("evaluation:package", pk)


@require_POST
def package_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the day and the receipt."""
    found = row_for(request.user, NationalPackage, "add", pk=pk)
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return _page(request, _found(request, pk), form, status=422)
    try:
        hand_over(package=found, actor=_user(request), today=timezone.localdate(), **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _page(request, _found(request, pk), form, status=422)
    messages.success(request, _("The handing over is written down."))
    return redirect("evaluation:package", pk)


@require_safe
def package_file(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file; one with identity numbers only for those who may see masked fields, and logged."""
    found = row_for(request.user, NationalPackage, "view", pk=pk)
    if found.has_ids and not _unmasks(request, found):
        messages.error(
            request, _("This file holds citizen identity numbers; only who may see masked fields gets it.")
        )
        return redirect("evaluation:package", pk)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    if found.has_ids:
        log_download(package=found, actor=_user(request))
    response = FileResponse(
        content, as_attachment=True, filename=found.file_name, content_type="application/zip"
    )
    response["X-Document-SHA256"] = found.sha256
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _made(user: User, form: PackageForm, known: dict[str, Subject]) -> NationalPackage | None:
    data = form.cleaned_data
    try:
        return make_package(
            unit=Unit.objects.get(code=data["unit"]),
            subject=known[data["subject"]],
            actor=user,
            with_ids=data["with_ids"],
            write=write_package,
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def _found(request: HttpRequest, pk: int) -> NationalPackage:
    found: NationalPackage = row_for(request.user, NationalPackage, "view", pk=pk)
    return found


def _page(
    request: HttpRequest, found: NationalPackage, hand_over_form: HandOverForm, status: int = 200
) -> HttpResponse:
    subject = subject_of(found)
    results = results_of(subtree_of(found.unit.code), subject)
    line = line_of(found.unit, subject, results, found, timezone.localdate())
    current = line.state != PackageState.OUTDATED
    reaches = rows_for(request.user, NationalPackage, "sign_off").filter(pk=found.pk).exists()
    keeps = rows_for(request.user, NationalPackage, "add").filter(pk=found.pk).exists()
    context = {
        "package": found,
        "subject": subject,
        "line": line,
        "current": current,
        "state_label": STATE_LABELS[line.state],
        "state_tone": STATE_TONES[line.state],
        "urgency_label": URGENCY_LABELS.get(line.urgency, ""),
        "urgency_tone": URGENCY_TONES.get(line.urgency, ""),
        "steps": _steps(found),
        "may_sign_off": reaches
        and current
        and not found.signed_off_at
        and found.made_by_id != _user(request).pk,
        "own_package": reaches and not found.signed_off_at and found.made_by_id == _user(request).pk,
        "may_hand_over": keeps and current and found.signed_off_at and not found.sent_on,
        "may_remake": keeps and not current,
        "may_download": not found.has_ids or _unmasks(request, found),
        "form": hand_over_form,
        "breadcrumbs": _crumbs(subject.title),
    }
    return render(request, "evaluation/papers/package.html", context, status=status)


def _steps(found: NationalPackage) -> list[dict[str, str]]:
    made = _by(found.made_at, found.made_by)
    signed = _by(found.signed_off_at, found.signed_off_by) if found.signed_off_at else ""
    sent = f"{found.sent_on:%d/%m/%Y}, {found.receipt}" if found.sent_on else ""
    return [
        {"label": _("Made"), "state": "done", "hint": made},
        {
            "label": _("Signed off") if signed else _("Sign off"),
            "state": "done" if signed else "current",
            "hint": signed,
        },
        {
            "label": _("Handed over") if sent else _("Handing over"),
            "state": "done" if sent else "current" if signed else "todo",
            "hint": sent,
        },
    ]


def _by(moment: Any, who: Any) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}, {who}"


def _unmasks(request: HttpRequest, found: NationalPackage) -> bool:
    if not request.user.has_perm("staff.unmask_officer"):
        return False
    reach = reach_for(request.user, Officer, "unmask")
    return reach.everything or found.unit_id in reach.unit_ids


def _filtered(request: HttpRequest, lines: list[PackageLine]) -> list[PackageLine]:
    wanted = request.GET.get("state", "")
    return [line for line in lines if not wanted or line.state.value == wanted]


def _crumbs(last: str) -> list[dict[str, str]]:
    return [
        {"label": _("Forms and papers"), "url": reverse("evaluation:papers")},
        {"label": _("Packages for the national database"), "url": reverse("evaluation:packages")},
        {"label": last},
    ]


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
