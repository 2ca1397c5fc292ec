"""Forms as PDF: one, or the booklet of a unit."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from evaluation.documents.build import evaluation_pdf, unit_booklet
from evaluation.models import Evaluation, Period
from evaluation.selectors.form_page import form_for
from evaluation.selectors.periods import forms_in
from hrm.kernel.pdf import PdfError
from staff.access import require
from staff.services.errors import DomainError


@require_GET
def form_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The kept file of a confirmed form with its hash in a header; a draft rendered now."""
    found = form_for(request.user, "print", pk)
    try:
        content = evaluation_pdf(found)
    except (DomainError, PdfError) as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:form", found.pk)
    response = _pdf(content, f"mau-01-{found.period.code}-{found.pk}.pdf")
    if found.is_frozen:
        response["X-Document-SHA256"] = found.pdf_sha256
    return response


@require_GET
def booklet(request: HttpRequest, code: str, unit_code: str) -> HttpResponse:
    """The forms of a unit's own officers in one file."""
    require(request.user, Evaluation, "print")
    period = get_object_or_404(Period, code=code)
    rows = forms_in(request.user, period, "print").filter(unit__code=unit_code)
    rows = rows.select_related("officer", "unit", "post", "period", "scorer")
    forms = list(rows.order_by("officer__name_key", "officer__number"))
    if not forms:
        raise Http404
    if len(forms) > settings.PAPER_INLINE_LIMIT:
        return _in_the_background(request, code, unit_code, len(forms))
    try:
        content = unit_booklet(forms, forms[0].unit, period)
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:period", period.code)
    return _pdf(content, f"tap-phieu-{period.code}.pdf")


def _in_the_background(request: HttpRequest, code: str, unit_code: str, number: int) -> HttpResponse:
    """A large booklet is asked for on the page of documents, with everything chosen already."""
    text = _("This unit has %(n)s forms; so many are made in the background. Press “Make”.")
    messages.info(request, text % {"n": number})
    chosen = urlencode({"kind": "mau-01-tap", "period": code, "unit": unit_code})
    return redirect(f"{reverse('evaluation:papers')}?{chosen}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    # Scores of people: nothing on the way may keep a copy.
    response["Cache-Control"] = "private, no-store"
    return response
