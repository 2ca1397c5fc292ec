"""Dates as people write them, whole or in part, and half-open ends."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm.kernel.dates import (
    ALWAYS,
    PartialDate,
    add_months,
    month_end_exclusive,
    parse_date,
    show_date,
    show_partial,
)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("30/09/2026", date(2026, 9, 30), "day"),
        ("1/2/1990", date(1990, 2, 1), "day"),
        ("29/02/2024", date(2024, 2, 29), "day"),
        (" 05/2001 ", date(2001, 5, 1), "month"),
        ("1975", date(1975, 1, 1), "year"),
    ],
)
def test_a_written_date_is_read_with_what_was_known_of_it(text, value, precision):
    assert parse_date(text) == PartialDate(value, precision)


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "29/02/2023", "00/01/2026", "13/2026", "01/01/0001", "1899", "26", "1/1/26",
     "2026-09-30", "30.09.2026", "45000", "", "/", "hôm qua", "30/09/2026 x", "٣٠/٠٩/٢٠٢٦"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        parse_date(text)


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_date_comes_back_as_it_was_shown(day):
    assert parse_date(show_date(day)) == PartialDate(day, "day")


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["day", "month", "year"]))
def test_every_partial_date_keeps_its_precision(day, precision):
    assert parse_date(show_partial(day, precision)).precision == precision


@pytest.mark.parametrize("never", [None, ALWAYS])
def test_no_date_and_always_are_shown_as_nothing(never):
    assert (show_date(never), show_partial(never, "year")) == ("", "")


def test_a_partial_date_shows_only_what_is_known():
    day = date(2026, 3, 1)
    shown = [show_partial(day, p) for p in ("day", "month", "year")]
    assert shown == ["01/03/2026", "03/2026", "2026"]


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_are_added_up_to_the_end_of_a_shorter_month(start, months, expected):
    assert add_months(start, months) == expected


@pytest.mark.parametrize(
    ("day", "end"),
    [(date(2026, 12, 31), date(2027, 1, 1)), (date(2026, 2, 1), date(2026, 3, 1))],
)
def test_a_month_ends_on_the_first_day_after_it(day, end):
    assert month_end_exclusive(day) == end
