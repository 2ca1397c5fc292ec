"""The boards before and after moves on paper: gap and work per enforcement officer. Nothing is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from staff.reach import Reach
from staff.rules.pressure import Load
from staff.rules.whatif import Move, Outcome, Staff, carry_out
from staff.selectors.enforcers import enforcers_by_unit
from staff.selectors.pressure import seen_units, workload_source
from staff.selectors.staffing import Board, StaffingRow, staffing_board
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class Side:
    """A subtree before or after the moves."""

    quota: int | None
    present: int
    officers: int
    cases: Load | None
    money: Load | None

    @property
    def gap(self) -> int | None:
        """Present less quota."""
        return None if self.quota is None else self.present - self.quota


@dataclass(frozen=True)
class Change:
    """A unit that a move touches, or one above it; `direct` = people of the unit itself move."""

    code: str
    name: str
    depth: int
    direct: bool
    has_units_below: bool
    before: Side
    after: Side


@dataclass(frozen=True)
class Trial:
    """What the moves make of the units concerned; with refusals there are no changes to look at."""

    outcome: Outcome
    changes: list[Change]
    period: str = ""
    until: date | None = None


@dataclass(frozen=True)
class _Work:
    """Loads of the units whose work the asker may see, all of a subtree or none of it."""

    cases: Mapping[int, int]
    money: Mapping[int, int]
    seen: frozenset[int]
    period: str = ""
    until: date | None = None


def staff_by_unit(board: Board, officers: Mapping[int, int]) -> dict[int, Staff]:
    """Unit id → people of the unit itself, without the units below."""
    return {row.unit_id: Staff(row.own.present, officers.get(row.unit_id, 0)) for row in board.rows}


def try_moves(at: date, units: Collection[int], moves: Sequence[Move], reach: Reach) -> Trial:
    """Carry the moves out on paper and compare the units concerned and those above them, within `units`.

    `reach` says of which units the work may be shown.
    """
    tree, board = load_tree(), staffing_board(at, units)
    before = staff_by_unit(board, enforcers_by_unit(at, tree.below(units)))
    outcome = carry_out(before, moves)
    if outcome.refusals or not moves:
        return Trial(outcome, [])
    work = _work(at, tree.below(units), reach)
    touched = {unit_id for move in moves for unit_id in (move.source, move.target)}
    concerned = {above for unit_id in touched for above in tree.above(unit_id)}
    changes = [
        _change(row, tree, (before, outcome.staff), work, direct=row.unit_id in touched)
        for row in board.rows
        if row.unit_id in concerned
    ]
    return Trial(outcome, changes, work.period, work.until)


def _work(at: date, asked: Collection[int], reach: Reach) -> _Work:
    source, seen = workload_source(), seen_units(reach, asked)
    found = source.on(at, seen) if source and seen else None
    if found is None:
        return _Work({}, {}, frozenset())
    return _Work(
        cases={i: load.cases for i, load in found.units.items() if i in seen},
        money={i: load.money for i, load in found.units.items() if i in seen},
        seen=seen,
        period=found.period,
        until=found.until,
    )


def _change(
    row: StaffingRow,
    tree: Tree,
    sides: tuple[Mapping[int, Staff], Mapping[int, Staff]],
    work: _Work,
    *,
    direct: bool,
) -> Change:
    inside = tree.below([row.unit_id])
    before, after = (_side(row.quota, inside, staff, work) for staff in sides)
    return Change(row.code, row.name, row.depth, direct, row.has_units_below, before, after)


def _side(quota: int | None, inside: frozenset[int], staff: Mapping[int, Staff], work: _Work) -> Side:
    people = {unit_id: found for unit_id, found in staff.items() if unit_id in inside}
    # As on the pressure board: the work of units with figures, over the officers of these units.
    known = inside & work.cases.keys() if inside <= work.seen else frozenset()
    at_work = sum(people[i].enforcers for i in known if i in people)
    return Side(
        quota=quota,
        present=sum(found.people for found in people.values()),
        officers=sum(found.enforcers for found in people.values()),
        cases=Load(sum(work.cases[i] for i in known), at_work) if known else None,
        money=Load(sum(work.money[i] for i in known), at_work) if known else None,
    )
