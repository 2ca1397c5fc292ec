"""The year by tables: which periods count, their mean, months of work, bands (articles 11, 17.3, 19, 20)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from evaluation.rules.authority import agency_of, rater_of
from evaluation.rules.nd335 import Band
from evaluation.rules.year335 import (
    Away,
    Leave,
    Scored,
    Span,
    at_most,
    band_of,
    is_above,
    mean,
    months_of_service,
    slots_of_year,
    too_short,
)

ALWAYS = [Span(date(2020, 1, 1))]


def forms(**points: str) -> list[Scored]:
    """q1="90" → the confirmed form of quarter I; m07="80" → that of July."""
    return [
        Scored(f"2026-Q{code[1]}" if code[0] == "q" else f"2026-{code[1:]}", Decimal(value), True, row)
        for row, (code, value) in enumerate(points.items(), start=1)
    ]


def leave(kind: Away, start: tuple[int, int], end: tuple[int, int]) -> Leave:
    return Leave(Span(date(2026, *start), date(2026, *end)), kind, 7)


def year_mean(
    scored: list[Scored], leaves: Sequence[Leave] = (), service: Sequence[Span] = tuple(ALWAYS)
) -> Fraction | None:
    return mean(slots_of_year(2026, scored, service, leaves, "provisional"))


MONTHS = {f"m{n:02}": str(70 + n) for n in range(1, 13)}


@pytest.mark.parametrize(
    ("points", "leaves", "expected"),
    [
        pytest.param(
            {"q1": "80", "q2": "90", "q3": "70", "q4": "80"}, [], Fraction(80), id="17.3-four-quarters"
        ),
        pytest.param(MONTHS, [], Fraction(153, 2), id="17.3-twelve-months"),
        pytest.param(
            {"q1": "90", "q2": "90", "m07": "60", "m08": "60", "m09": "60", "q4": "90"},
            [],
            Fraction(165, 2),
            id="17.3-a-quarter-counts-as-three-months",
        ),
        pytest.param(
            {"q1": "90", "m02": "10", "q2": "90"}, [], Fraction(90), id="months-inside-a-quarter-once"
        ),
        pytest.param(
            {**MONTHS, "m03": "0"},
            [leave(Away.SICK, (3, 1), (4, 1))],
            Fraction(sum(range(71, 83)) - 73, 11),
            id="11.2-a-month-of-sick-leave-is-dropped",
        ),
        pytest.param(
            {"q1": "90", "q2": "0", "q3": "90", "q4": "90"},
            [leave(Away.MATERNITY, (4, 1), (7, 1))],
            Fraction(90),
            id="11.2-maternity",
        ),
        pytest.param(
            {"q1": "90", "q2": "0", "q3": "90", "q4": "90"},
            [leave(Away.UNPAID, (4, 1), (7, 1))],
            Fraction(90),
            id="11.2-unpaid-leave",
        ),
        pytest.param(
            {"q1": "90", "q2": "0", "q3": "90", "q4": "90"},
            [leave(Away.OTHER, (4, 1), (7, 1))],
            Fraction(135, 2),
            id="17.3-study-is-not-named-and-counts",
        ),
        pytest.param(
            {"q1": "90", "q2": "60", "q3": "90", "q4": "90"},
            [leave(Away.SICK, (4, 1), (6, 1))],
            Fraction(90 * 9 + 60, 10),
            id="19.3-the-part-of-a-quarter-really-worked",
        ),
        pytest.param(
            {**MONTHS, "m03": "0"},
            [leave(Away.SICK, (3, 2), (4, 1))],
            Fraction(sum(range(71, 83)) - 73, 12),
            id="19.3-one-day-worked-keeps-the-month",
        ),
        pytest.param({}, [], None, id="nothing-scored"),
    ],
)
def test_mean_of_the_year(points: dict[str, str], leaves: list[Leave], expected: Fraction | None) -> None:
    assert year_mean(forms(**points), leaves) == expected


@pytest.mark.parametrize(
    ("last", "state", "counts"),
    [("provisional", "provisional", Fraction(85)), ("wait", "waiting", Fraction(90))],
)
def test_the_last_period_counts_by_its_draft_or_is_waited_for_19_2(last, state, counts) -> None:
    scored = [*forms(q1="90", q2="90", q3="90"), Scored("2026-Q4", Decimal(70), False, 9)]
    slots = slots_of_year(2026, scored, ALWAYS, [], last)
    assert (slots[-1].standing, mean(slots)) == (state, counts)


def test_an_earlier_form_that_is_not_confirmed_does_not_count() -> None:
    scored = [Scored("2026-Q1", Decimal(10), False, 1), *forms(q2="90")]
    slots = slots_of_year(2026, scored, ALWAYS, [], "provisional")
    assert [slot.standing for slot in slots] == ["waiting", "counted", "missing", "missing"]
    assert mean(slots) == 90


def test_quarters_before_service_are_no_gaps() -> None:
    slots = slots_of_year(2026, forms(q3="90"), [Span(date(2026, 5, 20))], [], "provisional")
    assert [slot.standing for slot in slots] == ["outside", "missing", "counted", "missing"]


@pytest.mark.parametrize(
    ("service", "leaves", "months", "short"),
    [
        pytest.param([Span(date(2026, 7, 1))], [], Fraction(6), False, id="11.1-six-months"),
        pytest.param([Span(date(2026, 7, 2))], [], 6 - Fraction(1, 31), True, id="11.1-a-day-less"),
        pytest.param(
            ALWAYS, [leave(Away.UNPAID, (1, 1), (7, 1))], Fraction(6), False, id="11.2-unpaid-six-left"
        ),
        pytest.param(
            ALWAYS,
            [leave(Away.UNPAID, (1, 1), (7, 2))],
            6 - Fraction(1, 31),
            True,
            id="11.2-unpaid-a-day-more",
        ),
        pytest.param(
            ALWAYS, [leave(Away.SICK, (1, 1), (12, 1))], Fraction(12), False, id="11.2-sick-stays-rated"
        ),
        pytest.param(
            ALWAYS, [leave(Away.MATERNITY, (1, 1), (9, 1))], Fraction(12), False, id="11.2-maternity"
        ),
        pytest.param(ALWAYS, [leave(Away.OTHER, (1, 1), (9, 1))], Fraction(12), False, id="study-is-service"),
    ],
)
def test_less_than_six_months_is_not_rated_11_1(service, leaves, months, short) -> None:
    found = months_of_service(2026, service, leaves)
    assert (found, too_short(found)) == (months, short)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("90", Band.XUAT_SAC),
        ("89.995", Band.TOT),
        ("89.99999999999999999999999999", Band.TOT),
        ("70", Band.TOT),
        ("69.999", Band.HOAN_THANH),
        ("50", Band.HOAN_THANH),
        ("49.999", Band.KHONG_HOAN_THANH),
    ],
)
def test_bands_on_unrounded_values_20(points: str, expected: Band) -> None:
    assert band_of(Fraction(points)) == expected


def test_a_third_below_a_threshold_is_below_it_20() -> None:
    assert band_of(Fraction(90) - Fraction(1, 3 * 10**30)) == Band.TOT


@pytest.mark.parametrize(
    ("head", "organisation", "expected"),
    [
        ("xuat_sac", "tot", "tot"),
        ("tot", "xuat_sac", "tot"),
        ("xuat_sac", "khong_hoan_thanh", "khong_hoan_thanh"),
        ("tot", "tot", "tot"),
    ],
)
def test_the_head_never_above_the_organisation_20_6(head: str, organisation: str, expected: str) -> None:
    assert at_most(Band(head), Band(organisation)) == expected
    assert is_above(Band(head), Band(organisation)) == (head != expected)


# 1 = Cục, 2 = province, 3 = regional office, 4 = a part of it; 10, 20, 30 head them.
TREE = {1: None, 2: 1, 3: 2, 4: 3}


@pytest.mark.parametrize(
    ("officer", "unit", "heads", "rater"),
    [
        pytest.param(99, 3, {1: 10, 2: 20, 3: 30}, 20, id="10.2.b-officer-of-an-office"),
        pytest.param(99, 4, {1: 10, 2: 20, 3: 30}, 20, id="10.2.b-deeper"),
        pytest.param(30, 3, {1: 10, 2: 20, 3: 30}, 20, id="10.2.b-head-of-an-office"),
        pytest.param(20, 2, {1: 10, 2: 20, 3: 30}, 10, id="10.2.a-head-of-the-agency"),
        pytest.param(99, 3, {1: 10, 3: 30}, 10, id="no-head-of-the-agency"),
        pytest.param(10, 1, {1: 10, 2: 20}, None, id="nobody-above"),
    ],
)
def test_who_rates_10_2(officer: int, unit: int, heads: dict[int, int], rater: int | None) -> None:
    agency = agency_of(unit, TREE, {1, 2})
    assert rater_of(officer, agency, TREE, {1, 2}, heads) == rater


def test_a_period_that_still_runs_is_no_gap_19_2() -> None:
    slots = slots_of_year(2026, forms(q3="90"), ALWAYS, [], "provisional", date(2026, 11, 23))
    assert [slot.standing for slot in slots] == ["missing", "missing", "counted", "ahead"]
