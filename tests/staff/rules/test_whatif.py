"""Moves on paper: who goes, what cannot be, and that nobody is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staff.rules.whatif import Fault, Move, Refusal, Staff, carry_out

A, B, C = 1, 2, 3
UNITS = {A: Staff(10, 4), B: Staff(5, 1)}


@pytest.mark.parametrize(
    ("move", "after_a", "after_b"),
    [
        (Move(A, B, 2, enforcers_only=True), Staff(8, 2), Staff(7, 3)),
        (Move(A, B, 6), Staff(4, 4), Staff(11, 1)),  # the six others go first
        (Move(A, B, 7), Staff(3, 3), Staff(12, 2)),  # and then an enforcement officer
        (Move(A, B, 10), Staff(0, 0), Staff(15, 5)),
    ],
)
def test_people_go_from_one_unit_to_the_other(move, after_a, after_b) -> None:
    outcome = carry_out(UNITS, [move])
    assert outcome.refusals == []
    assert (outcome.staff[A], outcome.staff[B]) == (after_a, after_b)


@pytest.mark.parametrize(
    ("move", "fault", "available"),
    [
        (Move(A, A, 1), Fault.SAME_UNIT, 0),
        (Move(A, B, 0), Fault.NOBODY, 0),
        (Move(A, B, -3), Fault.NOBODY, 0),
        (Move(A, B, 11), Fault.TOO_MANY, 10),
        (Move(A, B, 5, enforcers_only=True), Fault.TOO_MANY_ENFORCERS, 4),
        (Move(C, B, 1), Fault.TOO_MANY, 0),  # nobody is there
    ],
)
def test_an_impossible_move_says_why_and_moves_nobody(move, fault, available) -> None:
    outcome = carry_out(UNITS, [move])
    assert outcome.refusals == [Refusal(0, fault, available)]
    assert outcome.staff == UNITS


def test_moves_follow_each_other() -> None:
    outcome = carry_out(UNITS, [Move(A, B, 6), Move(B, C, 11), Move(A, C, 5)])
    assert outcome.refusals == [Refusal(2, Fault.TOO_MANY, 4)]
    assert outcome.staff == {A: Staff(4, 4), B: Staff(0, 0), C: Staff(11, 1)}


unit = st.integers(A, C)


@given(st.lists(st.tuples(unit, unit, st.integers(-2, 16), st.booleans()), max_size=5))
def test_nobody_appears_or_gets_lost_and_no_unit_falls_below_nobody(listed) -> None:
    after = carry_out(UNITS, [Move(*values) for values in listed]).staff.values()
    assert sum(unit.people for unit in after) == 15
    assert sum(unit.enforcers for unit in after) == 5
    assert all(0 <= unit.enforcers <= unit.people for unit in after)
