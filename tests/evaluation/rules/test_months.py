"""Months of the calendar year, for agencies that score by month (NĐ 335/2025, art. 3.4)."""

from datetime import date

import pytest

from evaluation.rules.periods import Month, Quarter, StatMonth, parse_period, parse_period_title


def test_a_month_knows_its_days_and_names():
    month = Month(2026, 7)

    assert (month.start, month.end, month.last_day) == (date(2026, 7, 1), date(2026, 8, 1), date(2026, 7, 31))
    assert (month.code, month.title, str(month)) == ("2026-07", "Tháng 7 năm 2026", "Tháng 7 năm 2026")
    assert month.quarter == Quarter(2026, 3)


@pytest.mark.parametrize(
    ("number", "upper", "lower"),
    [
        (1, StatMonth(2026, 4), StatMonth(2026, 3)),
        (9, StatMonth(2026, 12), StatMonth(2026, 11)),
        (10, StatMonth(2027, 1), None),  # October opens the statistical year
        (12, StatMonth(2027, 3), StatMonth(2027, 2)),
    ],
)
def test_the_figures_of_a_month_are_a_difference_within_one_statistical_year(number, upper, lower):
    assert Month(2026, number).months() == (upper, lower)


def test_a_quarter_is_the_mean_of_its_three_months():
    assert [month.code for month in Quarter(2026, 4).parts] == ["2026-10", "2026-11", "2026-12"]


@pytest.mark.parametrize(
    ("text", "period"),
    [("2026-Q3", Quarter(2026, 3)), ("2026-07", Month(2026, 7)), ("2026-12", Month(2026, 12))],
)
def test_a_period_is_read_from_its_code(text, period):
    assert parse_period(text) == period
    assert parse_period(period.code) == period


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-7", "2026-Q5", "", "Q3"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(ValueError):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Kỳ: Quý III năm 2026", Quarter(2026, 3)),
        ("Kỳ: Tháng 7 năm 2026", Month(2026, 7)),
        ("(Kỳ theo dõi, đánh giá: Tháng 07/2026)", Month(2026, 7)),
    ],
)
def test_a_period_is_read_from_a_title_row(text, period):
    assert parse_period_title(text) == period


@pytest.mark.parametrize("text", ["Tháng 13 năm 2026", "7 tháng năm 2026", "Kỳ: năm 2026"])
def test_a_title_that_names_no_period_is_refused(text):
    with pytest.raises(ValueError):
        parse_period_title(text)
