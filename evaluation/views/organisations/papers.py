"""The sheet of an organisation and the summary of a unit as PDF."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from evaluation.documents.unit_sheet import kept_unit_sheet
from evaluation.documents.unit_summary import unit_summary_pdf
from evaluation.models import UnitRating, YearRating
from evaluation.selectors.organisations.sheet import rating_for
from hrm.kernel.pdf import PdfError
from staff.access import reach_for, require, row_for
from staff.models import Unit
from staff.services.errors import DomainError

_FIRST_YEAR, _LAST_YEAR = 2020, 2200


@require_safe
def unit_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The kept file of a recognised sheet with its hash in a header; any other rendered now."""
    found = rating_for(request.user, "view", pk)
    try:
        content = kept_unit_sheet(found)
    except (DomainError, PdfError) as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:unit_rating", found.pk)
    response = _pdf(content, f"phieu-don-vi-{found.year}-{found.unit.code}.pdf")
    if found.is_frozen:
        response["X-Document-SHA256"] = found.pdf_sha256
    return response


@require_safe
def unit_summary(request: HttpRequest, year: int, unit_code: str) -> HttpResponse:
    """People of a unit by band with counts and shares, and the organisation's band."""
    for model in (UnitRating, YearRating):
        require(request.user, model, "view")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Http404
    unit = row_for(request.user, Unit, "view", code=unit_code)
    # Whoever sees the people of a unit need not see how they are rated.
    reach = reach_for(request.user, YearRating, "view")
    if not reach.everything and unit.pk not in reach.unit_ids:
        raise Http404
    try:
        content = unit_summary_pdf(unit, year, request.user)
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:unit_ratings")
    return _pdf(content, f"tong-hop-xep-loai-{year}-{unit.code}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    # Ratings of people: nothing on the way may keep a copy.
    response["Cache-Control"] = "private, no-store"
    return response
