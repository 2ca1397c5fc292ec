"""One rating: its page, the self-rating, opinions and handling, its papers."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from evaluation.documents.form02 import form02_pdf
from evaluation.documents.notice02 import result_notice_pdf
from evaluation.entry.years import OpinionsForm, SelfRatingForm, handling_initial
from evaluation.enums import RatingState, Seat
from evaluation.models import YearRating
from evaluation.selectors.complaints import may_complain
from evaluation.selectors.years.sheet import rating_for, sheet_of
from evaluation.services.years.entries import self_rate, write_opinions
from evaluation.views.years.lists import crumbs
from evaluation.year_tables import STATE_TONES
from hrm.kernel.pdf import PdfError
from staff.models import User
from staff.services.errors import DomainError
from staff.views.staffing import document_response


@require_GET
def rating(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of Mẫu số 02 on one screen, explained."""
    found = rating_for(request.user, "view", pk)
    sheet = sheet_of(request.user, found)
    more = {"sheet": sheet, "complain_url": _complain_url(request, found)}
    return render(request, "evaluation/years/rating.html", context_of(found, more))


@require_http_methods(["GET", "POST"])
def self_rating(request: HttpRequest, pk: int) -> HttpResponse:
    """The officer's own rating (art. 21.1.a, 21.2.a)."""
    found = rating_for(request.user, "self_rate", pk)
    if closed := closed_for(request, found):
        return closed
    entry = SelfRatingForm(
        request.POST or None, initial={"band": found.self_band or found.earned, "text": found.self_text}
    )
    if request.method == "POST" and entry.is_valid():
        try:
            self_rate(rating=found, actor=cast(User, request.user), **entry.cleaned_data)
        except DomainError as refusal:
            entry.add_error(refusal.field if refusal.field in entry.fields else None, str(refusal))
        else:
            messages.success(request, _("Your rating of yourself was kept."))
            return redirect("evaluation:year_rating", found.pk)
    more = {"form": entry, "sheet": sheet_of(request.user, found)}
    return render(request, "evaluation/years/self_rate.html", context_of(found, more, _("Self-rating")))


@require_http_methods(["GET", "POST"])
def opinions(request: HttpRequest, pk: int) -> HttpResponse:
    """Comments, the party committee's opinion, the handling proposed, acts used (art. 11.3.b, 21, 23)."""
    found = rating_for(request.user, "propose", pk)
    if closed := closed_for(request, found):
        return closed
    entry = OpinionsForm(request.POST or None, leads=found.seat != Seat.STAFF, initial=_initial(found))
    if request.method == "POST" and entry.is_valid() and _written(request, found, entry):
        return redirect("evaluation:year_rating", found.pk)
    return render(
        request,
        "evaluation/years/opinions.html",
        context_of(found, {"form": entry}, _("Opinions and handling")),
    )


@require_GET
def form_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Mẫu số 02: the kept file of a signed rating with its hash in a header; a draft rendered now."""
    found = rating_for(request.user, "view", pk)
    try:
        response = document_response(form02_pdf(found), f"mau-02-{found.year}-{found.pk}.pdf")
    except (DomainError, PdfError) as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:year_rating", found.pk)
    if found.is_frozen:
        response["X-Document-SHA256"] = found.pdf_sha256
    return response


@require_GET
def notice_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The written notice of the result."""
    found = rating_for(request.user, "view", pk)
    try:
        return document_response(result_notice_pdf(found), f"thong-bao-{found.year}-{found.pk}.pdf")
    except (DomainError, PdfError) as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:year_rating", found.pk)


def closed_for(request: HttpRequest, found: YearRating) -> HttpResponse | None:
    """A signed, replaced or exempt rating takes no input: say so on its page."""
    if not found.current:
        messages.error(request, _("This rating was replaced or withdrawn."))
    elif found.is_frozen:
        messages.error(
            request, _("The rating is signed and no longer changes (art. 21.3 for a new decision).")
        )
    elif found.exempt:
        messages.error(request, _("This officer is not rated this year (art. 11.1)."))
    else:
        return None
    return redirect("evaluation:year_rating", found.pk)


def context_of(found: YearRating, more: dict[str, Any], last: str = "") -> dict[str, Any]:
    """What every page of a rating shows: whose, of which year, and the way back."""
    own = {"label": found.officer.full_name, "url": reverse("evaluation:year_rating", args=[found.pk])}
    trail = crumbs(found.year, own, *([{"label": last}] if last else []))
    tone = STATE_TONES[RatingState(found.state)]
    return {"rating": found, "state_tone": tone, "breadcrumbs": trail, **more}


def _initial(found: YearRating) -> dict[str, Any]:
    days = [f"{day[8:]}/{day[5:7]}/{day[:4]}" for day in found.trace.get("acts_used", [])]
    return {
        "comments": found.comments,
        "party_opinion": found.party_opinion,
        "act_days": ", ".join(days),
        **handling_initial(found.handling),
    }


def _written(request: HttpRequest, found: YearRating, entry: OpinionsForm) -> bool:
    data = entry.cleaned_data
    try:
        write_opinions(
            rating=found,
            comments=data["comments"],
            party_opinion=data.get("party_opinion", ""),
            handling=entry.handling_text(),
            act_days=data["act_days"],
            actor=cast(User, request.user),
        )
    except DomainError as refusal:
        entry.add_error(refusal.field if refusal.field in entry.fields else None, str(refusal))
        return False
    messages.success(request, _("Opinions and handling were kept."))
    return True


def _complain_url(request: HttpRequest, found: YearRating) -> str:
    """Where the officer complains about the own signed rating (art. 22)."""
    mine = may_complain(cast(User, request.user), found)
    return reverse("evaluation:complain_rating", args=[found.pk]) if mine else ""
