"""The cap on "hoàn thành xuất sắc" (article 20.5), in both readings."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.cap import beyond, overruns, percent_for
from evaluation.rules.quota import excellent_quota


@pytest.mark.parametrize(
    ("people", "literal_20", "literal_25", "other_20", "other_25"),
    [(0, 0, 0, 0, 0), (4, 0, 0, 0, 1), (5, 0, 1, 1, 1), (6, 1, 1, 1, 1), (12, 2, 2, 2, 3), (26, 4, 5, 5, 6)],
)
def test_quota_20_5(people: int, literal_20: int, literal_25: int, other_20: int, other_25: int) -> None:
    assert excellent_quota(people, 20, "tot") == literal_20
    assert excellent_quota(people, 25, "tot") == literal_25
    assert excellent_quota(people, 20, "tot_tro_len") == other_20
    assert excellent_quota(people, 25, "tot_tro_len") == other_25


def test_25_per_cent_only_by_decision_20_5_b() -> None:
    assert (percent_for(False), percent_for(True)) == (20, 25)


@given(st.integers(0, 3000), st.sampled_from([20, 25]))
def test_the_literal_quota_is_the_most_that_holds_20_5_a(people: int, percent: int) -> None:
    most = excellent_quota(people, percent, "tot")
    assert most * 100 <= percent * (people - most)
    assert (most + 1) * 100 > percent * (people - most - 1)


@pytest.mark.parametrize(
    ("rated", "scope", "expected"),
    [
        pytest.param([("a", "xuat_sac")] + [("a", "tot")] * 5, "agency_and_group", [], id="one-of-six"),
        pytest.param(
            [("a", "xuat_sac")] + [("a", "tot")] * 4, "agency_and_group", [(None, 1), ("a", 1)], id="five"
        ),
        pytest.param(
            [("a", "xuat_sac")] + [("a", "tot")] * 3 + [("b", "tot")] * 9,
            "agency_and_group",
            [("a", 1)],
            id="each-group",
        ),
        pytest.param(
            [("a", "xuat_sac")] + [("a", "tot")] * 3 + [("b", "tot")] * 9, "agency", [], id="agency-alone"
        ),
        pytest.param(
            [("a", "xuat_sac")] + [("a", "hoan_thanh")] * 9, "agency", [(None, 1)], id="only-tot-is-base"
        ),
    ],
)
def test_where_the_cap_is_broken_20_5_a(rated, scope, expected) -> None:
    found = overruns(rated, 20, "tot", scope)
    assert [(item.group, item.over) for item in found] == expected


@pytest.mark.parametrize(
    ("points", "allowed", "expected"),
    [
        ([95, 94, 93], 3, [False, False, False]),
        ([95, 94, 93], 1, [False, True, True]),
        ([95, 94, 94, 93], 2, [False, True, True, True]),
        ([95, 95], 0, [True, True]),
        ([], 0, []),
    ],
)
def test_people_with_equal_points_are_left_to_people(points, allowed, expected) -> None:
    assert beyond([Fraction(value) for value in points], allowed) == expected
