"""Boundary values of Decree 335/2025, each test named by its article; docs/decisions/0011 is the table of all."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.entry.years import HANDLINGS
from evaluation.rules.cap import overruns
from evaluation.rules.criteria import CRITERIA, check_points
from evaluation.rules.nd335 import Band, Totals, band, staff_result, total
from evaluation.rules.quota import excellent_quota
from evaluation.rules.year335 import Away, Leave, Span, band_of, months_of_service, too_short
from hrm.kernel.working_days import add_working_days

HAIR = Decimal("0.0000000001")


@pytest.mark.parametrize(
    ("lowest", "reached", "below"),
    [
        ("90", Band.XUAT_SAC, Band.TOT),
        ("70", Band.TOT, Band.HOAN_THANH),
        ("50", Band.HOAN_THANH, Band.KHONG_HOAN_THANH),
    ],
)
def test_article_20_a_hair_below_a_band_is_below_it(lowest: str, reached: Band, below: Band) -> None:
    points = Decimal(lowest)
    assert (band(points), band(points - HAIR)) == (reached, below)
    assert (band_of(Fraction(points)), band_of(Fraction(points - HAIR))) == (reached, below)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("89.995", Band.TOT),
        ("89.9949", Band.TOT),
        ("69.999", Band.HOAN_THANH),
        ("49.999", Band.KHONG_HOAN_THANH),
    ],
)
def test_article_20_what_rounding_would_lift_stays_below(points: str, expected: Band) -> None:
    assert band(Decimal(points)) is expected


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_article_20_more_points_never_give_a_lower_band(one: Fraction, other: Fraction) -> None:
    order = [Band.KHONG_HOAN_THANH, Band.HOAN_THANH, Band.TOT, Band.XUAT_SAC]
    low, high = sorted((one, other))
    assert order.index(band_of(low)) <= order.index(band_of(high))


@pytest.mark.parametrize(("people", "places"), [(0, 0), (1, 0), (5, 0), (6, 1), (11, 1), (12, 2)])
def test_article_20_5_five_people_give_no_excellent_and_six_give_one(people: int, places: int) -> None:
    """20 per cent of those finally rated tốt: one beside five."""
    assert excellent_quota(people, 20, "tot") == places
    if places == 0 and people:
        rated = [("g", "xuat_sac"), *[("g", "tot")] * (people - 1)]
        assert overruns(rated, 20, "tot", "agency")


@pytest.mark.parametrize(("people", "places"), [(4, 0), (5, 1), (9, 1), (10, 2)])
def test_article_20_5_b_a_quarter_gives_one_of_five(people: int, places: int) -> None:
    assert excellent_quota(people, 25, "tot") == places


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["xuat_sac", "tot", "hoan_thanh"])), max_size=30
    )
)
def test_article_20_5_what_is_not_reported_as_an_overrun_keeps_the_cap(rated: list[tuple[str, str]]) -> None:
    if overruns(rated, 20, "tot", "agency_and_group"):
        return
    for group in (None, "a", "b"):
        bands = [band_ for name, band_ in rated if group in (None, name)]
        assert bands.count("xuat_sac") * 100 <= 20 * bands.count("tot")


@pytest.mark.parametrize("line", CRITERIA, ids=lambda line: line.code)
def test_article_12_a_line_takes_its_maximum_and_no_more(line) -> None:
    assert check_points(line.code, line.maximum)
    assert check_points(line.code, Decimal(0))
    assert not check_points(line.code, line.maximum + Decimal("0.0001"))
    assert not check_points(line.code, Decimal("-0.0001"))


def test_article_12_the_ten_lines_and_the_whole_of_the_work_make_exactly_100() -> None:
    ten = Decimal(10)
    most = total(
        sum((line.maximum for line in CRITERIA), Decimal(0)), staff_result(Totals(ten, ten, ten, ten))
    )
    assert most == 100


@pytest.mark.parametrize(("first_day", "rated"), [((2026, 7, 1), True), ((2026, 7, 2), False)])
def test_article_11_1_six_months_to_the_day(first_day: tuple[int, int, int], rated: bool) -> None:
    assert too_short(months_of_service(2026, [Span(date(*first_day))], [])) is not rated


def test_article_11_2_unpaid_leave_shortens_the_year_and_sick_leave_does_not() -> None:
    away = Span(date(2026, 1, 1), date(2026, 7, 2))
    whole = [Span(date(2020, 1, 1))]
    assert too_short(months_of_service(2026, whole, [Leave(away, Away.UNPAID)]))
    assert not too_short(months_of_service(2026, whole, [Leave(away, Away.SICK)]))
    assert not too_short(months_of_service(2026, whole, [Leave(away, Away.MATERNITY)]))


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 11, 23), date(2026, 12, 3)),  # the day itself is not counted, 24/11 is a holiday
        (date(2026, 11, 27), date(2026, 12, 8)),  # a Friday: two weekends lie between
        (date(2026, 11, 28), date(2026, 12, 8)),  # a Saturday ends no later than the Friday before it
        (date(2026, 12, 28), date(2027, 1, 7)),  # New Year's Day is a holiday
    ],
)
def test_article_22_the_seventh_working_day_is_the_last(received: date, last: date) -> None:
    assert add_working_days(received, 7) == last


def test_article_23_the_handling_offered_is_that_of_the_decree() -> None:
    """The six uses of the year's rating, points a, b, c, d, đ, e of paragraph 3."""
    assert [text.rpartition("(điểm ")[2] for text in HANDLINGS] == [
        f"{letter} khoản 3 Điều 23)" for letter in "abcdđe"
    ]
