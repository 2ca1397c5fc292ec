"""The report on results of a unit: read on the screen, as PDF, as a workbook."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.documents.results_report import Paper, ReportDetails, results_report_pdf
from evaluation.entry.boards import ReportDetails as DetailsForm
from evaluation.enums import Measure
from evaluation.reports.result_books import Sheet, board_sheet, packed, special_sheets
from evaluation.selectors.results.report import ResultReport, result_report, signer_of
from evaluation.selectors.results.scope import month_code
from evaluation.views.results.page import BoardPage, board_page
from hrm.kernel.pdf import PdfError
from hrm.kernel.workbook.writer import Value
from staff.views.staffing import document_response, workbook_response


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The text as it would be printed, and the form for what the figures cannot tell."""
    page = _page(request)
    return _screen(request, page, _details_form(page))


@require_http_methods(["GET", "HEAD", "POST"])
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The document; what was typed comes by POST and is kept nowhere."""
    page = _page(request)
    found = _report(page)
    if found is None:
        return _back(page)
    form = DetailsForm(request.POST) if request.method == "POST" else _details_form(page)
    if form.is_bound and not form.is_valid():
        return _screen(request, page, form)
    try:
        content = results_report_pdf(Paper(found, _details(form)))
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return _screen(request, page, form)
    return document_response(content, f"bao-cao-{month_code(found.month)}.pdf")


@require_safe
def report_xlsx(request: HttpRequest) -> HttpResponse:
    """The text, việc, tiền, special kinds and endings, each on its sheet."""
    page = _page(request)
    found = _report(page)
    if found is None:
        return _back(page)
    return workbook_response(packed(_sheets(page, found)), f"bao-cao-{month_code(found.month)}.xlsx")


def _page(request: HttpRequest) -> BoardPage:
    """Reports are of units: who sees only the own rows has none."""
    page = board_page(request)
    if page.scope.own_only:
        raise Http404
    return page


def _report(page: BoardPage) -> ResultReport | None:
    return result_report(page.scope, page.month) if page.month else None


def _back(page: BoardPage) -> HttpResponse:
    return redirect(f"{reverse('evaluation:result_report')}?{page.request.GET.urlencode()}")


def _screen(request: HttpRequest, page: BoardPage, details: DetailsForm) -> HttpResponse:
    context = page.context("result_report")
    found = _report(page)
    if found is not None:
        context |= {"report": found, "paper": Paper(found), "details": details}
    return render(request, "evaluation/boards/report.html", context)


def _details_form(page: BoardPage) -> DetailsForm:
    """Empty but for the head of the unit, as far as the asker may see that person."""
    signer = signer_of(page.scope, page.month) if page.month else None
    initial = {"signer": signer.post, "signer_name": signer.name} if signer else {}
    return DetailsForm(initial=initial)


def _details(form: DetailsForm) -> ReportDetails:
    if not form.is_bound:
        return ReportDetails(
            signer=form.initial.get("signer", ""), signer_name=form.initial.get("signer_name", "")
        )
    typed: dict[str, Any] = form.cleaned_data
    return ReportDetails(
        number=typed["number"],
        symbol=typed["symbol"],
        day=typed["day"],
        signer=typed["signer"],
        signer_name=typed["signer_name"],
        recipients=form.paragraphs("recipients"),
        shortcomings=form.paragraphs("shortcomings"),
        tasks=form.paragraphs("tasks"),
    )


def _sheets(page: BoardPage, found: ResultReport) -> Iterator[Sheet]:
    yield (
        _("Content of the report"),
        found.title,
        [_("Section"), _("Content of the report")],
        list(_text_rows(found)),
    )
    for measure in Measure:
        yield board_sheet(found.board, measure, page.scope.unit)
    if found.special is not None:
        yield from special_sheets(found.special, found.month)


def _text_rows(found: ResultReport) -> Iterator[list[Value]]:
    yield ["", found.opening]
    for note in found.notes:
        yield ["", note]
    for section in found.sections:
        for paragraph in section.paragraphs:
            yield [section.title, paragraph]
