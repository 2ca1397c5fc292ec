"""Recording the decision of an authority outside the system that recognises an organisation (art. 5.1)."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evaluation.documents.unit_sheet import unit_sheet_pdf
from evaluation.entry.organisations.outside import OutsideForm
from evaluation.models import UnitRating
from evaluation.selectors.organisations.sheet import rating_for, recognised_outside
from evaluation.services.organisations.outside import record_outside
from hrm.kernel.pdf import PdfError
from staff.models import User
from staff.services.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def unit_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, day, signer and level of a decision made outside; frozen like any other recognition."""
    found = rating_for(request.user, "record", pk)
    if not found.current or not recognised_outside(found):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = OutsideForm(data, replacing=found.is_frozen)
    if request.method == "POST" and form.is_valid() and (made := _recorded(request, found, form)):
        return redirect("evaluation:unit_rating", made.pk)
    sheet = reverse("evaluation:unit_rating", args=[found.pk])
    context = {
        "rating": found,
        "form": form,
        "breadcrumbs": [
            {"label": _("Ratings of organisations"), "url": reverse("evaluation:unit_ratings")},
            {"label": found.unit.name, "url": sheet},
            {"label": _("Record the outside decision")},
        ],
    }
    return render(request, "evaluation/organisations/record.html", context)


def _recorded(request: HttpRequest, found: UnitRating, form: OutsideForm) -> UnitRating | None:
    try:
        made = record_outside(
            rating=found, decision=form.decided(), actor=cast(User, request.user), render=unit_sheet_pdf
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
    except PdfError as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("The outside decision is recorded; its PDF is kept with a hash."))
    return made
