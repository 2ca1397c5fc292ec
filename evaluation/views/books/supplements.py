"""Supplementary reports on closed books: upload, preview, file; list and page with both versions."""

import io
from dataclasses import replace
from functools import partial
from typing import Any, Final, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from evaluation.entry.books.forms import SupplementForm
from evaluation.entry.books.tables import ReportTable
from evaluation.imports.books_registration import SPECIAL_GUIDES
from evaluation.imports.guides import CASELOAD_GUIDES
from evaluation.imports.supplement import KIND, import_supplement
from evaluation.models import SupplementaryReport
from evaluation.reports.books import report_rows
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.supplements import changes_of, reports_seen, resting_on
from evaluation.services.books.supplements import ReportDetails
from evaluation.views.books.frame import actor, crumbs, tabs
from hrm.kernel.text import nfc
from hrm.kernel.workbook.writer import write_table
from staff.access import may, require, row_for
from staff.enums import ImportState
from staff.imports.runs import FileRefusedError, bring_in, marked_workbook, write_in
from staff.models import ImportRun
from staff.registries import Importer
from staff.reports.table_workbook import table_workbook
from staff.services.errors import DomainError
from staff.services.import_runs import AlreadyDecidedError, discard
from staff.views.import_pages import preview_context
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response
from staff.views.uploads import LengthHandler

# Not among the kinds of the import screen: a report needs its paper, so it has a page of its own.
_IMPORTER: Final = Importer(
    kind=KIND,
    label=cast(str, gettext_lazy("Supplementary report")),
    help_text="",
    permission="evaluation.add_supplementaryreport",
    run=import_supplement,
    sheets=(*CASELOAD_GUIDES, *SPECIAL_GUIDES),
    keeps_run=True,
)
_DETAILS: Final = "supplement"


