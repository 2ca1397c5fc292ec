"""The ten lines of Mẫu số 01 (NĐ 335/2025, Phụ lục II) and the points they take."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.nd335 import CRITERIA, GENERAL_MAXIMUM, GROUPS, check_points, general_sum

MAXIMA = {line.code: line.maximum for line in CRITERIA}


def test_the_form_has_ten_lines_in_three_groups_worth_thirty_points():
    """Art. 12.2."""
    assert list(MAXIMA) == [
        "I.1",
        "I.2",
        "II.1",
        "II.2",
        "II.3",
        "II.4",
        "III.1",
        "III.2",
        "III.3",
        "III.4",
    ]
    assert sum(MAXIMA.values()) == GENERAL_MAXIMUM == 30


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_gives_ten_points_through_its_lines(group):
    lines = [line for line in CRITERIA if line.group == group.code]

    assert sum(line.maximum for line in lines) == group.maximum == 10
    assert [line.number for line in lines] == [str(place) for place in range(1, len(lines) + 1)]


def test_the_words_are_those_of_the_form():
    """The form says người dân where article 12 says Nhân dân, and ends the lines of group III with a stop."""
    texts = {line.code: line.text for line in CRITERIA}

    assert texts["II.4"] == "Thái độ phục vụ người dân, doanh nghiệp và khả năng phối hợp với đồng nghiệp"
    assert [code for code, text in texts.items() if text.endswith(".")] == [
        "III.1",
        "III.2",
        "III.3",
        "III.4",
    ]


@pytest.mark.parametrize(
    ("code", "points", "allowed"),
    [
        ("I.1", "0", True),
        ("I.1", "5", True),
        ("I.1", "5.01", False),
        ("I.2", "-0.01", False),
        ("II.1", "2.5", True),
        ("II.1", "2.51", False),
        ("III.4", "2.25", True),
        ("III.4", "NaN", False),
        ("III.4", "Infinity", False),
    ],
)
def test_a_line_takes_points_up_to_its_maximum(code, points, allowed):
    assert check_points(code, Decimal(points)) is allowed


def test_an_unknown_line_is_an_error():
    with pytest.raises(KeyError):
        check_points("IV.1", Decimal(1))


def test_all_lines_at_their_maximum_make_thirty():
    assert general_sum(MAXIMA) == 30


@pytest.mark.parametrize("code", MAXIMA)
def test_one_open_line_leaves_the_sum_open(code):
    assert general_sum(MAXIMA | {code: None}) is None
    assert general_sum({other: points for other, points in MAXIMA.items() if other != code}) is None


@given(st.fixed_dictionaries({code: st.decimals(0, most, places=2) for code, most in MAXIMA.items()}))
def test_allowed_points_always_make_0_to_30(points):
    assert all(check_points(code, given_points) for code, given_points in points.items())
    assert 0 <= general_sum(points) <= 30
