"""Study commitments with what is left of them on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from training.models import StudyCommitment
from training.rules.commitments import compensation, served, serves_until
from training.selectors.sessions import home_unit


@dataclass(frozen=True)
class Standing:
    """A commitment on a day. `at_stake`: what a breach that day would cost, in đồng; 0 once fulfilled."""

    row: Any
    ends_on: date
    months_served: int
    months_left: int
    at_stake: int
    state: str  # studying, serving, fulfilled, broken


def standing(row: StudyCommitment, today: date) -> Standing:
    """Where a commitment stands; a broken one stands as it was settled."""
    months = row.served_months if row.served_months is not None else served(row.end, today)
    left = max(row.months_to_serve - months, 0)
    at_stake = compensation(row.cost, row.months_to_serve, months)
    owed = row.compensation if row.compensation is not None else at_stake
    ends = serves_until(row.end, row.months_to_serve)
    return Standing(row, ends, min(months, row.months_to_serve), left, owed, _state(row, today, left))


def commitments(among: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Commitments in reach with officer and home unit; one query."""
    named: QuerySet[Any] = among.select_related("officer").annotate(unit_name=home_unit(today))
    return named


def _state(row: StudyCommitment, today: date, left: int) -> str:
    if row.broken_on is not None:
        return "broken"
    if today < row.end:
        return "studying"
    return "serving" if left else "fulfilled"
