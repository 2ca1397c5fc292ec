"""Boards of the caseload as arithmetic: ranks with ties, points, per cent, steps of a cumulative year."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.caseload import FLOWS, Figures, Rate, complete
from evaluation.rules.results import (
    CODES,
    COLUMNS,
    Totals,
    change,
    exact_points,
    over_target,
    per_head,
    ranks,
    rounded,
    steps,
    total,
)


def rate(numerator: int, denominator: int) -> Rate:
    return Rate(Fraction(numerator, denominator) if denominator else None, numerator, denominator)


def test_columns_are_c1_to_c18():
    assert (len(COLUMNS), CODES["brought_forward"], CODES["resolved"], CODES["watch_book"]) == (
        18,
        "C1",
        "C12",
        "C18",
    )


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(26_560, 29_865, "12.44", id="T5-thu-ly-moi"),
        pytest.param(47_406, 53_266, "12.36", id="T5-phai-thi-hanh"),
        pytest.param(29_920, 34_110, "14.00", id="T5-co-dieu-kien"),
        pytest.param(20_054, 21_468, "7.05", id="T5-xong"),
        (200, 100, "-50.00"),
        (7, 7, "0.00"),
    ],
)
def test_counts_change_in_per_cent(before: int, now: int, expected: str):
    assert change(before, now) == Decimal(expected)


def test_from_nothing_there_is_no_per_cent():
    assert change(0, 5) is None


@pytest.mark.parametrize(
    ("reached", "target", "expected"),
    [
        pytest.param(rate(577_876, 685_898), "83.90", "0.35", id="2025-viec"),
        pytest.param(rate(5613, 10_000), "51.90", "4.23", id="2025-tien"),
        pytest.param(rate(0, 5), "80", "-80.00", id="nothing-resolved"),
    ],
)
def test_a_rate_differs_from_its_target_in_points(reached: Rate, target: str, expected: str):
    assert rounded(over_target(reached, Decimal(target))) == Decimal(expected)


def test_without_executable_cases_there_is_no_difference():
    assert over_target(rate(0, 0), Decimal(80)) is None
    assert exact_points(rate(1, 2), rate(0, 0)) is None
    assert exact_points(rate(0, 0), rate(1, 2)) is None
    assert exact_points(None, rate(1, 2)) is None
    assert rounded(None) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([Fraction(1, 2), Fraction(3, 4), Fraction(3, 4), Fraction(1, 4)], [3, 1, 1, 4]),
        ([Fraction(1, 3), Fraction(2, 6), None], [1, 1, None]),
        ([None], [None]),
        ([], []),
    ],
)
def test_equal_rates_share_a_place_and_the_next_is_left_out(values, expected):
    assert ranks(values) == expected


def test_84_and_a_little_more_are_not_equal():
    assert ranks([Fraction(840_001, 1_000_000), Fraction(84, 100)]) == [1, 2]


def test_no_rows_are_not_0():
    assert total([]) is None
    assert total([Totals(Figures()), Totals(Figures(), 3)]) == Totals(Figures(), 3)


def test_load_per_officer():
    assert (per_head(885_833, 4_101), per_head(5, 0)) == (Fraction(885_833, 4_101), None)


def test_c17_against_c1_t3_national_2022():
    nation = Totals(complete({"brought_forward": 349_412, "accepted": 547_121, "entrusted": 35_004,
                              "to_enforce": 861_529, "executable": 653_719, "completed": 539_290}))  # fmt: skip
    assert nation.figures.carried_forward == 322_239
    assert nation.carried_change == -27_173
    assert rounded(nation.resolved_rate.percent) == Decimal("82.50")
    assert rounded(nation.executable_rate.percent) == Decimal("75.88")


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12))
def test_the_steps_of_a_year_add_up_to_its_last_month(resolved: list[int]):
    cumulative = [(n + 1, Figures(resolved=value, accepted=2 * value)) for n, value in enumerate(resolved)]
    found = steps(cumulative)
    assert sum(step.figures.resolved for step in found) == resolved[-1]
    assert [step.months for step in found] == [1] * len(resolved)
    assert set(FLOWS) >= {"resolved", "accepted"}


def test_a_step_over_months_that_were_not_reported_says_how_many_it_covers():
    found = steps([(6, Figures(resolved=40)), (9, Figures(resolved=67))])
    assert [(step.months, step.figures.resolved) for step in found] == [(6, 40), (3, 27)]
