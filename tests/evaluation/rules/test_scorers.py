"""Who scores whom (NĐ 335/2025, art. 10.1) and whose totals make d (art. 15.3.a, 15.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.scorers import Resolution, Seat, resolution_order, scorer_of, subordinates_of

# The department (1) over an agency (10) over two offices (101, 102) and a team (1011) in the first.
PARENTS = {1: None, 10: 1, 101: 10, 102: 10, 1011: 101}
CHILDREN = {1: [10], 10: [101, 102], 101: [1011]}

DIRECTOR = Seat(1, 1, "head")
CHIEF = Seat(10, 10, "head")
DEPUTY = Seat(11, 10, "deputy", frozenset({101}))
SECOND_DEPUTY = Seat(12, 10, "deputy", frozenset({10}))
CLERK = Seat(13, 10, "staff")
HEAD_A = Seat(100, 101, "head")
DEPUTY_A = Seat(101, 101, "deputy")
STAFF_A = Seat(102, 101, "staff")
TEAM_LEAD = Seat(103, 1011, "head")
TEAM_STAFF = Seat(104, 1011, "staff")
STAFF_B = Seat(200, 102, "staff")  # office 102 has no head
EVERYONE = [
    DIRECTOR, CHIEF, DEPUTY, SECOND_DEPUTY, CLERK, HEAD_A, DEPUTY_A, STAFF_A, TEAM_LEAD, TEAM_STAFF, STAFF_B,
]  # fmt: skip
HEADS = {seat.unit_id: seat.officer_id for seat in EVERYONE if seat.role == "head"}


@pytest.mark.parametrize(
    ("seat", "scorer"),
    [
        (CHIEF, DIRECTOR),  # 10.1.a
        (DEPUTY, CHIEF),  # 10.1.b
        (CLERK, CHIEF),  # 10.1.b
        (HEAD_A, CHIEF),  # 10.1.b
        (DEPUTY_A, HEAD_A),  # 10.1.c
        (STAFF_A, HEAD_A),  # 10.1.c
        (TEAM_LEAD, HEAD_A),
        (TEAM_STAFF, TEAM_LEAD),
        (STAFF_B, CHIEF),  # the office has no head: the next unit above
    ],
)
def test_the_scorer_is_the_head_of_the_unit_or_for_a_head_the_one_above(seat, scorer):
    assert scorer_of(seat, HEADS, PARENTS) == scorer.officer_id


def test_nobody_is_left_to_score_the_head_at_the_top():
    assert scorer_of(DIRECTOR, HEADS, PARENTS) is None


def test_a_head_under_a_unit_without_head_is_scored_further_up():
    assert scorer_of(TEAM_LEAD, {1: 1, 10: 10, 1011: 103}, PARENTS) == CHIEF.officer_id


def test_nobody_scores_oneself_even_when_heading_two_units():
    heads = HEADS | {102: CHIEF.officer_id}

    assert scorer_of(Seat(10, 102, "head"), heads, PARENTS) == DIRECTOR.officer_id
    assert scorer_of(Seat(10, 102, "staff"), heads, PARENTS) == DIRECTOR.officer_id


def test_without_any_head_there_is_no_scorer():
    assert scorer_of(STAFF_A, {}, PARENTS) is None


def test_a_tree_that_bites_its_own_tail_still_ends():
    assert scorer_of(Seat(5, 1, "staff"), {}, {1: 2, 2: 1}) is None
    assert subordinates_of(
        Seat(5, 1, "head"), [Seat(5, 1, "head"), Seat(6, 2, "staff")], {1: [2], 2: [1]}
    ) == {6}


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        (CHIEF, {11, 12, 13, 100, 101, 102, 103, 104, 200}),
        (HEAD_A, {101, 102, 103, 104}),
        (TEAM_LEAD, {104}),
        (DIRECTOR, {10, 11, 12, 13, 100, 101, 102, 103, 104, 200}),
    ],
)
def test_a_head_answers_for_everyone_in_the_subtree_but_the_own_person(seat, expected):
    """Art. 15.3.a."""
    assert subordinates_of(seat, EVERYONE, CHILDREN) == expected


def test_a_deputy_answers_for_the_units_in_charge_with_everything_below():
    """Art. 15.4: the head and deputies of an office in charge are among the subordinates."""
    assert subordinates_of(DEPUTY, EVERYONE, CHILDREN) == {100, 101, 102, 103, 104}


def test_a_deputy_in_charge_of_the_own_unit_does_not_answer_for_its_leaders():
    assert subordinates_of(SECOND_DEPUTY, EVERYONE, CHILDREN) == {13, 100, 101, 102, 103, 104, 200}


def test_a_deputy_in_charge_of_a_unit_above_answers_for_no_leader_of_own_or_higher_rank():
    deputy = Seat(101, 101, "deputy", frozenset({10}))

    assert subordinates_of(deputy, EVERYONE, CHILDREN) == {13, 102, 103, 104, 200}


@pytest.mark.parametrize("seat", [DEPUTY_A, STAFF_A, Seat(7, 10, "staff", frozenset({10}))])
def test_a_deputy_in_charge_of_nothing_has_no_d_and_staff_neither(seat):
    assert subordinates_of(seat, EVERYONE, CHILDREN) is None


def test_a_head_of_an_empty_unit_answers_for_nobody():
    assert subordinates_of(Seat(9, 102, "head"), [Seat(9, 102, "head")], CHILDREN) == set()


def test_totals_are_computed_from_the_bottom_up():
    resolution = resolution_order(EVERYONE, CHILDREN)

    place = {officer: number for number, officer in enumerate(resolution.order)}
    assert sorted(place) == sorted(seat.officer_id for seat in EVERYONE)
    assert resolution.cycle == frozenset()
    assert all(
        place[other] < place[leader]
        for leader, others in resolution.subordinates.items()
        for other in others or ()
    )


def test_the_order_comes_with_whom_each_leader_answers_for():
    resolution = resolution_order(EVERYONE, CHILDREN)

    assert set(resolution.subordinates) == {1, 10, 11, 12, 100, 101, 103}
    assert resolution.subordinates[TEAM_LEAD.officer_id] == {104}
    assert resolution.subordinates[DEPUTY_A.officer_id] is None


def test_two_deputies_in_charge_of_each_other_are_reported_and_the_rest_is_ordered():
    crossed = [
        Seat(1, 1, "head"),
        Seat(2, 10, "deputy", frozenset({20})),
        Seat(3, 20, "deputy", frozenset({10})),
        Seat(4, 10, "staff"),
    ]

    resolution = resolution_order(crossed, {1: [10, 20]})

    assert resolution.cycle == {2, 3}
    assert set(resolution.order) == {1, 4}
    assert resolution.order[-1] == 1


def test_a_leader_between_two_cycles_is_no_member_of_either():
    seats = [
        Seat(1, 10, "deputy", frozenset({20})),
        Seat(2, 20, "deputy", frozenset({10})),
        Seat(3, 30, "deputy", frozenset({10})),
        Seat(4, 40, "deputy", frozenset({50, 30})),
        Seat(5, 50, "deputy", frozenset({40})),
    ]

    resolution = resolution_order(seats, {})

    assert resolution.cycle == {1, 2, 4, 5}
    assert resolution.order == (3,)


def test_nobody_makes_an_empty_order():
    assert resolution_order([], {}) == Resolution((), frozenset(), {})


UNITS = st.integers(0, 5)
RANDOM_SEATS = st.lists(
    st.tuples(UNITS, st.sampled_from(["head", "deputy", "staff"]), st.frozensets(UNITS, max_size=3)),
    max_size=9,
).map(lambda rows: [Seat(number, *row) for number, row in enumerate(rows)])
RANDOM_TREE = st.dictionaries(UNITS, st.lists(UNITS, max_size=3), max_size=6)


@given(RANDOM_SEATS, RANDOM_TREE)
def test_everyone_is_either_ordered_after_those_below_or_in_a_cycle(seats, children):
    resolution = resolution_order(seats, children)

    assert sorted([*resolution.order, *resolution.cycle]) == [seat.officer_id for seat in seats]
    passed = set(resolution.cycle)
    for officer in resolution.order:
        assert passed >= set(resolution.subordinates.get(officer) or ())
        passed.add(officer)


@given(RANDOM_SEATS, RANDOM_TREE)
def test_nobody_answers_for_the_own_person(seats, children):
    for seat in seats:
        assert seat.officer_id not in (subordinates_of(seat, seats, children) or ())
