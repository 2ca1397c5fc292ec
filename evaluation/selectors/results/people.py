"""Enforcement officers of a unit in a month: cases and money of each, against targets and last year."""

from collections import defaultdict
from dataclasses import dataclass

from evaluation.enums import Measure
from evaluation.models import CaseloadFigure
from evaluation.rules.caseload import FIELDS, Figures
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import COLUMNS, WATCH_BOOK, Totals, total
from evaluation.selectors.results.board import Side
from evaluation.selectors.results.scope import ResultScope
from evaluation.selectors.results.targets import TargetsInForce, targets_on


@dataclass(frozen=True)
class PersonLine:
    """One officer in one unit."""

    number: str
    name: str
    name_key: str
    unit: str
    unit_code: str
    cases: Side | None
    money: Side | None


_Key = tuple[int, int]


def result_people(scope: ResultScope, month: StatMonth) -> list[PersonLine]:
    """Officers with figures in the unit and below, by unit and name; three queries.

    Last year is that of the same person wherever in reach, so that a move does not hide it.
    """
    units = scope.chosen()
    rows = scope.rows(month, units).select_related("officer", "unit")
    listed = sorted(rows, key=lambda row: (row.unit.code, row.officer.name_key, row.officer.number))
    before = _before(scope, StatMonth(month.year - 1, month.months))
    shown = frozenset(row.unit_id for row in listed)
    targets = targets_on(scope.asker, scope.tree, year=month.year, day=month.last_day, unit_ids=shown)
    by_person: dict[_Key, list[CaseloadFigure]] = defaultdict(list)
    for row in listed:
        by_person[row.officer_id, row.unit_id].append(row)
    return [_line(own, before, targets) for own in by_person.values()]


def _before(scope: ResultScope, month: StatMonth) -> dict[tuple[int, str], list[Totals]]:
    """Last year's rows by officer and measure: in the units the asker sees now."""
    found: dict[tuple[int, str], list[Totals]] = defaultdict(list)
    rows = scope.rows(month, scope.seen)
    for officer_id, measure, *values in rows.values_list("officer_id", "measure", *COLUMNS):
        found[officer_id, measure].append(_totals_of(dict(zip(COLUMNS, values, strict=True))))
    return found


def totals_of(row: CaseloadFigure) -> Totals:
    """A stored row with its C18."""
    return _totals_of({name: getattr(row, name) for name in COLUMNS})


def _totals_of(columns: dict[str, int]) -> Totals:
    return Totals(Figures(**{name: columns[name] for name in FIELDS}), columns[WATCH_BOOK])


def _line(
    rows: list[CaseloadFigure],
    before: dict[tuple[int, str], list[Totals]],
    targets: TargetsInForce,
) -> PersonLine:
    officer, unit = rows[0].officer, rows[0].unit
    sides = []
    for measure in Measure:
        now = total(totals_of(row) for row in rows if row.measure == measure)
        earlier = total(before.get((officer.pk, measure), []))
        target = targets.of_officer(officer.pk, unit.pk, measure)
        sides.append(Side(measure, now, earlier, target) if now else None)
    return PersonLine(
        officer.number, officer.full_name, officer.name_key, unit.name, unit.code, sides[0], sides[1]
    )
