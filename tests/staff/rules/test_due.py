"""Horizons of the due-date centre at their boundaries."""

from datetime import date

import pytest

from staff.rules.due import Horizon, horizon_of


@pytest.mark.parametrize(
    ("due", "at", "horizon"),
    [
        (date(2026, 9, 29), date(2026, 9, 30), Horizon.OVERDUE),
        (date(2026, 9, 30), date(2026, 9, 30), Horizon.MONTHS_3),  # the day itself is still in time
        (date(2026, 12, 30), date(2026, 9, 30), Horizon.MONTHS_3),
        (date(2026, 12, 31), date(2026, 9, 30), Horizon.MONTHS_6),
        (date(2027, 3, 30), date(2026, 9, 30), Horizon.MONTHS_6),
        (date(2027, 3, 31), date(2026, 9, 30), Horizon.MONTHS_12),
        (date(2027, 9, 30), date(2026, 9, 30), Horizon.MONTHS_12),
        (date(2027, 10, 1), date(2026, 9, 30), Horizon.LATER),
        (date(2028, 2, 29), date(2027, 11, 30), Horizon.MONTHS_3),  # a shorter month ends on its last day
        (date(2028, 3, 1), date(2027, 11, 30), Horizon.MONTHS_6),
        (date(2029, 2, 28), date(2028, 2, 29), Horizon.MONTHS_12),
        (date(2029, 3, 1), date(2028, 2, 29), Horizon.LATER),
    ],
)
def test_each_day_falls_into_one_horizon(due: date, at: date, horizon: Horizon) -> None:
    assert horizon_of(due, at) is horizon
