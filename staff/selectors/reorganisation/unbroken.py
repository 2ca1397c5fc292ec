"""Periods that a reorganisation does not break off: the same work goes on in the successor."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from staff.models import Reorganisation, RotationDuty


class _Row(NamedTuple):
    pk: int
    officer: int
    position: int
    unit: int
    start: date


_Key = tuple[int, int, int, date]  # officer, position, unit, day on which the row ends


def unbroken_starts(duties: Iterable[tuple[int, int, int, int, date]]) -> dict[int, date]:
    """First day in a position (art. 36 of Decree 59/2019), for rows that only a reorganisation began.

    `duties`: id, officer, position, unit and first day of each row. Ids whose own first day stands are left
    out. A change to another unit by a rotation begins a new period, even without a gap. Two queries.
    """
    before: dict[tuple[int, date], list[int]] = {}
    for day, old, new in Reorganisation.objects.values_list("day", "predecessor_id", "successor_id"):
        before.setdefault((new, day), []).append(old)
    if not before:
        return {}
    rows = [_Row(*duty) for duty in duties]
    wanted = [row for row in rows if (row.unit, row.start) in before]
    ended = _ended({row.officer for row in wanted})
    found = {row.pk: _first(row, before, ended) for row in wanted}
    return {row.pk: found[row.pk] for row in wanted if found[row.pk] != row.start}


def _ended(officer_ids: set[int]) -> dict[_Key, date]:
    rows = RotationDuty.objects.filter(officer__in=officer_ids, end__isnull=False)
    keys = rows.values_list("officer_id", "position_id", "unit_id", "end", "start")
    return {(officer, position, unit, end): start for officer, position, unit, end, start in keys}


def _first(row: _Row, before: dict[tuple[int, date], list[int]], ended: dict[_Key, date]) -> date:
    unit, start = row.unit, row.start
    while True:
        keys = [(row.officer, row.position, old, start) for old in before.get((unit, start), ())]
        earlier = [(ended[key], key[2]) for key in keys if key in ended]
        if not earlier:
            return start
        start, unit = min(earlier)
