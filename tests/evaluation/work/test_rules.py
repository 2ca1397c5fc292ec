"""The rules of giving work, by tables of values and by properties (articles 13, 14.2, 18.1)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.giving import (
    Counted,
    adds_up,
    coefficient_of,
    excused,
    left_to_do,
    most_done,
    noted,
    progress,
    recounted,
)
from evaluation.rules.nd335 import WorkLine, converted, staff_result
from evaluation.rules.periods import Month, Quarter
from evaluation.rules.quantities import parse_quantity, written_quantity
from evaluation.rules.target_share import periods_left, share_of_target
from hrm.kernel.numbers import NumberError

D = Decimal
quantities = st.decimals(min_value=0, max_value=500, places=4)
coefficients = st.decimals(min_value=D("0.1"), max_value=20, places=4)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2", "2"), ("2,5", "2.5"), ("2.5", "2.5"), ("1.234", "1234"), ("0,3333", "0.3333"), ("0", "0")],
)
def test_quantities_are_read_as_the_workbooks_read_them(text: str, value: str) -> None:
    assert parse_quantity(text) == D(value)


@pytest.mark.parametrize("text", ["-1", "10001", "0,33333", "abc", "", "1e3", "٣", "nan", "1,2,3"])
def test_negative_absurd_and_broken_quantities_are_refused(text: str) -> None:
    with pytest.raises(NumberError):
        parse_quantity(text)


@pytest.mark.parametrize(("value", "text"), [("2.5000000000", "2,5"), ("100", "100"), ("1234", "1.234")])
def test_quantities_are_written_with_a_comma(value: str, text: str) -> None:
    assert written_quantity(D(value)) == text
    assert parse_quantity(text) == D(value)


@pytest.mark.parametrize(
    ("before", "after"),
    [((0, 0), (1, 1)), ((1, 1), (2, 2)), ((2, 0), (2, 1)), ((2, 2), (3, 3)), ((3, 1), (3, 2))],
    ids=["first", "second", "details one of two", "a third", "two were a number only"],
)
def test_art_14_2_a_detail_never_doubles_a_number_from_a_workbook(before, after) -> None:
    assert noted(Counted(*before)) == Counted(*after)


@pytest.mark.parametrize(("before", "after"), [((1, 1), (0, 0)), ((3, 1), (2, 0)), ((0, 0), (0, 0))])
def test_art_14_2_an_objective_cause_takes_one_off_and_never_below_zero(before, after) -> None:
    assert excused(Counted(*before)) == Counted(*after)


@given(st.lists(st.booleans(), max_size=30), st.integers(0, 10))
def test_art_14_2_noting_and_excusing_keeps_the_times_without_details(steps: list[bool], start: int) -> None:
    times = Counted(start, 0)
    for note in steps:
        if note:
            before = times
            times = noted(times)
            assert times.without_details == max(before.without_details - 1, 0)
        elif times.detailed:
            kept = times.without_details
            times = excused(times)
            assert times.without_details == kept
        assert times.counted >= times.detailed >= 0


@pytest.mark.parametrize(
    ("total", "detailed", "excused_times", "counts"),
    [(2, 0, 0, 2), (2, 1, 1, 1), (2, 0, 2, 0), (1, 2, 0, 2), (0, 0, 1, 0)],
)
def test_art_14_2_a_workbook_read_again_excuses_what_was_excused(
    total, detailed, excused_times, counts
) -> None:
    assert recounted(total, detailed, excused_times) == counts


@pytest.mark.parametrize(
    ("assigned", "over", "done", "left"),
    [("10", "0", None, "10"), ("10", "3", None, "7"), ("10", "3", "4", "3"), ("10", "0", "12", "0")],
)
def test_art_18_1_d_what_is_left_to_hand_over(assigned, over, done, left) -> None:
    assert left_to_do(D(assigned), D(over), D(done) if done else None) == D(left)


def test_art_18_1_d_what_was_handed_over_is_never_done_by_the_first() -> None:
    assert most_done(D(10), D(3)) == 7
    assert most_done(D(10), D(0)) is None


@pytest.mark.parametrize(
    ("quantity", "shares", "whole"),
    [
        ("1", ["0.5", "0.5"], True),
        ("1", ["0.3333", "0.3333", "0.3334"], True),
        ("1", ["0.3333", "0.3333", "0.3333"], False),
        ("2", ["2", "0"], False),
        ("2", ["3", "-1"], False),
        ("2", [], False),
    ],
)
def test_art_18_1_c_shares_add_up_exactly(quantity: str, shares: list[str], whole: bool) -> None:
    assert adds_up(D(quantity), [D(share) for share in shares]) is whole


@given(
    st.lists(st.decimals(min_value=D("0.0001"), max_value=50, places=4), min_size=1, max_size=8), coefficients
)
def test_art_18_1_c_shares_conserve_the_quantity_in_converted_units(shares: list[D], coefficient: D) -> None:
    whole = sum(shares, D(0))
    assert adds_up(whole, shares)
    apart = sum(converted([WorkLine(coefficient, share, share)]).assigned for share in shares)
    assert apart == converted([WorkLine(coefficient, whole, whole)]).assigned


@given(quantities, quantities, quantities, coefficients, st.integers(0, 5), st.integers(0, 5))
def test_art_14_more_work_done_never_lowers_a_score(
    given_, done, more, coefficient, failures, delays
) -> None:
    line = WorkLine(coefficient, given_ + 1, done, failures, delays)
    better = WorkLine(coefficient, given_ + 1, done + more, failures, delays)
    assert staff_result(converted([better])) >= staff_result(converted([line]))


@given(quantities, quantities, st.data(), coefficients, st.integers(0, 3))
def test_art_18_1_d_a_hand_over_never_raises_the_first_and_never_lowers_the_second(
    assigned, done, data, coefficient, failures
) -> None:
    done = min(done, assigned)
    over = data.draw(st.decimals(min_value=0, max_value=left_to_do(assigned, D(0), done), places=4))
    before = converted([WorkLine(coefficient, assigned, done, failures)])
    most = most_done(assigned, over)
    after = converted([WorkLine(coefficient, assigned, done if most is None else min(done, most), failures)])
    assert after.assigned == before.assigned
    assert all(now <= then for now, then in zip(after, before, strict=True))
    own = WorkLine(coefficient, assigned + 1, done)
    taken = WorkLine(coefficient, over, over, unplanned=True)
    alone, with_taken = converted([own]), converted([own, taken])
    assert with_taken.assigned == alone.assigned
    assert staff_result(with_taken) >= staff_result(alone)


def test_an_open_line_does_not_hide_what_is_done_so_far() -> None:
    found = progress(
        [WorkLine(D(2), D(10), D(5)), WorkLine(D(1), D(20), None), WorkLine(D(1), D(4), D(4), unplanned=True)]
    )
    assert (found.totals.assigned, found.totals.done, found.not_reported) == (40, 14, 1)
    assert found.share == Fraction(14, 40)
    assert progress([]).share is None


@pytest.mark.parametrize(
    ("points", "standard", "value"), [("30", "20", Fraction(3, 2)), ("20", "20", 1), ("1", "0", None)]
)
def test_art_13_1_c_the_coefficient_is_points_over_the_standard_products(points, standard, value) -> None:
    assert coefficient_of(D(points), D(standard)) == value


@pytest.mark.parametrize(
    ("period", "left"),
    [
        (Quarter(2026, 4), 4),
        (Quarter(2027, 1), 3),
        (Quarter(2027, 2), 2),
        (Quarter(2027, 3), 1),
        (Month(2026, 10), 12),
        (Month(2027, 9), 1),
    ],
)
def test_periods_left_of_the_statistical_year(period, left: int) -> None:
    assert periods_left(period) == left


@pytest.mark.parametrize(
    ("percent", "c8", "resolved", "left", "quantity"),
    [
        ("80", 100, 0, 4, 20),
        ("86.5", 100, 0, 4, 22),
        ("80", 100, 50, 2, 15),
        ("80", 100, 80, 2, 0),
        ("80", 100, 95, 1, 0),
        ("80", 0, 0, 4, 0),
        ("80", 1, 0, 4, 1),
    ],
    ids=[
        "even",
        "rounded up",
        "less what is resolved",
        "reached",
        "beyond",
        "nothing executable",
        "one case",
    ],
)
def test_a_target_is_spread_over_the_periods_left(percent, c8, resolved, left, quantity) -> None:
    assert share_of_target(D(percent), c8, resolved, left).quantity == quantity


@given(
    st.decimals(min_value=D("0.001"), max_value=100, places=3),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.integers(1, 12),
)
def test_giving_the_share_each_period_reaches_the_target(percent, c8, resolved, left) -> None:
    wanted = share_of_target(percent, c8, resolved, left).wanted
    for n in range(left, 0, -1):
        resolved += share_of_target(percent, c8, resolved, n).quantity
    assert resolved >= wanted
