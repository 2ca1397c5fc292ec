"""Cards of the home page and the tab of the officer page about ratings of the year."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from evaluation.enums import RatingState
from evaluation.models import YearRating
from evaluation.selectors.shown import points
from evaluation.selectors.years.home import own_rating, ratings_of_officer, to_rate
from staff.access import may
from staff.models import Officer

SHOWN = 5


def sees_years(request: HttpRequest) -> bool:
    """Whether the entry stands in the navigation."""
    return may(request.user, YearRating, "view")


def self_rate_card(request: HttpRequest) -> str:
    """That one's own rating waits, or what came of it."""
    rating = own_rating(request.user)
    if rating is None or rating.exempt:
        return ""
    return _html(request, "self_rate_card", {"rating": rating})


def rate_card(request: HttpRequest) -> str:
    """How many ratings wait for one's decision, by year and state."""
    waiting = to_rate(request.user) if may(request.user, YearRating, "rate") else None
    if waiting is None:
        return ""
    number = waiting.count()
    if not number:
        return ""
    proposed = waiting.filter(state=RatingState.PROPOSED)
    shown = list(proposed[:SHOWN]) or list(waiting[:SHOWN])
    context = {"number": number, "proposed": proposed.count(), "ratings": shown, "year": shown[0].year}
    return _html(request, "rate_card", context)


def has_ratings(request: HttpRequest, officer: Officer) -> bool:
    """Whether the asker may see ratings of this officer, and there are any."""
    return ratings_of_officer(request.user, officer).exists()


def ratings_tab(request: HttpRequest, officer: Officer) -> str:
    """Years with mean, band and decision."""
    rows = [(rating, points(rating.mean)) for rating in ratings_of_officer(request.user, officer)]
    return _html(request, "ratings_tab", {"rows": rows}) if rows else ""


def _html(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"evaluation/years/parts/{name}.html", context, request=request)
