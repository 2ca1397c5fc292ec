"""Terms and contracts that run out, and the months ahead; retirement itself is in test_retirement."""

from datetime import date

import pytest

from staff.rules.leaving import months_ahead, running_out

DAY = date(2026, 9, 30)
FROM = date(2022, 1, 1)


@pytest.mark.parametrize(
    ("spans", "ends"),
    [
        ([], None),
        ([(FROM, None)], None),  # without an end nothing runs out
        ([(FROM, date(2026, 9, 30))], None),  # ended on the day itself: over already
        ([(FROM, date(2026, 10, 1))], date(2026, 10, 1)),
        ([(FROM, date(2027, 9, 30))], date(2027, 9, 30)),  # 12 months on
        ([(FROM, date(2027, 10, 1))], None),  # 12 months and a day
        ([(date(2026, 10, 1), date(2027, 1, 1))], None),  # not in force yet
        # Reappointed, or renewed, without a gap: the next row carries it on.
        ([(FROM, date(2027, 1, 1)), (date(2027, 1, 1), date(2032, 1, 1))], None),
        ([(FROM, date(2027, 1, 1)), (date(2027, 1, 1), None)], None),
        ([(FROM, date(2027, 1, 1)), (date(2027, 1, 1), date(2027, 6, 1))], date(2027, 6, 1)),
        ([(FROM, date(2027, 1, 1)), (date(2027, 1, 2), None)], date(2027, 1, 1)),  # a gap of a day
        ([(FROM, date(2026, 12, 1)), (date(2024, 1, 1), date(2029, 1, 1))], None),  # two posts at once
    ],
)
def test_what_runs_out_within_twelve_months(spans, ends) -> None:
    assert running_out(spans, DAY) == ends


@pytest.mark.parametrize(
    ("after", "first", "last", "number"),
    [
        (date(2026, 9, 30), date(2026, 10, 1), date(2027, 9, 1), 12),
        (date(2026, 3, 15), date(2026, 3, 1), date(2027, 3, 1), 13),
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 1), 12),
    ],
)
def test_the_months_that_the_twelve_months_touch(after, first, last, number) -> None:
    months = months_ahead(after)
    assert (months[0], months[-1], len(months)) == (first, last, number)
