"""One session: its page, its form, its people."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from staff.access import may, reach_for, require, row_for, rows_for
from staff.models import Officer
from staff.services.errors import DomainError
from training.enums import EnrolmentState, Stage
from training.forms.catalogue import ReasonForm, SessionForm, point_out
from training.models import Course, Enrolment, Session
from training.reports.exports import participants_workbook
from training.rules.sessions import LIVE, days_of
from training.selectors.sessions import Participants, participants, stage_of, with_course
from training.services.enrolment import propose as propose_place
from training.services.sessions import cancel_session, change_session, open_session
from training.tables import STAGE_TONES
from training.views.asking import actor, crumbs, workbook

_FIELDS = {"end": "last_day"}
_DAY = timedelta(days=1)


@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Days, place, seats, and the people in reach who have a place or wish for one."""
    found = _session(request, "view", pk)
    people = _people(request, found)
    own = reach_for(request.user, Enrolment, "view").officer_id
    mine = next((row for row in people.rows if row.officer_id == own), None)
    stage = stage_of(found, timezone.localdate())
    context = {
        "session": found,
        "days": days_of(found.start, found.end),
        "stage": stage,
        "tone": STAGE_TONES[stage],
        "people": people,
        "groups": _groups(people),
        "free": max(found.seats - found.taken, 0),
        "mine": mine,
        "may_propose": _may_propose(request, mine, stage),
        "may_change": rows_for(request.user, Session, "change").filter(pk=pk).exists(),
        "may_enrol": may(request.user, Enrolment, "add") and stage is not Stage.CANCELLED,
        "may_decide": may(request.user, Enrolment, "change"),
        "has_begun": found.start <= timezone.localdate() and not found.cancelled,
        "breadcrumbs": crumbs((found.course.title, "")),
    }
    return render(request, "training/session.html", context)


@require_safe
def session_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of a session in reach as a workbook."""
    found = _session(request, "view", pk)
    return workbook(participants_workbook(found, _people(request, found)), f"lop-{found.pk}.xlsx")


@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a session of a course one keeps."""
    require(request.user, Session, "add")
    course = row_for(request.user, Course, "change", pk=pk)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = open_session(actor=actor(request), course=course, **form.facts())
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field, _FIELDS)
        else:
            messages.success(request, _("The session is open; now people can sign up."))
            return redirect("training:session", kept.pk)
    title = _("New session: %(course)s") % {"course": course.title}
    context = {"form": form, "title": title, "breadcrumbs": crumbs((title, ""))}
    return render(request, "training/form.html", context | {"back": reverse("training:sessions")})


@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change days, place or seats."""
    found = _session(request, "change", pk)
    names = ("start", "place", "seats", "deadline", "note")
    initial = {name: getattr(found, name) for name in names} | {"last_day": found.end - _DAY}
    form = SessionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_session(actor=actor(request), session=found, **form.facts())
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field, _FIELDS)
        else:
            messages.success(request, _("The session was saved."))
            return redirect("training:session", pk)
    return _page_of(request, found, form, _("Change the session"))


@require_http_methods(["GET", "POST"])
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a session, with a reason."""
    found = _session(request, "change", pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_session(actor=actor(request), session=found, **form.cleaned_data)
        except DomainError as refusal:
            point_out(form, refusal.message, refusal.field)
        else:
            messages.success(request, _("The session is cancelled."))
            return redirect("training:session", pk)
    return _page_of(request, found, form, _("Cancel the session"))


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a place for oneself."""
    require(request.user, Enrolment, "propose")
    found = _session(request, "view", pk)
    mine = reach_for(request.user, Enrolment, "propose").officer_id
    officer = Officer.objects.filter(pk=mine).first() if mine else None
    if officer is None:
        messages.error(request, _("Your account belongs to no officer, so you cannot sign up."))
        return redirect("training:session", pk)
    try:
        propose_place(actor=actor(request), session=found, officer=officer)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Your proposal was sent; the personnel unit decides."))
    return redirect("training:session", pk)


def _session(request: HttpRequest, action: str, pk: int) -> Any:
    row_for(request.user, Session, action, pk=pk)
    return with_course(Session.objects.filter(pk=pk)).get()


def _people(request: HttpRequest, found: Session) -> Participants:
    return participants(found, rows_for(request.user, Enrolment, "view"))


def _groups(people: Participants) -> list[tuple[EnrolmentState, list[Any]]]:
    """People by state, those to decide about first; the waiting list in its order."""
    order = (
        EnrolmentState.PROPOSED,
        EnrolmentState.ENROLLED,
        EnrolmentState.WAITING,
        EnrolmentState.WITHDRAWN,
        EnrolmentState.REFUSED,
    )
    groups = [(state, people.of(state)) for state in order]
    for state, rows in groups:
        if state == EnrolmentState.WAITING:
            rows.sort(key=lambda row: (row.asked_at, row.pk))
    return [(state, rows) for state, rows in groups if rows]


def _may_propose(request: HttpRequest, mine: Any, stage: Stage) -> bool:
    asked = mine is not None and mine.state in LIVE
    return stage is Stage.OPEN and not asked and may(request.user, Enrolment, "propose")


def _page_of(request: HttpRequest, found: Any, form: Any, title: str) -> HttpResponse:
    back = reverse("training:session", args=[found.pk])
    way = crumbs((found.course.title, back), (title, ""))
    return render(
        request, "training/form.html", {"form": form, "title": title, "breadcrumbs": way, "back": back}
    )
