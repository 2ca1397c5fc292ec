"""What the console's lists read beside the rows themselves, in one query each."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from staff.models import Posting, RankHolding

Rows = QuerySet[Any]


def with_home(officers: Rows, day: date) -> Rows:
    """Officers with unit, post, engagement and highest rank on a day."""
    home = _home(day)
    held = RankHolding.objects.at(day).filter(officer=OuterRef("pk")).order_by("rank__order")
    annotated: Rows = officers.annotate(
        home_code=Subquery(home.values("unit__code")[:1]),
        home_unit=Subquery(home.values("unit__name")[:1]),
        home_post=Subquery(home.values("post__name")[:1]),
        home_engagement=Subquery(home.values("engagement")[:1]),
        rank_name=Subquery(held.values("rank__name")[:1]),
    )
    return annotated


def at_home_in(officers: Rows, unit_ids: Collection[int], day: date) -> Rows:
    """Officers who are at home in one of the units on a day."""
    return officers.filter(Exists(_home(day).filter(unit__in=unit_ids)))


def holding_family(officers: Rows, family: str, day: date) -> Rows:
    """Officers whose rank on a day belongs to a family."""
    held = RankHolding.objects.at(day).filter(officer=OuterRef("pk"), rank__family=family)
    return officers.filter(Exists(held))


def engaged_as(officers: Rows, engagement: str, day: date) -> Rows:
    """Civil servants, or contract staff, on a day."""
    return officers.filter(Exists(_home(day).filter(engagement=engagement)))


def _home(day: date) -> Rows:
    postings: Rows = Posting.objects.primary().at(day).filter(officer=OuterRef("pk"))
    return postings
