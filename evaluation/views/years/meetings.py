"""The meeting of a unit: its form, its page, its minutes."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from evaluation.documents.minutes import minutes_pdf
from evaluation.entry.years import MeetingForm
from evaluation.enums import RatingState
from evaluation.models import Meeting, YearRating
from evaluation.selectors.years.meetings import attendance_rules, people_for, spoken_about
from evaluation.services.years.meetings import Minutes, change_meeting, hold_meeting
from evaluation.views.years.lists import crumbs
from hrm.kernel.pdf import PdfError
from staff.access import reach_for, require, row_for, rows_for
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError
from staff.views.staffing import document_response

_PLAIN = ("held_on", "place", "summoned", "present", "absent", "course", "conclusion")


@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes on one screen, with whom they speak about."""
    held = _found(request, "view", pk)
    ratings = rows_for(request.user, YearRating, "view").filter(meeting=held)
    frozen = held.ratings.filter(state=RatingState.SIGNED).exists()
    change = rows_for(request.user, Meeting, "change").filter(pk=pk).exists()
    context = {
        "meeting": held,
        "ratings": ratings.select_related("officer", "post").order_by("officer__name_key"),
        "rules": attendance_rules(held.unit),
        "frozen": frozen,
        "may_change": change and not frozen,
        "breadcrumbs": crumbs(held.year, {"label": _("Meeting of %(unit)s") % {"unit": held.unit.name}}),
    }
    return render(request, "evaluation/years/meeting.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, year: int) -> HttpResponse:
    """The minutes of a new meeting; the unit stands in the address."""
    require(request.user, Meeting, "add")
    reach = reach_for(request.user, Meeting, "add")
    units = Unit.objects.within(reach).filter(end=None).order_by("code")
    code = request.GET.get("unit", "")
    unit = units.filter(code=code).first()
    if unit is None:
        if code:
            raise Http404
        with_ratings = rows_for(request.user, YearRating, "view").filter(year=year, current=True)
        shown = units.filter(pk__in=with_ratings.values("unit_id"))
        context = {"year": year, "units": shown, "breadcrumbs": crumbs(year, {"label": _("New meeting")})}
        return render(request, "evaluation/years/meeting_unit.html", context)
    return _entered(request, Meeting(unit=unit, year=year))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the minutes while no rating that rests on them is signed."""
    return _entered(request, _found(request, "change", pk))


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as PDF."""
    held = _found(request, "view", pk)
    try:
        return document_response(minutes_pdf(held), f"bien-ban-{held.year}-{held.pk}.pdf")
    except PdfError as refusal:
        messages.error(request, str(refusal))
        return redirect("evaluation:meeting", held.pk)


def _found(request: HttpRequest, action: str, pk: int) -> Meeting:
    held: Meeting = row_for(request.user, Meeting, action, pk=pk)
    return held


def _entered(request: HttpRequest, held: Meeting) -> HttpResponse:
    ratings = list(spoken_about(request.user, held.unit, held.year))
    form = MeetingForm(
        request.POST or None,
        people=people_for(request.user, held.unit),
        ratings=ratings,
        initial=_initial(held, ratings),
    )
    if request.method == "POST" and form.is_valid() and (kept := _kept(request, held, form)):
        messages.success(request, _("The minutes were kept."))
        return redirect("evaluation:meeting", kept.pk)
    label = _("Meeting of %(unit)s") % {"unit": held.unit.name}
    context = {
        "meeting": held,
        "year": held.year,
        "form": form,
        "rules": attendance_rules(held.unit),
        "cancel_url": reverse("evaluation:meeting", args=[held.pk])
        if held.pk
        else reverse("evaluation:year", args=[held.year]),
        "breadcrumbs": crumbs(held.year, {"label": label}),
    }
    return render(request, "evaluation/years/meeting_form.html", context)


def _initial(held: Meeting, ratings: list[YearRating]) -> dict[str, Any]:
    if held.pk is None:
        first: dict[str, Any] = {"held_on": localdate()}
        return first | {f"on_{rating.pk}": rating.unit_id == held.unit_id for rating in ratings}
    found: dict[str, Any] = {name: getattr(held, name) for name in _PLAIN}
    found |= {"chair": str(held.chair_id), "secretary": str(held.secretary_id or "")}
    for rating in ratings:
        found[f"on_{rating.pk}"] = rating.meeting_id == held.pk
        found[f"c_{rating.pk}"] = rating.comments if rating.meeting_id == held.pk else ""
    return found


def _kept(request: HttpRequest, held: Meeting, form: MeetingForm) -> Meeting | None:
    data = form.cleaned_data
    people = rows_for(request.user, Officer, "view")
    written = Minutes(
        chair=people.get(pk=data["chair"]),
        secretary=people.get(pk=data["secretary"]) if data["secretary"] else None,
        **{name: data[name] for name in _PLAIN},
    )
    actor = cast(User, request.user)
    try:
        if held.pk:
            return change_meeting(meeting=held, minutes=written, comments=form.comments(), actor=actor)
        return hold_meeting(
            unit=held.unit, year=held.year, minutes=written, comments=form.comments(), actor=actor
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
