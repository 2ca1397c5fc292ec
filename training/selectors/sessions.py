"""Sessions for the lists and the page of one of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Sum

from staff.models import Officer, Posting
from staff.selectors.tree import load_tree
from training.enums import EnrolmentState, Stage
from training.models import Enrolment, Session
from training.rules.sessions import stage


def with_course(sessions: QuerySet[Any]) -> QuerySet[Any]:
    """Sessions with course, programme, unit and the places taken; one query."""
    named: QuerySet[Any] = sessions.select_related("course__programme", "course__unit").with_places()  # type: ignore[attr-defined]
    return named


def in_stage(sessions: QuerySet[Any], wanted: str, today: date) -> QuerySet[Any]:
    """Sessions that stand somewhere on a day, as `rules.sessions.stage` says."""
    held = Q(cancelled=False)
    conditions = {
        Stage.CANCELLED: Q(cancelled=True),
        Stage.OVER: held & Q(end__lte=today),
        Stage.RUNNING: held & Q(start__lte=today, end__gt=today),
        Stage.OPEN: held & Q(start__gt=today, deadline__gte=today),
        Stage.CLOSED: held & Q(start__gt=today, deadline__lt=today),
    }
    return sessions.filter(conditions[Stage(wanted)])


def stage_of(session: Session, today: date) -> Stage:
    """Where a session stands."""
    return stage(
        start=session.start,
        end=session.end,
        deadline=session.deadline,
        cancelled=session.cancelled,
        today=today,
    )


def home_unit(day: date) -> Subquery:
    """Name of the home unit on a day, for querysets of enrolments."""
    homes = Posting.objects.primary().at(day).filter(officer=OuterRef("officer"))
    return Subquery(homes.values("unit__name")[:1])


@dataclass(frozen=True)
class Participants:
    """The places of a session that the asker may see, and how many more there are."""

    rows: list[Any]
    hidden: int

    def of(self, *states: EnrolmentState) -> list[Any]:
        """Rows in one of the states."""
        return [row for row in self.rows if row.state in states]


def participants(session: Session, among: QuerySet[Any]) -> Participants:
    """Everyone with a place or the wish for one, by state and name; two queries."""
    rows = list(
        among.filter(session=session)
        .select_related("officer", "result", "decided_by__officer", "proposed_by__officer")
        .annotate(unit_name=home_unit(session.start), attended=Sum("attendances__periods"))
        .order_by("officer__name_key", "officer__number")
    )
    hidden = Enrolment.objects.filter(session=session).live().count() - sum(
        row.state not in (EnrolmentState.WITHDRAWN, EnrolmentState.REFUSED) for row in rows
    )
    return Participants(rows, hidden)


def open_for(officer: Officer, today: date) -> QuerySet[Any]:
    """Sessions that take proposals and belong to the officer's unit or one above it; no place there yet."""
    home = (
        Posting.objects.primary().at(today).filter(officer=officer).values_list("unit_id", flat=True).first()
    )
    units = load_tree().above(home) if home is not None else frozenset()
    asked = Enrolment.objects.live().filter(officer=officer).values("session")
    wanted = in_stage(Session.objects.filter(course__unit_id__in=units), Stage.OPEN, today)
    return with_course(wanted.exclude(pk__in=asked)).order_by("start", "pk")


def places_of(officer: Officer, among: QuerySet[Any]) -> QuerySet[Any]:
    """The officer's places, newest first, with result and periods attended; one query."""
    found: QuerySet[Any] = (
        among.filter(officer=officer)
        .select_related("session__course__programme", "result")
        .annotate(attended=Sum("attendances__periods"), last_day=Max("attendances__day"))
        .order_by("-session__start", "pk")
    )
    return found


def next_place_of(officer_id: int, today: date) -> Any:
    """The session somebody goes to next or is in, nothing without one; one query."""
    coming = Enrolment.objects.live().filter(officer=officer_id, session__end__gt=today)
    held = coming.filter(session__cancelled=False).select_related("session__course")
    return held.order_by("session__start").first()
