"""Bringing workbooks in: choose a kind, hand in a file, read the preview, write or discard."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from hrm.kernel.workbook.blank import blank_workbook
from staff.enums import ImportState
from staff.forms.workbooks import WorkbookForm
from staff.imports.doors import importer_for
from staff.imports.runs import FileRefusedError, bring_in, marked_workbook, write_in
from staff.models import ImportRun, User
from staff.registries import Importer
from staff.services.errors import DomainError
from staff.services.import_runs import AlreadyDecidedError, discard
from staff.views.import_pages import hub_context, kind_context, preview_context
from staff.views.staffing import workbook_response
from staff.views.uploads import LengthHandler


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The kinds this person may bring in, and what came in last."""
    return render(request, "staff/imports/hub.html", hub_context(_user(request)))


@require_safe
def import_blank(request: HttpRequest, kind: str) -> HttpResponse:
    """A blank workbook of a kind, to fill in."""
    importer = importer_for(_user(request), kind)
    if not importer.sheets:
        raise Http404
    return workbook_response(blank_workbook(importer.sheets), f"mau-{importer.kind}.xlsx")


@csrf_exempt  # the upload handler must be set before the token is looked for; _import_upload checks it
def import_upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file of one kind, check it, and go on to the preview."""
    importer = importer_for(_user(request), kind)
    length = LengthHandler(request)
    request.upload_handlers.insert(0, length)
    answer: HttpResponse = _import_upload(request, importer, length.too_long)
    return answer


@csrf_protect
def _import_upload(request: HttpRequest, importer: Importer, too_long: bool) -> HttpResponse:
    form = WorkbookForm()
    refused: list[str] = []
    if request.method == "POST":
        form = WorkbookForm(request.POST, request.FILES, too_long=too_long)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                run = bring_in(importer, file, name=file.name, actor=_user(request))
            except FileRefusedError as refusal:
                refused = refusal.sentences
            else:
                return redirect("staff:import_run", run.pk)
    context = kind_context(importer) | {"form": form, "refused": refused}
    return render(request, "staff/imports/upload.html", context)


@require_safe
def import_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """What a workbook would do, or did; for the person who brought it only."""
    importer, run = _own_run(request, run_id)
    context = preview_context(importer, run, request.GET)
    return render(request, "staff/imports/run.html", context)


@require_POST
def import_confirm(request: HttpRequest, run_id: int) -> HttpResponse:
    """Write the checked workbook into the system."""
    importer, run = _own_run(request, run_id)
    try:
        run = write_in(importer, run, actor=_user(request))
    except AlreadyDecidedError as refusal:
        messages.info(request, refusal.message)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        if run.state == ImportState.APPLIED:
            messages.success(request, _("%(file)s was written into the system.") % {"file": run.file_name})
        else:
            messages.error(request, _("The data changed since the preview; nothing was written."))
    return redirect("staff:import_run", run.pk)


@require_POST
def import_discard(request: HttpRequest, run_id: int) -> HttpResponse:
    """Forget a workbook that was not written."""
    importer, run = _own_run(request, run_id)
    try:
        discard(run_id=run.pk, actor=_user(request))
    except DomainError as refusal:
        messages.info(request, refusal.message)
        return redirect("staff:import_run", run.pk)
    messages.success(request, _("%(file)s was discarded; nothing was written.") % {"file": run.file_name})
    return redirect("staff:import_upload", importer.kind)


@require_safe
def import_errors(request: HttpRequest, run_id: int) -> HttpResponse:
    """The workbook back with its bad cells marked and explained."""
    _importer, run = _own_run(request, run_id)
    try:
        content, name = marked_workbook(run)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(reverse("staff:import_run", args=[run.pk]))
    response = workbook_response(content, "")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _own_run(request: HttpRequest, run_id: int) -> tuple[Importer, ImportRun]:
    """A run of one's own, of a kind one may still bring in; everyone else's does not exist."""
    user = _user(request)
    run = ImportRun.objects.filter(pk=run_id, actor=user).first()
    if run is None:
        raise Http404
    return importer_for(user, run.kind), run


def _user(request: HttpRequest) -> User:
    return cast(Any, request.user)  # type: ignore[no-any-return]  # LoginRequiredMiddleware let nobody else in
