"""Entries of the navigation, the card of the home page, the tab of the officer page."""

from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.access import may, reach_for, rows_for
from staff.models import Officer, Unit
from staff.registries import HomeCard, HomePart, NavItem, OfficerTab
from training.enums import EnrolmentState
from training.models import Attendance, Enrolment, Expectation, Session, StudyCommitment
from training.reports.own import training_of
from training.rules.sessions import days_of
from training.selectors.sessions import next_place_of


def sees_sessions(request: HttpRequest) -> bool:
    """Whether the catalogue is open to this person."""
    return may(request.user, Session, "view")


def has_training(request: HttpRequest) -> bool:
    """Whether the account belongs to an officer who may see the own training."""
    own = reach_for(request.user, Enrolment, "view").officer_id
    return own is not None and request.user.has_perm("training.propose_enrolment")


def sees_needs(request: HttpRequest) -> bool:
    """Whether the person plans training for a unit."""
    return may(request.user, Expectation, "view") and may(request.user, Unit, "view")


def sees_hours(request: HttpRequest) -> bool:
    """Whether the person sees the training of a unit's people."""
    return may(request.user, Attendance, "view") and may(request.user, Unit, "view")


def sees_commitments(request: HttpRequest) -> bool:
    """Whether the person reaches other people's commitments, not only the own."""
    reach = reach_for(request.user, StudyCommitment, "view")
    told = request.user.has_perm("training.view_studycommitment")
    return told and (reach.everything or bool(reach.unit_ids))


def next_session_card(request: HttpRequest) -> str:
    """The own session that comes next or runs, and how many proposals wait for one's decision."""
    own = reach_for(request.user, Enrolment, "view").officer_id
    today = timezone.localdate()
    place = next_place_of(own, today) if own and has_training(request) else None
    waiting = _waiting(request)
    if place is None and not waiting:
        return ""
    context: dict[str, Any] = {"place": place, "waiting": waiting}
    if place is not None:
        context["days"] = days_of(place.session.start, place.session.end)
    return render_to_string("training/parts/card.html", context, request)


def has_tab(request: HttpRequest, officer: Officer) -> bool:
    """Whether the tab is offered: to whoever sees training, and on the own page."""
    return request.user.has_perm("training.view_enrolment") or officer.user_id == request.user.pk


def training_tab(request: HttpRequest, officer: Officer) -> str:
    """Sessions, results, commitments and the periods of the year of one officer in reach."""
    if not rows_for(request.user, Officer, "view").filter(pk=officer.pk).exists():
        return ""
    if not has_tab(request, officer):
        return ""
    places = rows_for(request.user, Enrolment, "view")
    promises = rows_for(request.user, StudyCommitment, "view")
    training = training_of(officer, places, promises, timezone.localdate())
    context = {
        "training": training,
        "own": False,
        "may_commit": rows_for(request.user, Officer, "change").filter(pk=officer.pk).exists()
        and request.user.has_perm("training.add_studycommitment"),
    }
    return render_to_string("training/parts/tab.html", context, request)


def _waiting(request: HttpRequest) -> int:
    """Proposals for sessions to come that the person decides about."""
    if not may(request.user, Enrolment, "change"):
        return 0
    mine = rows_for(request.user, Enrolment, "change").filter(state=EnrolmentState.PROPOSED)
    return int(mine.filter(session__end__gt=timezone.localdate(), session__cancelled=False).count())


def _text(lazy: object) -> str:
    # Labels are translated when the page is shown; the registry types them as plain text.
    return cast(str, lazy)


_GROUP = _text(_("Training"))
NAV_ITEMS = (
    NavItem(
        _text(_("My training")),
        "training:mine",
        "book",
        has_training,
        order=60,
        group=_GROUP,
    ),
    NavItem(
        _text(_("Courses and sessions")),
        "training:sessions",
        "calendar",
        sees_sessions,
        order=61,
        prefix=("/dao-tao/lop/", "/dao-tao/khoa/", "/dao-tao/chuong-trinh/"),
        group=_GROUP,
    ),
    NavItem(_text(_("Training needs")), "training:needs", "search", sees_needs, order=62, group=_GROUP),
    NavItem(_text(_("Training periods")), "training:hours", "clock", sees_hours, order=63, group=_GROUP),
    NavItem(
        _text(_("Study commitments")),
        "training:commitments",
        "key",
        sees_commitments,
        order=64,
        group=_GROUP,
    ),
)
HOME_CARDS = (HomeCard("training-next", next_session_card, order=14, part=HomePart.MINE),)
OFFICER_TABS = (OfficerTab("dao-tao", _GROUP, training_tab, has_tab, order=50),)
