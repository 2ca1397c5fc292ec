"""Scoring by Decree 335/2025/NĐ-CP: tables of values with the article, and what must always hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules import rule_set_for
from evaluation.rules.nd335 import (
    BAND_TEXTS,
    FULL,
    HALF,
    Band,
    Ratios,
    Reading,
    Totals,
    WorkLine,
    band,
    converted,
    leader_result,
    ratios,
    staff_result,
    total,
    unit_result,
)

NOTHING = Totals(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def line(coefficient="1", assigned="0", done="0", **rest):
    return WorkLine(Decimal(coefficient), Decimal(assigned), None if done is None else Decimal(done), **rest)


def totals(assigned, done, quality, on_time):
    return Totals(*(None if one is None else Decimal(one) for one in (assigned, done, quality, on_time)))


# A worked example: 20 units given, 18 done; a product of two units failed once, a product
# of four units was late twice.
EXAMPLE = [
    line("2", "2", "2", failures=1),
    line("4", "2", "2", delays=2),
    line("1", "8", "6"),
]


def test_the_worked_example_of_an_officer():
    """Art. 14, 16.1, 17.1: 0,90; 0,875; 0,80 and 27 general points make 87,0833."""
    sums = converted(EXAMPLE)

    assert sums == totals("20", "18", "17.5", "16")
    assert ratios(sums) == Ratios(Decimal("0.9"), Decimal("0.875"), Decimal("0.8"))
    points = total(Decimal(27), staff_result(sums))
    assert f"{points:.4f}" == "87.0833"
    assert band(points) is Band.TOT


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        # art. 14.1: converted = coefficient × quantity
        ([line("1.5", "4", "3")], ("6", "4.5", "4.5", "4.5")),
        ([line("0.125", "8", "8"), line("2", "1", "1")], ("3", "3", "3", "3")),
        # art. 18.1.c: a share of a joint product
        ([line("4", "0.5", "0.25")], ("2", "1", "1", "1")),
        # art. 14.2.b: each failed assessment takes 25% of one product
        ([line("2", "3", "3", failures=1)], ("6", "6", "5.5", "6")),
        ([line("2", "3", "3", failures=4)], ("6", "6", "4", "6")),
        # art. 14.2.c: each late instance takes 25% of one product
        ([line("2", "3", "3", delays=3)], ("6", "6", "6", "4.5")),
        ([line("2", "3", "3", failures=1, delays=1)], ("6", "6", "5.5", "5.5")),
        # beyond the fourth instance of a single product nothing is left to take
        ([line("2", "1", "1", failures=4)], ("2", "2", "0", "2")),
        ([line("2", "1", "1", failures=9, delays=5)], ("2", "2", "0", "0")),
        ([line("2", "1", "0", failures=1), line("1", "1", "1")], ("3", "1", "1", "1")),
        # art. 14.2: an objective cause that was confirmed cancels both
        ([line("2", "1", "1", failures=3, delays=2, objective=True)], ("2", "2", "2", "2")),
        # art. 18.1.d: what one cannot do stays assigned and is not done
        ([line("1", "4", "0"), line("1", "6", "6")], ("10", "6", "6", "6")),
        # art. 18.1.d: taken over or outside the plan adds, but was not assigned
        ([line("1", "4", "4"), line("2", "1", "1", unplanned=True)], ("4", "6", "6", "6")),
        ([line("2", "1", "1", unplanned=True, failures=1)], ("0", "2", "1.5", "2")),
        ([], ("0", "0", "0", "0")),
        # a line fed by a caseload month that is missing is not known, never 0
        ([line("1", "4", None), line("1", "6", "6")], ("10", None, None, None)),
        ([line("1", "4", None, unplanned=True)], ("0", None, None, None)),
        # a handover of files can leave a negative flow: it counts the same three times
        ([line("2", "1", "-1", failures=1), line("1", "5", "5")], ("7", "3", "3", "3")),
    ],
)
def test_work_in_converted_units(work, expected):
    assert converted(work) == totals(*expected)


def test_another_reading_of_the_open_points_is_an_argument():
    work = [line("2", "1", "1", failures=3)]

    assert converted(work, Reading(deduction_share=Decimal("0.5"))).quality == 0
    assert converted(work, Reading(deduction_share=Decimal("0.5"), line_floor=Decimal(-9))).quality == -1
    assert staff_result(totals("1", "2", "2", "2"), Reading(result_cap=Decimal(140))) == 140


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        (("4", "6", "6", "5"), ("1.5", "1.5", "1.25")),
        (("4", "0", "0", "0"), ("0", "0", "0")),
        (("0", "6", "6", "6"), (None, None, None)),
        (("4", None, None, None), (None, None, None)),
        ((None, None, None, None), (None, None, None)),
    ],
)
def test_single_ratios_are_not_limited_and_may_be_unknown(sums, expected):
    assert ratios(totals(*sums)) == Ratios(*(None if one is None else Decimal(one) for one in expected))


@pytest.mark.parametrize(
    ("sums", "points"),
    [
        (("10", "10", "10", "10"), "70"),
        (("10", "9", "9", "9"), "63"),
        (("3", "1", "1", "1"), "23." + "3" * 48),
        (("7", "6", "6", "6"), "60"),  # 6/7 has no end, the points have one
        (("10", "20", "5", "5"), "70"),  # 100% on average although b and c are 50%
        (("10", "11", "11", "11"), "70"),  # 77 is cut to 70 as a whole (art. 12.3)
        (("10", "-3", "-3", "-3"), "0"),
        (("0", "5", "5", "5"), None),
        (("5", None, None, None), None),
        ((None, "5", "5", "5"), None),
    ],
)
def test_task_result_of_an_officer(sums, points):
    """Art. 16.1: (a + b + c) / 3, times 70."""
    assert staff_result(totals(*sums)) == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("sums", "d", "dd", "e", "points"),
    [
        (("10", "10", "10", "10"), FULL, FULL, FULL, "70"),
        (("10", "10", "10", "10"), HALF, HALF, HALF, "52.5"),
        (
            ("10", "10", "10", "10"),
            HALF,
            FULL,
            FULL,
            "64.1" + "6" * 47,
        ),
        (
            ("20", "18", "17.5", "16"),
            FULL,
            FULL,
            FULL,
            "65.041" + "6" * 45,
        ),
        (("7", "6", "6", "6"), FULL, FULL, FULL, "65"),
        (("10", "30", "30", "30"), HALF, HALF, HALF, "70"),
        (("10", "10", "10", "10"), None, FULL, FULL, None),
        (("10", "10", "10", "10"), FULL, None, FULL, None),
        (("10", "10", "10", "10"), FULL, FULL, None, None),
        (("10", None, None, None), FULL, FULL, FULL, None),
        (("0", "0", "0", "0"), FULL, FULL, FULL, None),
    ],
)
def test_task_result_of_a_leader(sums, d, dd, e, points):
    """Art. 15.3, 16.2: (a + b + c + d + đ + e) / 6, times 70."""
    assert leader_result(totals(*sums), d, dd, e) == (None if points is None else Decimal(points))


def test_three_bad_leader_criteria_cost_seventeen_and_a_half_points():
    sums = totals("10", "9", "9", "9")

    assert leader_result(sums, FULL, FULL, FULL) - leader_result(sums, HALF, HALF, HALF) == Decimal("17.5")


@pytest.mark.parametrize(
    ("everyone", "d"),
    [
        ([], "1"),
        (["50"], "1"),
        (["50", "89.995", "100"], "1"),
        (["49.999"], "0.5"),
        (["90", "49.999", "90"], "0.5"),
        ([None], None),
        (["90", None], None),
        (["10", None], None),  # unknown comes before bad
        ([None, "10"], None),
    ],
)
def test_result_of_the_unit(everyone, d):
    """Art. 15.3.a: 100% if all reached the points of hoàn thành, 50% if one did not."""
    points = [None if one is None else Decimal(one) for one in everyone]

    assert unit_result(points) == (None if d is None else Decimal(d))


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ("100", "xuat_sac"),
        ("90.00", "xuat_sac"),
        ("89.995", "tot"),
        ("89.9999999999999999999999999999999999", "tot"),
        ("70.00", "tot"),
        ("69.999", "hoan_thanh"),
        ("50.00", "hoan_thanh"),
        ("49.999", "khong_hoan_thanh"),
        ("0", "khong_hoan_thanh"),
    ],
)
def test_bands_are_decided_before_rounding(points, name):
    """Art. 20.1 to 20.4.a."""
    assert band(Decimal(points)) == name
    assert str(band(Decimal(points))) == name


def test_bands_carry_the_words_of_the_decree():
    assert [BAND_TEXTS[name] for name in Band] == [
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    ]


@pytest.mark.parametrize(
    ("general", "result", "points"),
    [("27", "60.5", "87.5"), ("30", "70", "100"), (None, "60", None), ("27", None, None), (None, None, None)],
)
def test_the_total_waits_for_both_parts(general, result, points):
    """Art. 17.1."""
    known = [None if one is None else Decimal(one) for one in (general, result)]

    assert total(*known) == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2025, 12, 31), "nd90"),
        (date(2026, 1, 1), "nd335"),
        (date(2026, 9, 30), "nd335"),
        (date(2021, 6, 30), "nd90"),
    ],
)
def test_the_rule_set_follows_the_last_day_of_the_period(day, rules):
    """Art. 27.1."""
    assert rule_set_for(day) == rules


def places(low, high, digits=3):
    return st.decimals(low, high, places=digits, allow_nan=False, allow_infinity=False)


LINES = st.builds(
    WorkLine,
    coefficient=places("0.001", "50"),
    assigned=places("0", "500"),
    done=places("0", "1000"),
    failures=st.integers(0, 30),
    delays=st.integers(0, 30),
    objective=st.booleans(),
    unplanned=st.booleans(),
)
WORK = st.lists(LINES, min_size=1, max_size=6)
GENERAL = places("0", "30", 2)
SHARE = st.sampled_from([FULL, HALF])


@given(WORK, GENERAL, SHARE, SHARE, SHARE)
def test_a_score_never_leaves_0_to_100(work, general, d, dd, e):
    sums = converted(work)
    scores = [total(general, staff_result(sums)), total(general, leader_result(sums, d, dd, e))]

    assert all(score is None or 0 <= score <= 100 for score in scores)


@given(WORK, st.data(), places("0", "100"))
def test_more_work_done_never_lowers_the_result(work, data, more):
    place = data.draw(st.integers(0, len(work) - 1))
    better = list(work)
    better[place] = replace(work[place], done=work[place].done + more)

    before, after = staff_result(converted(work)), staff_result(converted(better))

    assert (before is None and after is None) or after >= before


@given(WORK, st.data())
def test_a_failure_or_a_delay_never_raises_the_result(work, data):
    place = data.draw(st.integers(0, len(work) - 1))
    worse = list(work)
    worse[place] = replace(work[place], failures=work[place].failures + 1, delays=work[place].delays + 1)

    before, after = staff_result(converted(work)), staff_result(converted(worse))

    assert (before is None and after is None) or after <= before


@given(WORK)
def test_quality_and_progress_lie_between_nothing_and_what_was_done(work):
    sums = converted(work)

    assert 0 <= sums.quality <= sums.done
    assert 0 <= sums.on_time <= sums.done


@given(WORK, SHARE, SHARE, SHARE)
def test_results_agree_with_fractions_to_the_last_digit_and_never_exceed_them(work, d, dd, e):
    sums = converted(work)
    a, b, c = (Fraction(part) for part in (sums.done, sums.quality, sums.on_time))
    assigned = Fraction(sums.assigned)
    if not assigned:
        return

    officer = min((a + b + c) / assigned / 3 * 70, 70)
    leader = min(((a + b + c) / assigned + Fraction(d) + Fraction(dd) + Fraction(e)) / 6 * 70, 70)

    assert 0 <= officer - Fraction(staff_result(sums)) < Fraction(1, 10**40)
    assert 0 <= leader - Fraction(leader_result(sums, d, dd, e)) < Fraction(1, 10**40)


@given(st.lists(st.one_of(st.none(), places("0", "100")), max_size=6))
def test_the_order_of_subordinates_never_matters_for_d(everyone):
    assert unit_result(everyone) == unit_result(reversed(everyone))
