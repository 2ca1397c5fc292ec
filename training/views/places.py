"""Places in a session: choose several people, decide about one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hrm.kernel.numbers import row_key
from staff.access import row_for, rows_for
from staff.filters import OfficerFilter
from staff.models import Officer
from staff.selectors.officers import home_postings
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from training.forms.catalogue import ReasonForm, point_out
from training.models import Enrolment, Session
from training.services.enrolment import Outcome, enrol, enrol_people
from training.services.enrolment import refuse as refuse_place
from training.services.enrolment import withdraw as withdraw_place
from training.tables import ChoosePeopleTable
from training.views.asking import actor, crumbs, require_any, unit_list

_AT_ONCE = 500


@require_http_methods(["GET", "POST"])
def enrol_several(request: HttpRequest, pk: int) -> HttpResponse:
    """Search people of the own reach and enrol those ticked."""
    require_any(request, Enrolment, "add")
    found = row_for(request.user, Session, "view", pk=pk)
    if request.method == "POST":
        return _enrol(request, found)
    chosen = _filter(request, found)
    rows = chosen.qs if chosen.is_valid() else chosen.queryset.none()
    table = sorted_and_paged(ChoosePeopleTable(rows, order_by="name"), request)
    back = reverse("training:session", args=[pk])
    context = {
        "session": found,
        "filter": chosen,
        "table": table,
        "back": back,
        "breadcrumbs": crumbs((found.course.title, back), (_("Enrol people"), "")),
    }
    return render(request, "training/enrol.html", context)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Enrol who proposed."""
    found = _place(request, "change", pk)
    try:
        place = enrol(actor=actor(request), session=found.session, officer=found.officer)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        message = _("%(name)s: %(state)s.")
        facts = {"name": found.officer.full_name, "state": place.get_state_display()}
        messages.success(request, message % facts)
    return redirect("training:session", found.session_id)


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn a proposal down, with a reason the officer reads."""
    found = _place(request, "change", pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_place(actor=actor(request), enrolment=found, **form.cleaned_data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The proposal was refused; the officer reads the reason."))
            return redirect("training:session", found.session_id)
    return _page(request, found, form, _("Refuse the proposal of %(name)s"))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list; the waiting list moves up."""
    found = _place(request, "change", pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _withdraw(request, found, form.cleaned_data["reason"])
        return redirect("training:session", found.session_id)
    return _page(request, found, form, _("Take %(name)s off the list"))


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the own place or proposal back."""
    found = _place(request, "propose", pk)
    _withdraw(request, found, "")
    return redirect("training:mine")


def _withdraw(request: HttpRequest, found: Enrolment, reason: str) -> None:
    try:
        moved = withdraw_place(actor=actor(request), enrolment=found, reason=reason)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return
    messages.success(request, _("The place was given back."))
    # The waiting list is of all units: names are for those who keep these very records.
    kept = rows_for(request.user, Enrolment, "change").filter(pk__in=[each.pk for each in moved])
    if names := ", ".join(kept.by_name().values_list("officer__full_name", flat=True)):  # type: ignore[attr-defined]
        messages.info(request, _("Moved up from the waiting list: %(names)s.") % {"names": names})


def _enrol(request: HttpRequest, found: Session) -> HttpResponse:
    ticked = request.POST.getlist("officer")[:_AT_ONCE]
    wanted = [key for text in ticked if (key := row_key(text)) is not None]
    people = rows_for(request.user, Officer, "change").filter(pk__in=wanted)
    officers = list(people.order_by("name_key", "number"))
    if not officers:
        messages.error(request, _("Nobody was chosen: tick at least one person."))
        return redirect(request.get_full_path())
    outcome = enrol_people(actor=actor(request), session=found, officers=officers)
    _tell(request, outcome)
    return redirect("training:session", found.pk)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if number := len(outcome.enrolled):
        text = ngettext("%(number)s person was enrolled.", "%(number)s people were enrolled.", number)
        messages.success(request, text % {"number": number})
    if number := len(outcome.waiting):
        text = ngettext(
            "%(number)s person is on the waiting list: all seats are taken.",
            "%(number)s people are on the waiting list: all seats are taken.",
            number,
        )
        messages.warning(request, text % {"number": number})
    for refusal in outcome.refused:
        messages.error(request, refusal)


def _filter(request: HttpRequest, found: Session) -> OfficerFilter:
    today = timezone.localdate()
    there = Enrolment.objects.live().filter(session=found).exclude(state="proposed").values("officer")
    people = rows_for(request.user, Officer, "change").exclude(pk__in=there)
    rows = home_postings(today, people)
    units = unit_list(request, today)
    return OfficerFilter(request.GET, rows, request=request, at=today, units=units)


def _place(request: HttpRequest, action: str, pk: int) -> Any:
    row_for(request.user, Enrolment, action, pk=pk)
    return Enrolment.objects.select_related("officer", "session__course").get(pk=pk)


def _page(request: HttpRequest, found: Any, form: Any, title: str) -> HttpResponse:
    back = reverse("training:session", args=[found.session_id])
    title = title % {"name": found.officer.full_name}
    way = crumbs((found.session.course.title, back), (title, ""))
    return render(
        request, "training/form.html", {"form": form, "title": title, "breadcrumbs": way, "back": back}
    )
