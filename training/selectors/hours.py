"""Periods of training by person and unit in a calendar year."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum

from staff.selectors.tree import load_tree
from training.models import Attendance, Result
from training.rules.hours import Tally, credited, tally
from training.selectors.people import homes_of


@dataclass(frozen=True)
class PersonHours:
    """One civil servant and the periods of the year."""

    officer_id: int
    number: str
    full_name: str
    name_key: str
    unit_id: int
    unit: str
    periods: int
    minimum: int

    @property
    def missing(self) -> int:
        """Periods to the minimum; 0 once it is reached."""
        return max(self.minimum - self.periods, 0)


@dataclass(frozen=True)
class UnitHours:
    """One unit with everything below it."""

    code: str
    name: str
    depth: int
    figures: Tally


@dataclass(frozen=True)
class HoursBoard:
    """Rows as one reads the tree, and all units together."""

    rows: list[UnitHours]
    total: Tally


def day_of(year: int, today: date) -> date:
    """The day whose people a year is counted for: its last day, today in the year that runs."""
    return min(date(year, 12, 31), today) if year <= today.year else date(year, 1, 1)


def hours_of(year: int, at: date, units: Collection[int], minimum: int) -> list[PersonHours]:
    """Everyone present in the units on the day with the periods of the year, by given name; three queries."""
    periods = _periods(year)
    homes = {home.officer_id: home for home in homes_of(at, units)}
    people = [_person(home, periods[pk], minimum) for pk, home in homes.items()]
    return sorted(people, key=lambda person: (person.name_key, person.number))


def hours_board(year: int, at: date, units: Collection[int], minimum: int) -> HoursBoard:
    """The same by unit with everything below it; four queries."""
    tree = load_tree()
    by_unit: dict[int, list[int]] = defaultdict(list)
    people = hours_of(year, at, tree.below(units), minimum)
    for person in people:
        for unit_id in tree.above(person.unit_id):
            by_unit[unit_id].append(person.periods)
    rows = [
        UnitHours(node.code, node.name, depth, tally(by_unit[node.id], minimum))
        for node, depth in tree.in_tree_order(tree.open_below(units, at))
    ]
    return HoursBoard(rows, tally([person.periods for person in people], minimum))


def periods_of(officer_id: int, year: int) -> int:
    """The periods of one officer in a year; two queries."""
    return _periods(year, officer_id)[officer_id]


def _periods(year: int, officer_id: int | None = None) -> Counter[int]:
    """Officer id → periods attended, and those of programmes passed without an attendance list."""
    mine = {} if officer_id is None else {"enrolment__officer": officer_id}
    first, after = date(year, 1, 1), date(year, 12, 31) + timedelta(days=1)
    found: Counter[int] = Counter()
    attended = Attendance.objects.filter(day__gte=first, day__lt=after, **mine).order_by()
    for pk, total in attended.values_list("enrolment__officer").annotate(total=Sum("periods")):
        found[pk] += total
    passed = Result.objects.filter(passed=True, issued_on__gte=first, issued_on__lt=after, **mine).order_by()
    rows = passed.annotate(listed=Count("enrolment__attendances")).values_list(
        "enrolment__officer", "listed", "enrolment__session__course__programme__periods"
    )
    for pk, listed, periods in rows:
        found[pk] += credited(listed, periods)
    return found


def _person(home: Any, periods: int, minimum: int) -> PersonHours:
    officer = home.officer
    return PersonHours(
        officer.pk,
        officer.number,
        officer.full_name,
        officer.name_key,
        home.unit_id,
        home.unit.name,
        periods,
        minimum,
    )