@require_safe
def supplements(request: HttpRequest) -> HttpResponse:
    """Reports in reach, newest first."""
    require(request.user, SupplementaryReport, "view")
    context = {
        "tabs": tabs(request, "supplements"),
        "table": sorted_and_paged(_table(request), request),
        "may_add": may(request.user, SupplementaryReport, "add"),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/books/supplements.html", context)


@require_safe
def supplements_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    require(request.user, SupplementaryReport, "view")
    content = table_workbook(_("Supplementary reports"), _table(request))
    return workbook_response(content, "bao-cao-bo-sung.xlsx")


@require_safe
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: the paper, each corrected cell old and new, the confirmed forms that rest on them."""
    report = _report(request, pk)
    context = {
        "report": report,
        "month": StatMonth(report.year, report.months),
        "changes": changes_of(request.user, report),
        "resting": resting_on(request.user, report),
        "breadcrumbs": crumbs("supplements", _("Supplementary reports"), report.number),
    }
    return render(request, "evaluation/books/supplement.html", context)


@require_safe
def supplement_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The corrected cells as a workbook."""
    report = _report(request, pk)
    out = io.BytesIO()
    headings, rows = report_rows(changes_of(request.user, report))
    write_table(out, _("Supplementary report %(number)s") % {"number": report.number}, headings, rows)
    return workbook_response(out.getvalue(), f"bao-cao-bo-sung-{report.pk}.xlsx")


@csrf_exempt  # the upload handler must be set before the token is looked for; _upload checks it
def supplement_new(request: HttpRequest) -> HttpResponse:
    """Take the workbook and the paper's facts, check them, go on to the preview."""
    require(request.user, SupplementaryReport, "add")
    if not may(request.user, SupplementaryReport, "add"):
        raise Http404
    length = LengthHandler(request)
    request.upload_handlers.insert(0, length)
    answer: HttpResponse = _upload(request, too_long=length.too_long)
    return answer


@csrf_protect
def _upload(request: HttpRequest, *, too_long: bool) -> HttpResponse:
    form = SupplementForm()
    refused: list[str] = []
    if request.method == "POST":
        form = SupplementForm(request.POST, request.FILES, too_long=too_long)
        if form.is_valid():
            try:
                return redirect("evaluation:supplement_preview", _staged(request, form).pk)
            except FileRefusedError as refusal:
                refused = refusal.sentences
    context = {
        "form": form,
        "refused": refused,
        "breadcrumbs": crumbs("supplements", _("Supplementary reports"), _("New report")),
    }
    return render(request, "evaluation/books/supplement_new.html", context)


@require_safe
def supplement_preview(request: HttpRequest, run_id: int) -> HttpResponse:
    """What the report would change, cell by cell; only for the person who brought it."""
    run = _own_run(request, run_id)
    filed = SupplementaryReport.objects.filter(run=run).first()
    if filed:
        return redirect("evaluation:supplement", filed.pk)
    context = preview_context(_IMPORTER, run, request.GET) | {
        "details": _details(run),
        "breadcrumbs": crumbs("supplements", _("Supplementary reports"), run.file_name),
    }
    return render(request, "evaluation/books/supplement_preview.html", context)


@require_POST
def supplement_file(request: HttpRequest, run_id: int) -> HttpResponse:
    """File the checked report: figures, report and both versions at once."""
    run = _own_run(request, run_id)
    details = _details(run)
    if details is None:
        messages.error(request, _("The file is no longer kept; upload it again."))
        return redirect("evaluation:supplement_new")
    try:
        run = write_in(_with(details), run, actor=actor(request))
    except AlreadyDecidedError as refusal:
        messages.info(request, refusal.message)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        _keep(run, details)
        if run.state == ImportState.APPLIED:
            messages.success(request, _("The supplementary report is filed; both versions are kept."))
        else:
            messages.error(request, _("The data changed since the preview; nothing was written."))
    return redirect("evaluation:supplement_preview", run.pk)


@require_POST
def supplement_discard(request: HttpRequest, run_id: int) -> HttpResponse:
    """Forget a report that was not filed."""
    run = _own_run(request, run_id)
    try:
        discard(run_id=run.pk, actor=actor(request))
    except DomainError as refusal:
        messages.info(request, refusal.message)
        return redirect("evaluation:supplement_preview", run.pk)
    messages.success(request, _("%(file)s was discarded; nothing was written.") % {"file": run.file_name})
    return redirect("evaluation:supplements")


@require_safe
def supplement_errors(request: HttpRequest, run_id: int) -> HttpResponse:
    """The workbook back with its bad cells marked."""
    run = _own_run(request, run_id)
    try:
        content, name = marked_workbook(run)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect(reverse("evaluation:supplement_preview", args=[run.pk]))
    response = workbook_response(content, "")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _table(request: HttpRequest) -> ReportTable:
    return ReportTable(reports_seen(request.user), request=request)


def _report(request: HttpRequest, pk: int) -> SupplementaryReport:
    return cast(SupplementaryReport, row_for(request.user, SupplementaryReport, "view", pk=pk))


def _own_run(request: HttpRequest, run_id: int) -> ImportRun:
    """A staged report of one's own; everyone else's does not exist."""
    require(request.user, SupplementaryReport, "add")
    found = ImportRun.objects.filter(pk=run_id, kind=KIND, actor=actor(request)).first()
    if found is None:
        raise Http404
    return found


def _staged(request: HttpRequest, form: SupplementForm) -> ImportRun:
    data: dict[str, Any] = form.cleaned_data
    details = ReportDetails(
        nfc(data["number"]), data["signed_on"], nfc(data["signer"]), data["explanation"].strip()
    )
    file = data["file"]
    run = bring_in(_with(details), file, name=file.name, actor=actor(request))
    _keep(run, details)
    return run


def _with(details: ReportDetails) -> Importer:
    return replace(_IMPORTER, run=partial(import_supplement, details=details))


def _keep(run: ImportRun, details: ReportDetails) -> None:
    """The paper's facts wait beside the workbook until the report is filed."""
    run.summary = {**run.summary, _DETAILS: details.as_json()}
    run.save(update_fields=["summary"])


def _details(run: ImportRun) -> ReportDetails | None:
    kept = run.summary.get(_DETAILS)
    return ReportDetails.from_json(kept) if kept else None
