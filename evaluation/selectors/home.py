"""What the home page and the officer page tell of evaluation, for the person who asks."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation, Period
from evaluation.selectors.periods import forms_in
from staff.access import may, reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Officer

_RECENT = 6


def latest_period() -> Period | None:
    """The newest opened quarter."""
    return Period.objects.first()


def own_form(user: Asker, today: date) -> Evaluation | None:
    """One's own form to think of now: the newest of an ended period that still waits, else the newest."""
    officer_id = reach_for(user, Evaluation, "self_score").officer_id
    if officer_id is None:
        return None
    rows = rows_for(user, Evaluation, "self_score").filter(officer_id=officer_id, current=True)
    newest = list(rows.select_related("period").defer("trace").order_by("-period__end")[:_RECENT])
    waiting = (form for form in newest if not form.is_frozen and form.period.end <= today)
    return next(waiting, newest[0] if newest else None)


def waiting_for(user: Asker, today: date) -> QuerySet[Any]:
    """Forms one is the scorer of and has not confirmed yet, self-scored ones first.

    Untouched drafts of a period that still runs do not wait for anybody.
    """
    officer_id = reach_for(user, Evaluation, "confirm").officer_id
    rows = rows_for(user, Evaluation, "confirm").filter(current=True, scorer_id=officer_id)
    return (
        rows.exclude(state=EvaluationState.CONFIRMED)
        .exclude(state=EvaluationState.DRAFT, period__end__gt=today)
        .select_related("officer", "period", "unit")
        .defer("trace")
        .order_by("-state", "-period__code", "officer__name_key")
    )


def period_states(user: Asker) -> tuple[Period, list[tuple[str, str, int]]] | None:
    """State, label and number of forms of the newest quarter, for who runs evaluations."""
    period = latest_period()
    if period is None or not may(user, Evaluation, "open"):
        return None
    counts = Counter(forms_in(user, period).order_by().values_list("state", flat=True))
    return period, [(state.value, str(state.label), counts[state]) for state in EvaluationState]


def forms_of_officer(user: Asker, officer: Officer) -> QuerySet[Any]:
    """Current forms of one officer in reach, newest quarter first."""
    rows = rows_for(user, Evaluation, "view").filter(officer=officer, current=True)
    return rows.select_related("period", "unit").defer("trace").order_by("-period__code")
