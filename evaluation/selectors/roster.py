"""Who may appear in a workbook of a period: officers by number on its last day, and whose form is closed."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation
from evaluation.rules.periods import ScoringPeriod
from staff.enums import PostRole
from staff.models import Officer, Posting, Unit


@dataclass(frozen=True)
class Member:
    """An officer with the unit and standing of the primary posting on the day."""

    officer_id: int
    number: str
    name: str
    unit: Unit
    leads: bool


@dataclass(frozen=True)
class Roster:
    """Officers in reach on a day. `known` holds every number, and only for someone who reaches all."""

    day: date
    members: dict[str, Member]
    known: frozenset[str]
    limited: bool


def roster_on(day: date, unit_ids: Container[int] | None, *, since: date | None = None) -> Roster:
    """Officers with a primary posting that day in the units (None = every unit), by personnel number.

    The primary posting decides; a secondment changes neither the unit nor who may import. With `since`
    also those who left between that day and `day`, in the unit they left last: the cumulative figures of
    a year keep the work of people who retired in it.
    """
    served = Q(end=None) | Q(end__gt=since or day)
    postings = Posting.objects.primary().filter(served, start__lte=day).order_by("start")
    last = {p.officer_id: p for p in postings.select_related("officer", "unit", "post")}
    members = [_member(p) for p in last.values() if unit_ids is None or p.unit_id in unit_ids]
    known = Officer.objects.values_list("number", flat=True) if unit_ids is None else ()
    return Roster(day, {m.number: m for m in members}, frozenset(known), unit_ids is not None)


def confirmed_officers(quarter: ScoringPeriod) -> set[int]:
    """Officers whose current form of the quarter is confirmed: what it rests on is frozen."""
    forms = Evaluation.objects.current().filter(period__code=quarter.code, state=EvaluationState.CONFIRMED)
    return set(forms.values_list("officer_id", flat=True))


def _member(posting: Posting) -> Member:
    officer = posting.officer
    leads = posting.post is not None and posting.post.role != PostRole.NONE
    return Member(officer.pk, officer.number, officer.full_name, posting.unit, leads)
