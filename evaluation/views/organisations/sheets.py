"""One sheet: its page, self-assessment, sending back, letters, recognition, a new decision."""

from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.documents.unit_sheet import unit_sheet_pdf
from evaluation.entry.organisations.lists import STATE_LABELS, STATE_TONES
from evaluation.entry.organisations.sheets import (
    LetterForm,
    RecogniseForm,
    ReplaceForm,
    SelfRatingForm,
    SendBackForm,
    VerifyForm,
    started,
)
from evaluation.enums import RatingState
from evaluation.models import UnitRating
from evaluation.selectors.organisations.criteria import lines_of
from evaluation.selectors.organisations.sheet import rating_for, sheet_page
from evaluation.services.organisations.recognition import give_points, recognise_one, replace_recognition
from evaluation.services.organisations.self_rating import note_letter, self_rate, send_back, verify_letter
from hrm.kernel.pdf import PdfError
from staff.models import User
from staff.services.errors import DomainError


@require_safe
def unit_rating(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of one sheet, explained."""
    found = rating_for(request.user, "view", pk)
    return render(request, "evaluation/organisations/sheet.html", _context(request, found, {}))


@require_http_methods(["GET", "HEAD", "POST"])
def unit_self_rate(request: HttpRequest, pk: int) -> HttpResponse:
    """The head's points, figures and report (art. 9.2.a)."""
    found = rating_for(request.user, "self_rate", pk)
    if closed := _closed(request, found, RatingState.DRAFT, RatingState.SELF_RATED):
        return closed
    lines = lines_of(found)
    data = request.POST if request.method == "POST" else None
    form = SelfRatingForm(data, lines=lines, initial=started(found, lines, "self"))
    if request.method == "POST" and form.is_valid() and _self_rated(request, found, form):
        return redirect("evaluation:unit_rating", found.pk)
    context = _context(request, found, {"form": form}, _("Self-assessment"))
    return render(request, "evaluation/organisations/self_rate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_recognise(request: HttpRequest, pk: int) -> HttpResponse:
    """Points of who recognises, with order, conditions and cap before the button (art. 5, 8, 9)."""
    found = rating_for(request.user, "recognise", pk)
    if closed := _closed(request, found, RatingState.SELF_RATED, RatingState.PROPOSED):
        return closed
    lines = lines_of(found)
    signing = "sign" in request.POST
    form = RecogniseForm(
        request.POST if request.method == "POST" else None,
        lines=lines,
        signing=signing,
        initial=_start(found, lines),
    )
    form.own = {
        row.line.code: row.own
        for part in sheet_page(request.user, found).parts
        for row in part.lines
        if row.own is not None
    }
    if request.method == "POST" and form.is_valid() and _recognised(request, found, form, signing=signing):
        return redirect("evaluation:unit_rating", found.pk)
    context = _context(request, found, {"form": form}, _("Recognise"))
    return render(request, "evaluation/organisations/recognise.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """A new decision in the place of a recognised rating; the old version stays."""
    found = rating_for(request.user, "recognise", pk)
    if closed := _closed(request, found, RatingState.SIGNED):
        return closed
    lines = lines_of(found)
    data = request.POST if request.method == "POST" else None
    form = ReplaceForm(data, lines=lines, signing=True, initial=_start(found, lines))
    if request.method == "POST" and form.is_valid() and (made := _replaced(request, found, form)):
        return redirect("evaluation:unit_rating", made.pk)
    context = _context(request, found, {"form": form, "replacing": True}, _("New decision"))
    return render(request, "evaluation/organisations/recognise.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the head for correction."""
    found = rating_for(request.user, "recognise", pk)
    if closed := _closed(request, found, RatingState.SELF_RATED, RatingState.PROPOSED):
        return closed
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _sent_back(request, found, form):
        return redirect("evaluation:unit_rating", found.pk)
    context = _context(request, found, {"form": form}, _("Send back"))
    return render(request, "evaluation/organisations/send_back.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a letter about the organisation: verified before recognition (art. 9.2.a)."""
    found = rating_for(request.user, "recognise", pk)
    form = LetterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            note_letter(rating=found, text=form.cleaned_data["text"], actor=_actor(request))
        except DomainError as refusal:
            _point(form, refusal)
        else:
            messages.success(request, _("Noted; the organisation is recognised only after the verification."))
            return redirect("evaluation:unit_rating", found.pk)
    context = _context(request, found, {"form": form}, _("Letter about the organisation"))
    return render(request, "evaluation/organisations/letter.html", context)


@require_POST
def unit_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what the verification of a letter found."""
    found = rating_for(request.user, "recognise", pk)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(text) for each in form.errors.values() for text in each))
        return redirect("evaluation:unit_rating", found.pk)
    data = form.cleaned_data
    try:
        verify_letter(rating=found, number=data["number"], outcome=data["outcome"], actor=_actor(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The outcome of the verification is kept."))
    return redirect("evaluation:unit_rating", found.pk)


def _self_rated(request: HttpRequest, found: UnitRating, form: SelfRatingForm) -> bool:
    try:
        self_rate(rating=found, entry=form.entry(), actor=_actor(request))
    except DomainError as refusal:
        form.add_error(form.field_for(refusal.field), refusal.message)
        return False
    messages.success(request, _("The self-assessment is kept and goes to who recognises it."))
    return True


def _recognised(request: HttpRequest, found: UnitRating, form: RecogniseForm, *, signing: bool) -> bool:
    """Keep the points, or recognise at once; a refusal lands on its input."""
    actor = _actor(request)
    try:
        if signing:
            recognise_one(
                rating=found,
                given=form.given(),
                decision=form.decided(),
                actor=actor,
                render=unit_sheet_pdf,
            )
        else:
            give_points(rating=found, given=form.given(), actor=actor)
    except DomainError as refusal:
        form.add_error(form.field_for(refusal.field), refusal.message)
        return False
    except PdfError as refusal:
        form.add_error(None, str(refusal))
        return False
    told = _("Recognised and frozen; its PDF is kept with a hash.") if signing else _("The points are kept.")
    messages.success(request, told)
    return True


def _replaced(request: HttpRequest, found: UnitRating, form: ReplaceForm) -> UnitRating | None:
    try:
        made = replace_recognition(
            rating=found,
            given=form.given(),
            reason=form.cleaned_data["reason"],
            decision=form.decided(),
            actor=_actor(request),
            render=unit_sheet_pdf,
        )
    except DomainError as refusal:
        form.add_error(form.field_for(refusal.field), refusal.message)
        return None
    except PdfError as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("The new decision stands; the version before stays as it was."))
    return made


def _sent_back(request: HttpRequest, found: UnitRating, form: SendBackForm) -> bool:
    try:
        send_back(rating=found, reason=form.cleaned_data["reason"], actor=_actor(request))
    except DomainError as refusal:
        _point(form, refusal)
        return False
    messages.success(request, _("The sheet is back with its head, with your reason."))
    return True


def _point(form: Form, refusal: DomainError) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def _start(found: UnitRating, lines: Any) -> dict[str, Any]:
    """The recogniser's own points, else the head's; the band kept, else the earned one."""
    return {
        **started(found, lines, "given", "self"),
        "band": found.band or found.earned,
        "decision_date": localdate(),
    }


def _closed(request: HttpRequest, found: UnitRating, *states: str) -> HttpResponse | None:
    """A sheet not in the state for this step: say so on its page."""
    if not found.current:
        messages.error(request, _("This sheet was replaced by a newer version."))
    elif found.state not in states:
        text = _("The sheet is in the state “%(state)s”; this is not the step for it.")
        messages.error(request, text % {"state": STATE_LABELS[RatingState(found.state)]})
    else:
        return None
    return redirect("evaluation:unit_rating", found.pk)


def _actor(request: HttpRequest) -> User:
    """Who acts: the gate let only people who signed in come this far."""
    return cast(User, request.user)


def _context(request: HttpRequest, found: UnitRating, more: dict[str, Any], last: str = "") -> dict[str, Any]:
    """What every page of a sheet shows."""
    years = reverse("evaluation:unit_ratings")
    crumbs = [
        {"label": _("Ratings of organisations"), "url": years},
        {"label": str(found.year), "url": f"{years}?year={found.year}"},
        {"label": found.unit.name, "url": reverse("evaluation:unit_rating", args=[found.pk])},
        *([{"label": last}] if last else []),
    ]
    state = RatingState(found.state)
    return {
        "rating": found,
        "page": sheet_page(request.user, found),
        "state_label": STATE_LABELS[state],
        "state_tone": STATE_TONES[state],
        "breadcrumbs": crumbs,
        **more,
    }
