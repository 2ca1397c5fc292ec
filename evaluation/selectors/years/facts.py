"""Names around the papers of a year: agencies, titles, place; for many ratings in three queries."""

from collections.abc import Collection
from datetime import date

from evaluation.models import YearRating
from evaluation.selectors.form_facts import FormFacts, ranks_on
from staff.models import Posting, Unit


def year_facts(ratings: Collection[YearRating], day: date, others: Collection[int] = ()) -> FormFacts:
    """Everything the papers of these ratings print besides their columns; `others`: more officers."""
    people = {rating.officer_id for rating in ratings} | set(others)
    people |= {rating.rater_id for rating in ratings if rating.rater_id}
    rows = Posting.objects.primary().at(day).exclude(post=None).filter(officer_id__in=people)
    return FormFacts(
        units={unit.pk: unit for unit in Unit.objects.only("name", "kind", "parent_id")},
        ranks=ranks_on(day, people),
        posts=dict(rows.values_list("officer_id", "post__name")),
    )


def title_of(rating: YearRating, facts: FormFacts) -> str:
    """The post of the rating, else the rank."""
    return rating.post.name if rating.post else facts.ranks.get(rating.officer_id, "")


def day_of(rating: YearRating) -> date:
    """The day whose postings the rating rests on."""
    written = rating.trace.get("day", "")
    return date.fromisoformat(written) if written else date(rating.year, 12, 31)
