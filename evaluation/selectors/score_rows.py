"""Forms of a period as rows of the list and of the export."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from evaluation.models import Evaluation, Period
from evaluation.rules.periods import parse_period
from evaluation.selectors.flags import flag_code, flag_title
from evaluation.selectors.periods import forms_in
from staff.access.gate import Asker
from staff.models import RankHolding


def score_rows(user: Asker, period: Period) -> QuerySet[Any]:
    """Forms in reach with what a list shows, by unit and given name; without the long columns."""
    held = RankHolding.objects.at(parse_period(period.code).last_day).filter(officer=OuterRef("officer"))
    rows: QuerySet[Any] = (
        forms_in(user, period)
        .select_related("officer", "unit", "post", "scorer")
        .annotate(rank_name=Subquery(held.values("rank__name")[:1]))
        .defer("trace", "strengths", "weaknesses", "opinion")
        .order_by("unit__code", "officer__name_key", "officer__number")
    )
    return rows


def title_of(row: Evaluation) -> str:
    """Post held, else the rank on the last day of the period."""
    return row.post.name if row.post else str(getattr(row, "rank_name", None) or "")


def flag_titles(row: Evaluation) -> list[str]:
    """What the form lacks, each kind once, in words."""
    return [flag_title(code) for code in dict.fromkeys(flag_code(flag) for flag in row.flags)]
