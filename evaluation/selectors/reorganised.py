"""Forms that a reorganisation of units concerns: which follow, which stay where they are."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation
from evaluation.rules.periods import parse_period
from staff.registries import Foreseen, Reorganised


def concerned(told: Reorganised) -> QuerySet[Any]:
    """Current forms in the closing units of quarters that end after the day.

    A quarter that ended before keeps its units and scorers: both are found on its last day (article 10).
    """
    rows: QuerySet[Any] = Evaluation.objects.current().filter(period__end__gt=told.day)
    return rows.filter(unit__in=told.closing)


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
