"""Years that were opened and the ratings in one, for the person who asks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from evaluation.enums import Band, RatingState
from evaluation.models import Meeting, YearRating
from evaluation.rules.nd335 import EFFECTIVE
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import Unit

LONG = ("trace", "self_text", "comments", "party_opinion", "handling")


@dataclass(frozen=True)
class YearLine:
    """A year with the ratings in reach, by state."""

    year: int
    total: int
    states: dict[str, int]

    @property
    def signed(self) -> int:
        """Ratings that are decided."""
        return self.states.get(RatingState.SIGNED, 0)


@dataclass
class UnitYear:
    """Ratings of one unit by state and by band decided; "" = not decided."""

    code: str
    name: str
    total: int = 0
    states: Counter[str] = field(default_factory=Counter)
    bands: Counter[str] = field(default_factory=Counter)

    @property
    def state_cells(self) -> list[int]:
        """Numbers in the order of the states."""
        return [self.states[state] for state in RatingState.values]

    @property
    def band_cells(self) -> list[int]:
        """Numbers in the order of the bands."""
        return [self.bands[band] for band in Band.values]


def years_to_offer(today: date) -> list[int]:
    """Years of the decree up to the running one, newest first."""
    return list(range(today.year, EFFECTIVE.year - 1, -1))


def year_lines(user: Asker) -> list[YearLine]:
    """Every year with ratings in reach, newest first, in one query."""
    rows = rows_for(user, YearRating, "view").filter(current=True).order_by()
    found: dict[int, dict[str, int]] = {}
    for year, state, number in rows.values_list("year", "state").annotate(n=Count("pk")):
        found.setdefault(year, {})[state] = number
    return [
        YearLine(year, sum(states.values()), states) for year, states in sorted(found.items(), reverse=True)
    ]


def ratings_in(user: Asker, year: int, action: str = "view") -> QuerySet[Any]:
    """Current ratings of a year on which the person may do the action."""
    return rows_for(user, YearRating, action).filter(current=True, year=year)


def listed(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With what a list shows, by unit and given name; without the long columns."""
    found: QuerySet[Any] = rows.select_related("officer", "unit", "group").defer(*LONG)
    return found.order_by("unit__code", "officer__name_key", "officer__number")


def unit_years(user: Asker, year: int) -> tuple[list[UnitYear], UnitYear]:
    """Counts by unit, and their sum, in one query."""
    units: dict[str, UnitYear] = {}
    whole = UnitYear("", "")
    columns = ("unit__code", "unit__name", "state", "band")
    for code, name, state, band in ratings_in(user, year).order_by("unit__code").values_list(*columns):
        unit = units.setdefault(code, UnitYear(code, name))
        for counts in (unit, whole):
            counts.total += 1
            counts.states[state] += 1
            counts.bands[band] += 1
    return list(units.values()), whole


def units_of_year(user: Asker, year: int, action: str = "view") -> list[tuple[str, str]]:
    """Units that have ratings the person may act on, for choosers."""
    ids = ratings_in(user, year, action).order_by().values("unit_id")
    return list(Unit.objects.filter(pk__in=ids).order_by("code").values_list("code", "name"))


def meetings_in(user: Asker, year: int) -> Iterable[Meeting]:
    """Meetings of the units in reach, newest first, with how many ratings they commented on."""
    rows = rows_for(user, Meeting, "view").filter(year=year)
    found: Iterable[Meeting] = rows.select_related("unit", "chair").annotate(people=Count("ratings"))
    return found


def opened(user: Asker, year: int) -> bool:
    """Whether the person has any rating of the year to see."""
    return bool(ratings_in(user, year).exists())
