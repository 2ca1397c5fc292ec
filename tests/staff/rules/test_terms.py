"""Leading posts, secondments and notices of retirement (Decree 170/2025)."""

from datetime import date

import pytest

from staff.rules.terms import TermOutcome, retirement_notice, secondment_end, term_end

START = date(2022, 3, 1)
END = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("retires", "outcome", "until"),
    [
        (date(2029, 3, 1), TermOutcome.REAPPOINT, None),  # exactly two years left
        (date(2029, 2, 1), TermOutcome.EXTEND, date(2029, 2, 1)),
        (date(2027, 4, 1), TermOutcome.EXTEND, date(2027, 4, 1)),
        (date(2027, 3, 1), TermOutcome.RETIRES, None),  # retires as the term ends
        (date(2026, 1, 1), TermOutcome.RETIRES, None),
        (date(2040, 1, 1), TermOutcome.REAPPOINT, None),
    ],
)
def test_before_a_term_ends_it_is_decided_what_follows(retires, outcome, until) -> None:
    found = term_end(START, END, retires)
    assert (found.end, found.outcome, found.until) == (END, outcome, until)


def test_a_term_without_an_end_is_five_years() -> None:
    assert term_end(date(2024, 2, 29), None, date(2050, 1, 1)).end == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        (date(2024, 5, 1), date(2025, 5, 1), date(2025, 5, 1)),
        (date(2024, 5, 1), date(2027, 5, 1), date(2027, 5, 1)),
        (date(2024, 5, 1), date(2027, 5, 2), date(2027, 5, 1)),
        (date(2024, 5, 1), None, date(2027, 5, 1)),
        (date(2024, 2, 29), None, date(2027, 2, 28)),
    ],
)
def test_a_secondment_lasts_three_years_at_most(start, end, last) -> None:
    assert secondment_end(start, end) == last


@pytest.mark.parametrize(
    ("retires", "notice"),
    [
        (date(2027, 1, 1), date(2026, 7, 1)),
        (date(2027, 6, 1), date(2026, 12, 1)),
        (date(2026, 8, 31), date(2026, 2, 28)),
    ],
)
def test_the_notice_of_retirement_comes_six_months_before(retires, notice) -> None:
    assert retirement_notice(retires) == notice
