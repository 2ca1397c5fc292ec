"""Quarters of the calendar year and cumulative months of the statistical year (October to September)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.periods import Quarter, StatMonth

QUARTERS = st.builds(Quarter, st.integers(2000, 2100), st.integers(1, 4))
STAT_MONTHS = st.builds(StatMonth, st.integers(2000, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("number", "start", "end", "last_day", "title"),
    [
        (1, date(2026, 1, 1), date(2026, 4, 1), date(2026, 3, 31), "Quý I năm 2026"),
        (2, date(2026, 4, 1), date(2026, 7, 1), date(2026, 6, 30), "Quý II năm 2026"),
        (3, date(2026, 7, 1), date(2026, 10, 1), date(2026, 9, 30), "Quý III năm 2026"),
        (4, date(2026, 10, 1), date(2027, 1, 1), date(2026, 12, 31), "Quý IV năm 2026"),
    ],
)
def test_a_quarter_knows_its_days_and_names(number, start, end, last_day, title):
    quarter = Quarter(2026, number)

    assert (quarter.start, quarter.end, quarter.last_day) == (start, end, last_day)
    assert (quarter.code, quarter.title, str(quarter)) == (f"2026-Q{number}", title, title)


@pytest.mark.parametrize(
    ("number", "upper", "lower"),
    [
        (1, StatMonth(2026, 6), StatMonth(2026, 3)),
        (2, StatMonth(2026, 9), StatMonth(2026, 6)),
        (3, StatMonth(2026, 12), StatMonth(2026, 9)),
        (4, StatMonth(2027, 3), None),
    ],
)
def test_the_figures_of_a_quarter_are_a_difference_within_one_statistical_year(number, upper, lower):
    assert Quarter(2026, number).months() == (upper, lower)


@given(QUARTERS)
def test_the_months_of_a_quarter_cover_exactly_its_days(quarter):
    upper, lower = quarter.months()

    assert upper.end == quarter.end
    assert (lower.end if lower else upper.start) == quarter.start


@given(QUARTERS)
def test_a_quarter_is_read_back_from_what_it_writes(quarter):
    assert Quarter.parse(quarter.code) == quarter
    assert Quarter.parse_title(quarter.title) == quarter


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_falls_in_one_quarter(day):
    quarter = Quarter.containing(day)

    assert quarter.start <= day <= quarter.last_day


@pytest.mark.parametrize(
    "code",
    ["", "2026", "2026-Q0", "2026-Q5", "2026-q3", "2026Q3", " 2026-Q3", "2026-Q3\n", "26-Q3", "0000-Q1"],
)
def test_another_code_is_refused(code):
    with pytest.raises(ValueError):
        Quarter.parse(code)


@pytest.mark.parametrize(
    "title",
    [
        "Quý III năm 2026",
        "Kỳ: Quý III năm 2026",
        "KỲ: QUÝ III NĂM 2026",
        "Kỳ đánh giá: Quý III năm 2026",
        "  Kỳ :  quý 3  năm 2026 ",
        "Quý 3/2026",
        "Quý III/2026",
        "ky: quy iii nam 2026",
        "Bảng giao việc - Kỳ: Quý III năm 2026",
        "Quý III năm 2026 (từ 01/7/2026 đến 30/9/2026)",
        "Ky\u0300: Quy\u0301 III na\u0306m 2026",
    ],
)
def test_a_title_row_states_the_quarter(title):
    assert Quarter.parse_title(title) == Quarter(2026, 3)


@pytest.mark.parametrize(
    "title",
    ["", "Quý V năm 2026", "Quý 5/2026", "Quý III", "Quý III năm 26", "9 tháng năm 2026", "Kỳ:", "IIII"],
)
def test_another_title_is_no_quarter(title):
    with pytest.raises(ValueError):
        Quarter.parse_title(title)


@pytest.mark.parametrize(
    ("months", "last_day"),
    [
        (1, date(2025, 10, 31)),
        (3, date(2025, 12, 31)),
        (5, date(2026, 2, 28)),
        (6, date(2026, 3, 31)),
        (9, date(2026, 6, 30)),
        (12, date(2026, 9, 30)),
    ],
)
def test_months_of_a_statistical_year_count_from_october_of_the_year_before(months, last_day):
    month = StatMonth(2026, months)

    assert (month.start, month.last_day) == (date(2025, 10, 1), last_day)
    assert month.end == last_day + timedelta(days=1)
    assert (month.title, str(month)) == (f"{months} tháng năm 2026",) * 2


@given(STAT_MONTHS)
def test_a_month_is_read_back_from_its_title(month):
    assert StatMonth.parse_title(month.title) == month
    assert StatMonth.parse_title(f"Kỳ báo cáo: {month.title}") == month


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("Kỳ báo cáo: 9 tháng năm 2026", 9),
        ("Kỳ báo cáo 9 tháng năm 2026", 9),
        ("9 tháng năm 2026", 9),
        ("09 tháng năm 2026", 9),
        ("06 tháng đầu năm 2026", 6),
        ("9 tháng/2026", 9),
        ("12 THÁNG NĂM 2026", 12),
        ("Năm 2026", 12),
        ("Kỳ báo cáo: Năm 2026", 12),
        ("cả năm 2026", 12),
        ("ky bao cao: 9 thang nam 2026", 9),
        ("Kỳ báo cáo: 9 tháng năm 2026 (từ 01/10/2025 đến 30/6/2026).", 9),
    ],
)
def test_a_title_row_states_the_month(title, months):
    assert StatMonth.parse_title(title) == StatMonth(2026, months)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "0 tháng năm 2026",
        "13 tháng năm 2026",
        "9 tháng",
        "Quý III năm 2026",
        "Phú Thọ, ngày 5 tháng 10 năm 2026",
        "Kết quả năm 2026 của Phòng",
        "9 tháng năm 20262",
    ],
)
def test_another_title_is_no_month(title):
    with pytest.raises(ValueError):
        StatMonth.parse_title(title)


def test_months_are_ordered_within_and_between_years():
    months = [StatMonth(2027, 1), StatMonth(2026, 12), StatMonth(2026, 3), StatMonth(2026, 9)]

    assert sorted(months) == [
        StatMonth(2026, 3),
        StatMonth(2026, 9),
        StatMonth(2026, 12),
        StatMonth(2027, 1),
    ]


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (20260, 1), (0, 1)])
def test_there_is_no_such_quarter(year, number):
    with pytest.raises(ValueError):
        Quarter(year, number)
