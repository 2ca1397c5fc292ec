"""Time limits in working days."""

from datetime import date

import pytest

from hrm.kernel.working_days import add_working_days, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2026, 10, 5), 7, date(2026, 10, 14)),  # Monday; a weekend between
        (date(2026, 10, 9), 1, date(2026, 10, 12)),  # received on a Friday
        (date(2026, 10, 10), 1, date(2026, 10, 12)),  # received on a Saturday
        (date(2026, 4, 29), 1, date(2026, 5, 4)),  # 30/04, 01/05 and a weekend
        (date(2026, 8, 31), 2, date(2026, 9, 4)),  # National Day and the day beside it
        (date(2026, 10, 5), 0, date(2026, 10, 5)),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(start: date, count: int, last: date) -> None:
    assert add_working_days(start, count) == last
    assert working_days_between(start, last) == count


def test_days_are_counted_backwards_too() -> None:
    assert working_days_between(date(2026, 10, 14), date(2026, 10, 5)) == -7


def test_a_limit_is_never_counted_backwards() -> None:
    with pytest.raises(ValueError):
        add_working_days(date(2026, 10, 5), -1)


def test_new_years_day_is_no_working_day() -> None:
    assert not is_working_day(date(2027, 1, 1))
    assert is_working_day(date(2026, 11, 23))
