"""Open forms and complaints follow the people who may score: once a day, and at will (article 10)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.utils import bulk_update_with_history

from evaluation.enums import EvaluationState, RatingState, Verdict
from evaluation.models import Complaint, Evaluation, Period, YearRating
from evaluation.rules.nd335 import RULE_SET
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.rules.scorers import scorer_on_the_day
from evaluation.selectors.scorers import authority_for, scorer_trace, seat_of
from evaluation.selectors.seats import seating_on
from evaluation.selectors.years.standing import rating_day, standing_on
from evaluation.services.complaints import answerer_of
from evaluation.services.drafts import redraft
from staff.models import User
from staff.services.notices import tell

MISSING = "missing_scorer"


@dataclass(frozen=True)
class Followed:
    """How many open forms, complaints and unsigned ratings of years went to someone else."""

    forms: int = 0
    complaints: int = 0
    ratings: int = 0


@transaction.atomic
def follow_scorers(*, today: date) -> Followed:
    """Give every open form and complaint to whoever is entitled by the record of today; tell the new ones."""
    forms = 0
    open_forms = Evaluation.objects.current().exclude(state=EvaluationState.CONFIRMED)
    for period in Period.objects.filter(pk__in=open_forms.values("period_id")).select_for_update():
        scoring = parse_period(period.code)
        if scoring.last_day >= today:
            _follow_moves(scoring, period)
        forms += _follow_heads(scoring, period, today)
    return Followed(forms, _follow_complaints(today), _follow_raters(today))


def _follow_moves(scoring: ScoringPeriod, period: Period) -> None:
    """Officers of a running period who will be elsewhere on its last day are drafted anew there."""
    postings = seating_on(scoring.last_day).postings
    rows = Evaluation.objects.current().filter(period=period).exclude(state=EvaluationState.CONFIRMED)
    units: set[int] = set()
    for officer_id, unit_id in rows.values_list("officer_id", "unit_id"):
        posting = postings.get(officer_id)
        if posting is None or posting.unit_id != unit_id:
            units |= {unit_id, *([posting.unit_id] if posting else [])}
    if units:
        redraft(quarter=scoring, unit_ids=units, actor=None)


def _follow_heads(scoring: ScoringPeriod, period: Period, today: date) -> int:
    authority = authority_for(scoring, today)
    moved = []
    rows = Evaluation.objects.current().filter(period=period).exclude(state=EvaluationState.CONFIRMED)
    for form in rows:
        scorer = scorer_on_the_day(seat_of(form), authority)
        kept, now = form.trace.get("scorer"), scorer_trace(scorer)
        entitled = scorer.officer_id if scorer else None
        if (form.scorer_id, kept) != (entitled, now):
            came = form.scorer_id != entitled
            form.scorer_id, form.trace = entitled, {**form.trace, "scorer": now}
            form.flags = [*([] if scorer else [MISSING]), *(f for f in form.flags if f != MISSING)]
            moved.append((form, came))
    if moved:
        changed = [form for form, _came in moved]
        bulk_update_with_history(changed, Evaluation, ["scorer", "trace", "flags"], batch_size=500)
    _tell_new([form for form, came in moved if came], scoring, today)
    return sum(came for _form, came in moved)


def _tell_new(forms: list[Evaluation], scoring: ScoringPeriod, today: date) -> None:
    for officer_id, number in Counter(form.scorer_id for form in forms if form.scorer_id).items():
        text = ngettext(
            "%(period)s: %(number)d form now waits for you to score it (article 10).",
            "%(period)s: %(number)d forms now wait for you to score them (article 10).",
            number,
        )
        tell(
            users=User.objects.filter(officer=officer_id, is_active=True),
            key=f"cham:{scoring.code}:{today.isoformat()}",
            text=text % {"period": scoring.title, "number": number},
            url=reverse("evaluation:period", args=[scoring.code]),
        )


def _follow_raters(today: date) -> int:
    """Ratings not signed yet go to whoever signs by the record of the day (art. 10.2)."""
    waiting = YearRating.objects.filter(current=True, rule_set=RULE_SET).exclude(state=RatingState.SIGNED)
    moved = []
    for year in sorted(set(waiting.values_list("year", flat=True))):
        standing = standing_on(year, rating_day(year, today))
        for rating in waiting.filter(year=year).select_for_update(of=("self",)).order_by("pk"):
            if rating.officer_id not in standing.seating.seats:
                continue
            rater = standing.rater(rating.officer_id)
            if rater != rating.rater_id:
                rating.rater_id = rater
                moved.append(rating)
    bulk_update_with_history(moved, YearRating, ["rater"], batch_size=500)
    return len(moved)


def _follow_complaints(today: date) -> int:
    moved: dict[int | None, list[Any]] = defaultdict(list)
    rows = Complaint.objects.filter(outcome=Verdict.OPEN).select_for_update(of=("self",))
    for row in rows.select_related("evaluation__period", "rating"):
        entitled = answerer_of(row, today)
        if entitled != row.answerer_id:
            row.answerer_id = entitled
            moved[entitled].append(row)
    changed = [row for rows_of_one in moved.values() for row in rows_of_one]
    if changed:
        bulk_update_with_history(changed, Complaint, ["answerer"], batch_size=500)
    for row in changed:
        tell(
            users=User.objects.filter(officer=row.answerer_id, is_active=True),
            key=f"kien-nghi:{row.pk}:{row.answerer_id}",
            text=_("A complaint now waits for your answer (article 22)."),
            url=reverse("evaluation:complaint", args=[row.pk]),
        )
    return len(changed)
