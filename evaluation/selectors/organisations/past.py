"""Ratings of officers for years up to 2025, as lists show them."""

from typing import Any

from django.db.models import QuerySet

from evaluation.models import YearRating
from evaluation.rules.nd90 import RULE_SET
from staff.access import rows_for
from staff.access.gate import Asker


def past_ratings(user: Asker) -> QuerySet[Any]:
    """Current ratings by Decree 90/2020 in reach."""
    rows = rows_for(user, YearRating, "view").filter(rule_set=RULE_SET, current=True)
    return rows.select_related("officer", "unit", "post").defer("trace", "self_text")


def years_of_past(user: Asker) -> list[int]:
    """Years with such ratings, the newest first."""
    return list(past_ratings(user).order_by("-year").values_list("year", flat=True).distinct())
