"""What the home page and the officer page tell of ratings of the year."""

from typing import Any

from django.db.models import QuerySet

from evaluation.enums import RatingState
from evaluation.models import YearRating
from evaluation.selectors.years.board import LONG
from staff.access import may, reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Officer


def own_rating(user: Asker) -> YearRating | None:
    """One's own current rating of the newest year."""
    officer_id = reach_for(user, YearRating, "self_rate").officer_id
    if officer_id is None or not may(user, YearRating, "self_rate"):
        return None
    rows = rows_for(user, YearRating, "self_rate").filter(officer_id=officer_id, current=True)
    found: YearRating | None = rows.defer(*LONG).order_by("-year").first()
    return found


def to_rate(user: Asker) -> QuerySet[Any]:
    """Ratings one is the authority for and has not signed yet, proposed ones first."""
    rows = rows_for(user, YearRating, "rate").filter(current=True, exempt="")
    waiting: QuerySet[Any] = rows.exclude(state=RatingState.SIGNED).defer(*LONG)
    return waiting.select_related("officer", "unit").order_by("-year", "unit__code", "officer__name_key")


def ratings_of_officer(user: Asker, officer: Officer) -> QuerySet[Any]:
    """Current ratings of one officer in reach, newest year first."""
    rows = rows_for(user, YearRating, "view").filter(officer=officer, current=True)
    found: QuerySet[Any] = rows.select_related("unit").defer(*LONG).order_by("-year")
    return found
