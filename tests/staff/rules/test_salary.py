"""The next salary step: Decree 204/2004 (domain 3.2), delays by discipline, early raises."""

from datetime import date

import pytest

from staff.rules.salary import Punishment, StepHeld, next_step

DELAYS = {"khien_trach": 3, "canh_cao": 6, "cach_chuc": 12}
START = date(2024, 1, 1)


def held(step: int = 4, steps: int = 9, months: int = 36, **more: int) -> StepHeld:
    return StepHeld(START, step, steps, months, **more)


@pytest.mark.parametrize(
    ("step", "steps", "months", "beyond", "day", "new", "percent"),
    [
        (1, 9, 36, 0, date(2027, 1, 1), 2, 0),  # A1
        (7, 8, 36, 0, date(2027, 1, 1), 8, 0),  # A2.1, to the last
        (1, 12, 24, 0, date(2026, 1, 1), 2, 0),  # B
        (6, 6, 36, 0, date(2027, 1, 1), 6, 5),  # A3.1, beyond the last: 5 % after the same time
        (12, 12, 24, 0, date(2026, 1, 1), 12, 5),
        (9, 9, 36, 5, date(2025, 1, 1), 9, 6),  # then 1 % each year
        (12, 12, 24, 11, date(2025, 1, 1), 12, 12),
    ],
)
def test_steps_and_what_comes_beyond_the_last(step, steps, months, beyond, day, new, percent) -> None:
    found = next_step(held(step, steps, months, beyond_percent=beyond), (), DELAYS)
    assert (found.day, found.step, found.beyond_percent) == (day, new, percent)


@pytest.mark.parametrize(
    ("punishments", "recorded", "delay", "day"),
    [
        ([("khien_trach", date(2025, 5, 1))], 0, 3, date(2027, 4, 1)),
        ([("canh_cao", date(2025, 5, 1))], 0, 6, date(2027, 7, 1)),
        ([("cach_chuc", date(2025, 5, 1))], 0, 12, date(2028, 1, 1)),
        ([("ha_bac_luong", date(2025, 5, 1))], 0, 0, date(2027, 1, 1)),  # its step is lowered instead
        ([], 6, 6, date(2027, 7, 1)),  # e.g. a year not fulfilled
        ([("khien_trach", date(2025, 5, 1))], 6, 9, date(2027, 10, 1)),
        # On the first day of the step and on the last before the next; not before and not after.
        ([("khien_trach", date(2024, 1, 1))], 0, 3, date(2027, 4, 1)),
        ([("khien_trach", date(2023, 12, 31))], 0, 0, date(2027, 1, 1)),
        ([("khien_trach", date(2026, 12, 31))], 0, 3, date(2027, 4, 1)),
        ([("khien_trach", date(2027, 1, 1))], 0, 0, date(2027, 1, 1)),
        # A second one within the time that the first added counts too, in whatever order they are given.
        ([("khien_trach", date(2027, 3, 31)), ("canh_cao", date(2025, 5, 1))], 0, 9, date(2027, 10, 1)),
    ],
)
def test_each_discipline_in_the_time_and_what_the_record_says_delay_it(
    punishments, recorded, delay, day
) -> None:
    found = next_step(held(delay_months=recorded), [Punishment(*one) for one in punishments], DELAYS)
    assert (found.delay, found.day) == (delay, day)


def test_for_achievement_it_comes_at_most_12_months_early() -> None:
    assert next_step(held(), (), DELAYS).early == date(2026, 1, 1)


def test_never_early_after_a_delay_and_beyond_the_last_step() -> None:
    assert next_step(held(), [Punishment("khien_trach", date(2025, 1, 1))], DELAYS).early is None
    assert next_step(held(delay_months=6), (), DELAYS).early is None
    assert next_step(held(9, 9), (), DELAYS).early is None


def test_29_february() -> None:
    found = next_step(StepHeld(date(2024, 2, 29), 1, 9, 36), (), DELAYS)
    assert found.day == date(2027, 2, 28)
