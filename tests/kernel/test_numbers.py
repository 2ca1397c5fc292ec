"""Exact numbers out of cells, and numbers as they are shown."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm.kernel.numbers import (
    NumberError,
    Reason,
    cut,
    group,
    parse_count,
    parse_decimal,
    parse_dong,
    parse_thousand_dong,
    rate,
    row_key,
    show_decimal,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [("7", 7), ("0", 0), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None)]
    + [(odd, None) for odd in ("", " 7", "-1", "+1", "1.0", "²", "٣", "x", "1_0")],
)
def test_a_key_from_an_address_is_a_number_of_ours_or_none(text, key):
    """“²” is a digit to Python that int() refuses; 5,000 digits are too many for int()."""
    assert row_key(text) == key


@pytest.mark.parametrize(
    ("value", "count"),
    [(3, 3), (3.0, 3), (0, 0), ("12", 12), ("1.234", 1234), ("1.234.567", 1234567), (" 7 ", 7), ("0", 0)],
)
def test_a_count_is_whole(value, count):
    assert parse_count(value) == count


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, Reason.EMPTY),
        ("  ", Reason.EMPTY),
        (3.5, Reason.FRACTION),
        ("3,5", Reason.FRACTION),
        (-1, Reason.NEGATIVE),
        ("-1", Reason.NEGATIVE),
        ("−1", Reason.NEGATIVE),
        ("1.2", Reason.GROUPING),
        ("1.2345", Reason.GROUPING),
        ("1234.567", Reason.GROUPING),
        ("1..234", Reason.GROUPING),
        ("mười", Reason.NOT_A_NUMBER),
        ("12 việc", Reason.NOT_A_NUMBER),
        ("+3", Reason.NOT_A_NUMBER),
        ("٣", Reason.NOT_A_NUMBER),
        (True, Reason.NOT_A_NUMBER),
        (float("nan"), Reason.NOT_A_NUMBER),
        (float("inf"), Reason.NOT_A_NUMBER),
        (1e300, Reason.TOO_LARGE),
        (2**31, Reason.TOO_LARGE),
        ("9" * 5000, Reason.TOO_LARGE),
    ],
)
def test_what_is_no_count_is_refused_with_a_reason(value, reason):
    with pytest.raises(NumberError) as refused:
        parse_count(value)
    assert refused.value.reason is reason


@settings(deadline=None)
@given(st.integers(0, 2**31 - 1))
def test_every_count_comes_back_grouped_or_not(n):
    assert parse_count(group(n)) == parse_count(str(n)) == parse_count(float(n)) == n


@pytest.mark.parametrize(
    ("value", "dong"),
    [
        (1234, 1234000),
        (1234.5, 1234500),
        (1234.567, 1234567),
        (0.1 + 0.2, 300),
        ("1.234", 1234000),
        ("1.234,5", 1234500),
        ("1234,567", 1234567),
        ("0,001", 1),
        (999999999.999, 999999999999),
    ],
)
def test_thousands_of_dong_are_exact_in_dong(value, dong):
    assert parse_thousand_dong(value) == dong


@pytest.mark.parametrize("value", [0.0005, "0,0005", "1,2345"])
def test_less_than_one_dong_is_refused(value):
    with pytest.raises(NumberError) as refused:
        parse_thousand_dong(value)
    assert refused.value.reason is Reason.FRACTION


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_every_amount_comes_back(dong):
    assert parse_dong(group(dong)) == parse_dong(dong) == dong
    thousands = f"{group(dong // 1000)},{dong % 1000:03}"
    assert parse_thousand_dong(thousands) == dong


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_every_amount_comes_back_from_a_number_cell(dong):
    assert parse_thousand_dong(float(Decimal(dong) / 1000)) == dong


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2,34", "2.34"), ("2.34", "2.34"), (2.34, "2.34"), ("1.234", "1.234"), (3, "3"), ("-0,5", "-0.5")],
)
def test_a_coefficient_takes_a_comma_or_a_dot(value, expected):
    assert parse_decimal(value) == Decimal(expected)


@pytest.mark.parametrize("value", ["1.234,5", "1,2,3", ",5", "5,", "2,34 x", "1e3", "NaN", True])
def test_what_is_no_decimal_is_refused(value):
    with pytest.raises(NumberError) as refused:
        parse_decimal(value)
    assert refused.value.reason is Reason.NOT_A_NUMBER


@settings(deadline=None)
@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_whatever_a_cell_holds_is_a_number_or_refused(value):
    for parse in (parse_count, parse_dong, parse_thousand_dong, parse_decimal):
        with contextlib.suppress(NumberError):
            assert parse(value) is not None


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("89.995", 2, "89,99"),
        ("89.999999", 2, "89,99"),
        ("70", 2, "70,00"),
        ("-0.001", 2, "0,00"),
        ("1234.5", 1, "1.234,5"),
        ("51.5", 0, "51"),
    ],
)
def test_points_are_shown_cut_never_rounded_up(value, places, shown):
    assert show_decimal(Decimal(value), places) == shown


def test_cutting_keeps_even_very_long_numbers():
    assert cut(Decimal("1" * 60 + ".999"), 1) == Decimal("1" * 60 + ".9")


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [
        (53, 103, 1, Decimal("51.5")),
        (1, 8, 1, Decimal("12.5")),
        (1, 16, 1, Decimal("6.3")),
        (1, 800, 2, Decimal("0.13")),
        (0, 5, 2, Decimal("0.00")),
        (5, 0, 2, None),
    ],
)
def test_a_rate_is_rounded_half_up_and_unknown_over_nothing(part, whole, places, expected):
    assert rate(part, whole, places) == expected


def test_thousands_are_grouped_with_dots():
    assert [group(n) for n in (0, 999, 1000, 1234567, -1500)] == ["0", "999", "1.000", "1.234.567", "-1.500"]
