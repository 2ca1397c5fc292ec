"""One officer's training in one value, for the own page and the tab of the officer page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from staff.models import Officer
from training.rules.sessions import LIVE
from training.selectors.commitments import Standing, commitments, standing
from training.selectors.hours import periods_of
from training.selectors.sessions import places_of


@dataclass(frozen=True)
class Place:
    """A place with the days of its session; `may_give_back`: live, without result, not over."""

    row: Any
    result: Any
    may_give_back: bool


@dataclass(frozen=True)
class Training:
    """Places newest first, commitments, and the periods of a year."""

    officer: Officer
    places: list[Place]
    commitments: list[Standing]
    year: int
    periods: int
    minimum: int

    @property
    def missing(self) -> int:
        """Periods to the minimum."""
        return max(self.minimum - self.periods, 0)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show but the minimum."""
        return not (self.places or self.commitments)


def training_of(officer: Officer, places: QuerySet[Any], promises: QuerySet[Any], today: date) -> Training:
    """Everything of one officer among the rows the asker may see; four queries."""
    rows = [_place(row, today) for row in places_of(officer, places)]
    kept = [standing(row, today) for row in commitments(promises.filter(officer=officer), today)]
    minimum = settings.TRAINING_YEARLY_PERIODS
    return Training(officer, rows, kept, today.year, periods_of(officer.pk, today.year), minimum)


def _place(row: Any, today: date) -> Place:
    result = getattr(row, "result", None)
    given_back = row.state in LIVE and result is None and row.session.end > today
    return Place(row, result, given_back and not row.session.cancelled)
