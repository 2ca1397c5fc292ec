"""Opened quarters and what stands in them, for the person who asks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from evaluation.enums import Band, EvaluationState
from evaluation.models import Evaluation, Period
from evaluation.rules.nd335 import EFFECTIVE
from evaluation.rules.periods import Quarter, ScoringPeriod, parse_period
from evaluation.selectors.flags import flag_code, flag_title
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import Unit


@dataclass(frozen=True)
class PeriodLine:
    """An opened quarter with the forms in reach, by state."""

    period: Period
    quarter: ScoringPeriod
    total: int
    states: dict[str, int]

    @property
    def confirmed(self) -> int:
        """Forms that are frozen."""
        return self.states.get(EvaluationState.CONFIRMED, 0)


@dataclass
class UnitCounts:
    """Forms of one unit by band and by state; "" is the band of what has no total yet."""

    code: str
    name: str
    total: int = 0
    bands: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    @property
    def band_cells(self) -> list[int]:
        """Numbers in the order of the bands, the open ones last."""
        return [self.bands[band] for band in BAND_ORDER]

    @property
    def state_cells(self) -> list[int]:
        """Numbers in the order of the states."""
        return [self.states[state] for state in EvaluationState.values]


@dataclass(frozen=True)
class Missing:
    """A kind of gap and on how many forms it stands."""

    code: str
    title: str
    number: int


@dataclass(frozen=True)
class Overview:
    """A period in reach: counts by unit, their sum, and what is missing."""

    units: list[UnitCounts]
    whole: UnitCounts
    missing: list[Missing]


BAND_ORDER = (*Band.values, "")


def last_ended_quarter(today: date) -> Quarter:
    """The quarter whose last day has passed most recently: the one people now evaluate."""
    current = Quarter.containing(today)
    return Quarter(current.year - 1, 4) if current.number == 1 else Quarter(current.year, current.number - 1)


def quarters_to_offer(today: date) -> list[Quarter]:
    """Quarters of the decree up to the running one, newest first."""
    quarter, found = Quarter.containing(EFFECTIVE), []
    while quarter <= Quarter.containing(today):
        found.append(quarter)
        quarter = Quarter.containing(quarter.end)
    return found[::-1]


def period_lines(user: Asker) -> list[PeriodLine]:
    """Every opened quarter with its forms in reach, newest first, in two queries."""
    rows = rows_for(user, Evaluation, "view").filter(current=True).order_by()
    counts: dict[int, dict[str, int]] = {}
    for period_id, state, number in rows.values_list("period_id", "state").annotate(n=Count("pk")):
        counts.setdefault(period_id, {})[state] = number
    return [
        PeriodLine(period, parse_period(period.code), sum(states.values()), states)
        for period in Period.objects.all()
        for states in [counts.get(period.pk, {})]
    ]


def forms_in(user: Asker, period: Period, action: str = "view") -> QuerySet[Any]:
    """Current forms of a period on which the person may do the action."""
    return rows_for(user, Evaluation, action).filter(current=True, period=period)


def overview(user: Asker, period: Period) -> Overview:
    """Counts of the forms in reach, in one query."""
    columns = ("unit__code", "unit__name", "state", "band", "flags")
    by_unit: dict[str, UnitCounts] = {}
    whole, missing = UnitCounts("", ""), Counter[str]()
    for code, name, state, band, flags in forms_in(user, period).order_by("unit__code").values_list(*columns):
        unit = by_unit.setdefault(code, UnitCounts(code, name))
        for counts in (unit, whole):
            counts.total += 1
            counts.bands[band] += 1
            counts.states[state] += 1
        missing.update({flag_code(flag) for flag in flags})
    return Overview(list(by_unit.values()), whole, _missing(missing.items()))


def units_in(user: Asker, period: Period) -> list[tuple[str, str]]:
    """Units that have forms in reach, for the filter."""
    codes = forms_in(user, period).order_by().values("unit_id")
    return list(Unit.objects.filter(pk__in=codes).order_by("code").values_list("code", "name"))


def _missing(counts: Iterable[tuple[str, int]]) -> list[Missing]:
    found = [Missing(code, flag_title(code), number) for code, number in counts]
    return sorted(found, key=lambda gap: (-gap.number, gap.title))
