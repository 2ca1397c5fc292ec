"""Filters of pages. No users, no writes."""

from __future__ import annotations

from typing import Any, Self, cast

from django.db.models import Count, Prefetch
from django.db.models.functions import ExtractYear
from wagtail.images import get_image_model
from wagtail.query import PageQuerySet

LEAD_PICTURE = "fill-480x300"


class NewsQuerySet(PageQuerySet):
    """News pages."""

    def newest_first(self) -> Self:
        """By the date they carry; of one day, the last published first."""
        return cast(Self, self.order_by("-date", "-first_published_at", "-pk"))

    def with_list_facts(self) -> Self:
        """What a list shows of each, in a fixed number of queries."""
        pictures = get_image_model().objects.prefetch_renditions(LEAD_PICTURE)
        listed = self.select_related("byline", "on_behalf_of")
        return cast(Self, listed.prefetch_related(Prefetch("lead_picture", queryset=pictures)))

    def per_year(self) -> list[tuple[int, int]]:
        """Years that have news and how many, the newest first."""
        rows: Any = self.order_by().annotate(year=ExtractYear("date")).values("year")
        counted = rows.annotate(count=Count("pk")).order_by("-year")
        return [(row["year"], row["count"]) for row in counted]
