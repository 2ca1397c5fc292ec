"""The organisations of a year: the list, counts by state, and the calibration by recogniser (art. 8.5)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating
from evaluation.rules.nd335 import EFFECTIVE
from evaluation.rules.organisation335 import Judgement
from evaluation.rules.quota import ORDINARY, OUTSTANDING, excellent_quota
from evaluation.selectors.organisations.facts import (
    Below,
    Cap,
    below_of,
    cap_base,
    cap_of,
    judgement_of,
)
from staff.access import may, reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Officer


@dataclass(frozen=True)
class Candidate:
    """One organisation on the calibration board."""

    rating: UnitRating
    below: Below
    judgement: Judgement | None

    @property
    def standing(self) -> str:
        """The band it has, is prepared for, or earns."""
        earned = self.judgement.band if self.judgement else None
        return self.rating.band or earned or ""

    @property
    def unverified(self) -> int:
        """Letters not verified yet."""
        return sum(not letter["outcome"] for letter in self.rating.trace.get("letters", []))

    @property
    def is_ready(self) -> bool:
        """Whether it may be recognised now as far as order, letters and preparation go."""
        return self.rating.state == RatingState.PROPOSED and not self.below.waiting and not self.unverified


@dataclass
class Calibration:
    """Everything one recogniser rates in a year: who is where, the cap now and with what is prepared.

    `to_move`: candidates for "xuất sắc" of the lowest totals who would be over the projected cap.
    """

    recogniser: Officer
    year: int
    candidates: list[Candidate]
    signed: Cap
    projected: Cap
    may_recognise: bool = False
    to_move: list[Candidate] = field(default_factory=list)

    @property
    def quotas(self) -> tuple[int, int]:
        """The most "xuất sắc" at 20 and at 25 per cent, of those who stand at "tốt" or better."""
        reached = self.projected.excellent + self.projected.good
        base = cap_base()
        return excellent_quota(reached, ORDINARY, base), excellent_quota(reached, OUTSTANDING, base)

    @property
    def ready(self) -> list[Candidate]:
        """Who may be recognised by one decision now."""
        return [candidate for candidate in self.candidates if candidate.is_ready]


def years_in(user: Asker) -> list[int]:
    """Years with sheets in reach, the newest first."""
    rows = rows_for(user, UnitRating, "view").order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())


def year_to_open(today: date) -> int:
    """The year whose organisations are rated now: the current one, never before the decree."""
    return max(today.year, EFFECTIVE.year)


def ratings_in(user: Asker, year: int) -> QuerySet[Any]:
    """Current sheets of a year in reach."""
    rows = rows_for(user, UnitRating, "view").filter(year=year, current=True)
    return rows.select_related("unit", "head", "recogniser").defer("self_text", "trace", "points")


def counts_by_state(user: Asker, year: int) -> list[tuple[str, int]]:
    """Label and number of sheets by state."""
    counts = Counter(ratings_in(user, year).order_by().values_list("state", flat=True))
    return [(str(state.label), counts[state]) for state in RatingState if state in STATES]


STATES = (RatingState.DRAFT, RatingState.SELF_RATED, RatingState.PROPOSED, RatingState.SIGNED)


def calibrations(user: Asker, year: int) -> list[Calibration]:
    """One board for each recogniser all of whose organisations are in reach; a part would show a wrong cap."""
    rows = rows_for(user, UnitRating, "view").filter(year=year, current=True).exclude(recogniser=None)
    by_recogniser: dict[int, list[UnitRating]] = {}
    for rating in rows.select_related("unit", "head", "recogniser").order_by("unit__code"):
        by_recogniser.setdefault(rating.recogniser_id, []).append(rating)
    totals = dict(
        UnitRating.objects.filter(year=year, current=True, recogniser_id__in=by_recogniser)
        .order_by()
        .values_list("recogniser_id")
        .annotate(number=Count("pk"))
    )
    whole = {key: listed for key, listed in by_recogniser.items() if totals[key] == len(listed)}
    below = below_of([rating for listed in whole.values() for rating in listed])
    own = reach_for(user, UnitRating, "recognise").officer_id if may(user, UnitRating, "recognise") else None
    return [_calibration(key == own, year, listed, below) for key, listed in whole.items()]


def _calibration(
    may_recognise: bool, year: int, ratings: list[UnitRating], below: dict[int, Below]
) -> Calibration:
    candidates = [
        Candidate(rating, below[rating.pk], judgement_of(rating, below[rating.pk])) for rating in ratings
    ]
    recogniser = ratings[0].recogniser
    assert recogniser is not None  # noqa: S101  for the type checker: rows without one are left out
    found = Calibration(
        recogniser=recogniser,
        year=year,
        candidates=sorted(candidates, key=_by_total),
        signed=cap_of(ratings),
        projected=cap_of(ratings, projected=True),
        may_recognise=may_recognise,
    )
    excellent = [c for c in found.candidates if c.standing == Band.EXCELLENT]
    over = found.projected.over
    found.to_move = excellent[len(excellent) - over :] if over else []
    return found


def _by_total(candidate: Candidate) -> tuple[bool, Any, str]:
    """Highest total first, those without points last."""
    total = candidate.rating.total
    return (total is None, -total if total is not None else 0, candidate.rating.unit.code)
