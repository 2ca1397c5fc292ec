"""Forms that a reorganisation of units concerns: which follow, which stay where they are."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from evaluation.enums import EvaluationState, RatingState
from evaluation.models import Evaluation, JointWork, PeriodOpening, YearRating
from evaluation.rules.periods import parse_period
from staff.models import Posting
from staff.registries import Foreseen, Reorganised


def concerned(told: Reorganised) -> QuerySet[Any]:
    """Current forms in the closing units of quarters that end after the day.

    A quarter that ended before keeps its units and scorers: both are found on its last day (article 10).
    """
    rows: QuerySet[Any] = Evaluation.objects.current().filter(period__end__gt=told.day)
    return rows.filter(unit__in=told.closing)


def unsigned(told: Reorganised) -> QuerySet[Any]:
    """Current ratings of years that are not signed, in the closing units."""
    rows = YearRating.objects.filter(current=True, unit__in=told.closing, year__gte=told.day.year)
    found: QuerySet[Any] = rows.exclude(state=RatingState.SIGNED)
    return found


def openings_concerned(told: Reorganised) -> QuerySet[Any]:
    """Openings of closing units for periods that end after the day."""
    rows = PeriodOpening.objects.filter(unit__in=told.closing, period__end__gt=told.day)
    found: QuerySet[Any] = rows.select_related("period").order_by("pk")
    return found


def joint_concerned(told: Reorganised) -> list[JointWork]:
    """Joint products of closing units in periods that end after the day."""
    rows = JointWork.objects.filter(unit__in=told.closing).order_by("pk")
    return [row for row in rows if parse_period(row.period).end > told.day]


def heirs_of(told: Reorganised) -> dict[int, frozenset[int]]:
    """Closing unit → the units its people went to."""
    found: dict[int, set[int]] = defaultdict(set)
    left = Posting.objects.primary().filter(unit__in=told.closing, officer__in=told.homes)
    for officer_id, unit_id in left.filter(end=told.day).values_list("officer_id", "unit_id"):
        home = told.unit_ids.get(told.homes[officer_id])
        if home is not None and home not in told.closing:
            found[unit_id].add(home)
    return {unit_id: frozenset(homes) for unit_id, homes in found.items()}


def foresee(told: Reorganised) -> Foreseen:
    """How many forms will follow and how many are confirmed and stay; three sentences at most."""
    if not told.closing:
        return Foreseen()
    follow: Counter[str] = Counter()
    frozen: Counter[str] = Counter()
    facts = []
    for pk, code, state in concerned(told).order_by("pk").values_list("pk", "period__code", "state"):
        (frozen if state == EvaluationState.CONFIRMED else follow)[code] += 1
        facts.append(f"{pk} {state}")
    return Foreseen((*_follow(follow), *_frozen(frozen), *_ended(told)), tuple(facts))


def _follow(counts: Counter[str]) -> list[str]:
    text = _("%(period)s: %(number)s open forms follow their officers to the new units and scorers.")
    return [text % {"period": parse_period(code).title, "number": counts[code]} for code in sorted(counts)]


def _frozen(counts: Counter[str]) -> list[str]:
    text = _("%(period)s: %(number)s confirmed forms stay as they are, in the old units.")
    return [text % {"period": parse_period(code).title, "number": counts[code]} for code in sorted(counts)]


def _ended(told: Reorganised) -> list[str]:
    rows = Evaluation.objects.current().filter(period__end__lte=told.day, unit__in=told.closing)
    number = rows.exclude(state=EvaluationState.CONFIRMED).count()
    text = _(
        "%(number)s open forms of quarters that ended before the day keep unit and scorer of the quarter's "
        "last day."
    )
    return [text % {"number": number}] if number else []
