"""Periodic change of positions: Law 36/2018 art. 24 and 25, Decree 59/2019 art. 36, 38 and 39."""

from datetime import date

import pytest

from staff.rules.due import DueState
from staff.rules.rotation import Block, is_too_near_retirement, rotation, studies_long

FAR = date(2050, 1, 1)


def block(start: date, end: date | None, label: str = "nuôi con") -> Block:
    return Block(start, end, label)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2021, 3, 1), 60, date(2026, 3, 1)),  # 5 years, the longest of art. 25
        (date(2024, 3, 1), 24, date(2026, 3, 1)),  # 2 years, the shortest
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 8, 31), 30, date(2026, 2, 28)),
    ],
)
def test_the_term_runs_from_the_assignment(start, months, due) -> None:
    """Art. 36 of Decree 59/2019."""
    found = rotation(start, months, (), FAR, date(2025, 1, 1))
    assert (found.planned, found.due, found.state, found.block) == (due, due, DueState.OPEN, None)


# The term is over on 01/03/2026.
START, TERM, PLANNED = date(2021, 3, 1), 60, date(2026, 3, 1)


@pytest.mark.parametrize(
    ("spans", "at", "due", "state"),
    [
        # Over before the term is: nothing happens.
        ([(date(2024, 1, 1), date(2026, 3, 1))], date(2026, 1, 1), PLANNED, DueState.OPEN),
        # Covers the day of the term: due again on the first day after it.
        ([(date(2025, 6, 1), date(2026, 3, 2))], date(2026, 1, 1), date(2026, 3, 2), DueState.BLOCKED),
        ([(date(2025, 6, 1), date(2027, 6, 1))], date(2026, 1, 1), date(2027, 6, 1), DueState.BLOCKED),
        # The last day of the state, and the day after.
        ([(date(2025, 6, 1), date(2027, 6, 1))], date(2027, 5, 31), date(2027, 6, 1), DueState.BLOCKED),
        ([(date(2025, 6, 1), date(2027, 6, 1))], date(2027, 6, 1), date(2027, 6, 1), DueState.OPEN),
        ([(date(2025, 6, 1), date(2027, 6, 1))], date(2028, 1, 1), date(2027, 6, 1), DueState.OPEN),
        # No end known.
        ([(date(2025, 6, 1), None)], date(2026, 1, 1), PLANNED, DueState.BLOCKED),
        ([(date(2025, 6, 1), None)], date(2029, 1, 1), PLANNED, DueState.BLOCKED),
        # Overdue already when the state begins: it waits, afterwards it is overdue as before.
        ([(date(2026, 9, 1), date(2026, 12, 1))], date(2026, 8, 31), PLANNED, DueState.OPEN),
        ([(date(2026, 9, 1), date(2026, 12, 1))], date(2026, 9, 1), date(2026, 12, 1), DueState.BLOCKED),
        ([(date(2026, 9, 1), date(2026, 12, 1))], date(2026, 12, 1), PLANNED, DueState.OPEN),
        # Not begun on the day of the term: it does not stand in the way.
        ([(date(2026, 3, 2), None)], date(2026, 1, 1), PLANNED, DueState.OPEN),
        # One state after another without a day between, and with one.
        (
            [(date(2026, 1, 1), date(2026, 5, 1)), (date(2026, 5, 1), date(2026, 8, 1))],
            date(2026, 2, 1),
            date(2026, 8, 1),
            DueState.BLOCKED,
        ),
        (
            [(date(2026, 1, 1), date(2026, 5, 1)), (date(2026, 5, 2), date(2026, 8, 1))],
            date(2026, 2, 1),
            date(2026, 5, 1),
            DueState.BLOCKED,
        ),
        # Two at once: the longer one decides.
        (
            [(date(2026, 1, 1), None), (date(2026, 1, 1), date(2026, 5, 1))],
            date(2026, 4, 1),
            PLANNED,
            DueState.BLOCKED,
        ),
    ],
)
def test_states_of_article_38_put_it_off_and_when_they_end_the_person_is_due_again(
    spans, at, due, state
) -> None:
    found = rotation(START, TERM, [block(*span) for span in spans], FAR, at)
    assert (found.due, found.state) == (due, state)
    assert (found.block is not None) == (state is DueState.BLOCKED)
    assert found.planned == PLANNED


def test_the_state_that_lasts_longest_is_named() -> None:
    short = block(date(2026, 1, 1), date(2026, 5, 1), "biệt phái")
    long = block(date(2026, 1, 1), None, "điều tra")
    found = rotation(START, TERM, [short, long], FAR, date(2026, 4, 1))
    assert found.block == long


@pytest.mark.parametrize(
    ("age_reached", "never"),
    [
        (date(2027, 9, 1), False),  # exactly 18 months left
        (date(2027, 8, 31), True),
        (date(2026, 3, 1), True),
        (date(2025, 1, 1), True),
        (date(2027, 9, 2), False),
    ],
)
def test_never_with_fewer_than_18_months_to_the_retirement_age(age_reached, never) -> None:
    """Art. 39.2 of Decree 59/2019."""
    assert is_too_near_retirement(PLANNED, age_reached) is never
    state = rotation(START, TERM, (), age_reached, date(2026, 1, 1)).state
    assert state is (DueState.EXEMPT if never else DueState.OPEN)


def test_18_months_are_counted_to_the_end_of_a_shorter_month() -> None:
    assert not is_too_near_retirement(date(2026, 8, 31), date(2028, 2, 29))
    assert is_too_near_retirement(date(2026, 8, 31), date(2028, 2, 28))


def test_18_months_count_from_the_day_it_could_happen() -> None:
    """Overdue: from today. Put off by art. 38: from the end of the state."""
    reached = date(2028, 1, 1)
    assert rotation(START, TERM, (), reached, date(2026, 7, 1)).state is DueState.OPEN
    assert rotation(START, TERM, (), reached, date(2026, 7, 2)).state is DueState.EXEMPT
    waiting = [block(date(2026, 1, 1), date(2026, 7, 2))]
    assert rotation(START, TERM, waiting, reached, date(2026, 2, 1)).state is DueState.EXEMPT


@pytest.mark.parametrize(
    ("start", "end", "long"),
    [
        (date(2026, 3, 1), date(2027, 3, 1), True),
        (date(2026, 3, 1), date(2027, 2, 28), False),
        (date(2026, 3, 1), None, True),
        (date(2028, 2, 29), date(2029, 2, 28), True),
    ],
)
def test_a_study_stands_in_the_way_from_12_months_on(start, end, long) -> None:
    assert studies_long(start, end) is long
