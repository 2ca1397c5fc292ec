"""Filters of pages. No users, no writes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self, cast

from django.db.models import Case, Count, IntegerField, Prefetch, Value, When
from django.db.models.functions import ExtractYear
from wagtail.images import get_image_model
from wagtail.query import PageQuerySet

LEAD_PICTURE = "fill-480x300"


class NewsQuerySet(PageQuerySet):
    """News pages."""

    def newest_first(self) -> Self:
        """By the date they carry; of one day, the last published first."""
        return cast(Self, self.order_by("-date", "-first_published_at", "-pk"))

    def standing_first(self, day: date) -> Self:
        """Urgent news above all, then what is pinned, each until its day; the rest newest first."""
        place = Case(
            When(urgent_until__gte=day, then=Value(0)),
            When(pinned_until__gte=day, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return cast(Self, self.annotate(place=place).order_by("place", "-date", "-first_published_at", "-pk"))

    def urgent_on(self, day: date) -> Self:
        """News that is urgent on a day."""
        return cast(Self, self.filter(urgent_until__gte=day))

    def with_list_facts(self) -> Self:
        """What a list shows of each, in a fixed number of queries."""
        pictures = get_image_model().objects.prefetch_renditions(LEAD_PICTURE)
        listed = self.select_related("byline", "on_behalf_of")
        return cast(Self, listed.prefetch_related(Prefetch("lead_picture", queryset=pictures), "topics"))

    def per_year(self) -> list[tuple[int, int]]:
        """Years that have news and how many, the newest first."""
        rows: Any = self.order_by().annotate(year=ExtractYear("date")).values("year")
        counted = rows.annotate(count=Count("pk")).order_by("-year")
        return [(row["year"], row["count"]) for row in counted]

    def per_topic(self) -> list[tuple[str, str, int]]:
        """Topics that have news, with code, name and how many, in the order of the topics."""
        rows: Any = self.order_by().filter(topics__isnull=False).values("topics__code", "topics__name")
        counted = rows.annotate(count=Count("pk", distinct=True)).order_by("topics__order", "topics__name")
        return [(row["topics__code"], row["topics__name"], row["count"]) for row in counted]
