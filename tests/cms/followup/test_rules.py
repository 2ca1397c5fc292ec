"""Outcomes, due days of periodic reports, symbols read loosely."""

from datetime import date

import pytest

from cms.rules.followup import Outcome, Tally, next_report, outcome_of, plan_symbol

LAST = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("state", "done_on", "today", "expected"),
    [
        ("open", None, LAST, Outcome.OPEN),
        ("open", None, date(2026, 11, 21), Outcome.OVERDUE),
        ("reported", None, date(2026, 11, 21), Outcome.OVERDUE),
        ("done", LAST, date(2027, 1, 1), Outcome.IN_TIME),
        ("done", date(2026, 11, 21), date(2027, 1, 1), Outcome.LATE),
        ("withdrawn", None, date(2027, 1, 1), Outcome.WITHDRAWN),
    ],
)
def test_the_last_day_still_belongs_to_a_task(state, done_on, today, expected):
    assert outcome_of(state, LAST, done_on, today) is expected


def test_withdrawn_tasks_count_nowhere_and_sums_add_up():
    both = Tally(1, 2, 3, 4) + Tally(1, 0, 0, 1)
    assert (both.given, both.done) == (12, 8)


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ((), date(2026, 4, 15)),
        # A few days before the day, on it, and some after: the same report.
        ((date(2026, 4, 8),), date(2026, 7, 15)),
        ((date(2026, 4, 15),), date(2026, 7, 15)),
        ((date(2026, 5, 20),), date(2026, 7, 15)),
        # A missed one is answered by the next.
        ((date(2026, 7, 10),), date(2026, 10, 15)),
        # Right after the plan nothing was reported yet.
        ((date(2026, 1, 20),), date(2026, 4, 15)),
    ],
)
def test_a_report_answers_the_due_day_nearest_to_it(reported, expected):
    assert next_report(date(2026, 1, 15), 3, reported) == expected


def test_a_plan_of_the_31st_reports_on_the_last_day_of_short_months():
    assert next_report(date(2026, 1, 31), 1, ()) == date(2026, 2, 28)
    assert next_report(date(2026, 1, 31), 1, (date(2026, 2, 28),)) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09/KH-CTHADS", "09/KH-CTHADS"),
        (" 12-KH / ĐU ", "12-KH/ĐU"),
        ("KH 09/2026", "KH09/2026"),
        ("Kế hoạch", ""),
        ("KH-CTHADS", ""),
        ("/09", ""),
        ("", ""),
    ],
)
def test_symbols_of_plans_are_read_loosely(text, expected):
    assert plan_symbol(text) == expected
