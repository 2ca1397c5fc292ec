"""Proposals of a unit, the calibration board, signing, re-rating."""

import io
from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from evaluation.documents.form02 import render_form02
from evaluation.entry.years import ProposalsForm, RerateForm, SigningForm
from evaluation.enums import RatingState
from evaluation.models import YearRating
from evaluation.selectors.years.board import ratings_in, units_of_year
from evaluation.selectors.years.calibration import calibration, calibration_rows
from evaluation.selectors.years.checks import checks_of, reading_label
from evaluation.selectors.years.sheet import rating_for, sheet_of
from evaluation.selectors.years.standing import organisations_of
from evaluation.services.years.entries import propose
from evaluation.services.years.signing import Decision, Ruling, rerate, sign_ratings
from evaluation.views.years.lists import crumbs
from evaluation.views.years.sheet import context_of
from hrm.kernel.pdf import PdfError
from hrm.kernel.workbook.writer import write_table
from staff.access import require
from staff.models import Unit, User
from staff.services.errors import DomainError
from staff.views.staffing import workbook_response


@require_http_methods(["GET", "POST"])
def proposals(request: HttpRequest, year: int, unit_code: str) -> HttpResponse:
    """The proposals for the officers of a unit in one table (art. 21.1.d)."""
    require(request.user, YearRating, "propose")
    rows = list(_open(ratings_in(request.user, year, "propose").filter(unit__code=unit_code)))
    unit = Unit.objects.filter(code=unit_code).first()
    if unit is None or not ratings_in(request.user, year, "propose").filter(unit=unit).exists():
        raise Http404
    form = ProposalsForm(request.POST or None, ratings=rows)
    if request.method == "POST" and form.is_valid():
        try:
            changed = propose(proposals=form.proposals(), actor=cast(User, request.user))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            text = ngettext("%(n)d proposal was kept.", "%(n)d proposals were kept.", changed) % {
                "n": changed
            }
            messages.success(request, text if changed else _("Nothing was changed."))
            return redirect("evaluation:year_proposals", year, unit_code)
    context = {"year": year, "unit": unit, "form": form, "breadcrumbs": crumbs(year, {"label": unit.name})}
    return render(request, "evaluation/years/proposals.html", context)


@require_GET
def calibration_board(request: HttpRequest, year: int) -> HttpResponse:
    """Quota, order and who would have to move, per agency and group."""
    require(request.user, YearRating, "view")
    context = {
        "year": year,
        "boards": calibration(request.user, year),
        "reading": reading_label(),
        "breadcrumbs": crumbs(year, {"label": _("Calibration")}),
    }
    return render(request, "evaluation/years/calibration.html", context)


@require_GET
def calibration_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The same as a workbook."""
    require(request.user, YearRating, "view")
    headings = [
        _("Agency"), _("Group"), _("Tốt or better"), _("Tốt"), _("Xuất sắc"), _("Per cent in force"),
        _("Quota, literal, 20%%") % {}, _("Quota, literal, 25%%") % {}, _("Quota, other reading, 20%%") % {},
        _("Quota, other reading, 25%%") % {}, _("Quota in force"), _("Over by"), _("Who would have to move"),
    ]  # fmt: skip
    out = io.BytesIO()
    rows = calibration_rows(calibration(request.user, year), localdate())
    write_table(out, _("Calibration %(year)s") % {"year": year}, headings, rows)
    return workbook_response(out.getvalue(), f"can-doi-{year}.xlsx")


@require_http_methods(["GET", "POST"])
def signing(request: HttpRequest, year: int) -> HttpResponse:
    """Sign the ratings of a unit or of everyone one rates, by one decision; the checks stand above the button."""
    require(request.user, YearRating, "rate")
    unit = request.GET.get("unit", "")
    rows = _open(ratings_in(request.user, year, "rate").filter(exempt=""))
    ratings = list(rows.filter(unit__code=unit) if unit else rows)
    form = SigningForm(request.POST or None, ratings=ratings, initial={"day": localdate()})
    if request.method == "POST" and form.is_valid() and (signed := _signed(request, form)):
        text = ngettext("%(n)d rating was signed.", "%(n)d ratings were signed.", signed) % {"n": signed}
        messages.success(request, text)
        return redirect("evaluation:year", year)
    context = {
        "year": year,
        "form": form,
        "rows": _with_checks(form, ratings, year),
        "units": units_of_year(request.user, year, "rate"),
        "unit": unit,
        "boards": calibration(request.user, year),
        "reading": reading_label(),
        "late": localdate().timetuple()[:3] > (year, 12, 14),
        "breadcrumbs": crumbs(year, {"label": _("Sign ratings")}),
    }
    return render(request, "evaluation/years/signing.html", context)


@require_http_methods(["GET", "POST"])
def rerating(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace a signed rating by a new decision (art. 21.3)."""
    found = rating_for(request.user, "rerate", pk)
    if not (found.is_frozen and found.current):
        messages.error(request, _("Only the rating in force is replaced by a new decision (art. 21.3)."))
        return redirect("evaluation:year_rating", found.pk)
    form = RerateForm(request.POST or None, initial={"day": localdate()})
    if request.method == "POST" and form.is_valid() and (successor := _rerated(request, found, form)):
        messages.success(request, _("The new rating is in force; the replaced one stays as it was."))
        return redirect("evaluation:year_rating", successor.pk)
    more = {"form": form, "sheet": sheet_of(request.user, found)}
    return render(request, "evaluation/years/rerate.html", context_of(found, more, _("New decision")))


def _open(rows: Any) -> Any:
    found = rows.exclude(state=RatingState.SIGNED).select_related("officer", "unit", "post", "group")
    return found.order_by("unit__code", "officer__name_key", "officer__number")


def _with_checks(form: SigningForm, ratings: Sequence[YearRating], year: int) -> list[dict[str, Any]]:
    organisations = organisations_of(year, {rating.unit_id for rating in ratings})
    found = []
    for rating, tick, band, reason in form.ticks():
        chosen = band.value() or ""
        checks = checks_of(rating, str(chosen), organisations.get(rating.unit_id))
        blocking = [check for check in checks if check.level == "block"]
        others = [check for check in checks if check.level != "block"]
        row = {"rating": rating, "tick": tick, "band": band, "reason": reason, "checks": checks}
        found.append({**row, "blocking": blocking, "others": others})
    return found


def _say(form: SigningForm | RerateForm, refusal: DomainError | PdfError) -> None:
    """At its field, or above the form: a line for each fault."""
    field = getattr(refusal, "field", "")
    form.add_error(field if field in form.fields else None, str(refusal).splitlines())


def _signed(request: HttpRequest, form: SigningForm) -> int:
    data = form.cleaned_data
    try:
        signed = sign_ratings(
            rulings=[Ruling(*ruling) for ruling in form.rulings()],
            decision=Decision(data["number"], data["day"], data["open_ground"]),
            actor=cast(User, request.user),
            render=render_form02,
        )
    except (DomainError, PdfError) as refusal:
        _say(form, refusal)
        return 0
    return len(signed)


def _rerated(request: HttpRequest, found: YearRating, form: RerateForm) -> YearRating | None:
    data = form.cleaned_data
    try:
        return rerate(
            rating=found,
            ruling=Ruling(found.pk, data["band"], data["reason"]),
            decision=Decision(data["number"], data["day"], data["open_ground"]),
            why=data["why"],
            actor=cast(User, request.user),
            render=render_form02,
        )
    except (DomainError, PdfError) as refusal:
        _say(form, refusal)
        return None
