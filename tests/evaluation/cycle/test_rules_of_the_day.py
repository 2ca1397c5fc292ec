"""Who scores on a day (article 10.1), last days, and means (article 17.3): tables of values."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.criteria import CRITERIA
from evaluation.rules.criteria_hints import HINTS
from evaluation.rules.deadlines import Deadlines, Lateness, falls_soon, lateness, usual
from evaluation.rules.fingerprint import fingerprint
from evaluation.rules.means import mean_of
from evaluation.rules.periods import Month, Quarter, overlaps, periods_until
from evaluation.rules.scorers import Authority, Deputed, Scorer, Seat, scorer_on_the_day

# Units: department 1, province 2, office 3. People: 10 heads 1, 20 heads 2, 30 heads 3, 31 and 32 serve in 3.
PARENTS = {3: 2, 2: 1, 1: None}
HEADS = {1: 10, 2: 20, 3: 30}
STAFF, DEPUTY, HEAD = Seat(31, 3, "staff"), Seat(32, 3, "deputy"), Seat(30, 3, "head")


def authority(heads=HEADS, absent=(), deputed=None) -> Authority:
    return Authority(heads, PARENTS, frozenset(absent), deputed or {})


ACTING = Deputed(32, "acting", decision="12/QĐ")
DELEGATED = Deputed(32, "delegated", instead_of=30, decision="15/QĐ")


@pytest.mark.parametrize(
    ("seat", "given", "expected"),
    [
        pytest.param(STAFF, authority(), (30, "head", ()), id="10.1.c staff by the head of the unit"),
        pytest.param(DEPUTY, authority(), (30, "head", ()), id="10.1.c deputy by the head of the unit"),
        pytest.param(HEAD, authority(), (20, "head", ()), id="10.1.b head of a unit by the head above"),
        pytest.param(
            Seat(20, 2, "head"), authority(), (10, "head", ()), id="10.1.a head of the using agency"
        ),
        pytest.param(Seat(10, 1, "head"), authority(), None, id="nobody above the topmost head"),
        pytest.param(STAFF, authority({1: 10, 2: 20}), (20, "head", ()), id="vacant post: the next above"),
        pytest.param(
            Seat(31, 3, "staff"), authority({3: 31, 2: 20}), (20, "head", ()), id="nobody scores oneself"
        ),
        pytest.param(STAFF, authority(absent=[30]), (20, "head", (30,)), id="absent without a stand-in"),
        pytest.param(
            STAFF,
            authority(absent=[30], deputed={3: [DELEGATED]}),
            (32, "delegated", ()),
            id="absent with a delegation",
        ),
        pytest.param(
            STAFF, authority(deputed={3: [DELEGATED]}), (32, "delegated", ()), id="delegation alone is enough"
        ),
        pytest.param(
            STAFF,
            authority({2: 20}, deputed={3: [ACTING]}),
            (32, "acting", ()),
            id="acting head, vacant post",
        ),
        pytest.param(
            DEPUTY, authority(deputed={3: [DELEGATED]}), (30, "head", ()), id="the stand-in by the head"
        ),
        pytest.param(
            DEPUTY,
            authority(absent=[30], deputed={3: [DELEGATED]}),
            (20, "head", (30,)),
            id="the stand-in of an absent head by the next above",
        ),
        pytest.param(
            STAFF,
            authority(deputed={3: [Deputed(32, "delegated", instead_of=99)]}),
            (30, "head", ()),
            id="a delegation by someone who is not the head",
        ),
        pytest.param(
            STAFF,
            authority(absent=[30, 32], deputed={3: [DELEGATED]}),
            (20, "head", (30,)),
            id="the stand-in is absent too",
        ),
        pytest.param(
            STAFF, authority(absent=[10, 20, 30]), (30, "head", ()), id="everybody absent: the nearest head"
        ),
    ],
)
def test_article_10_1_who_scores(seat: Seat, given: Authority, expected: tuple[object, ...] | None) -> None:
    found = scorer_on_the_day(seat, given)
    assert (found and (found.officer_id, found.power, found.passed)) == expected


def test_a_stand_in_carries_the_decision_and_the_head() -> None:
    found = scorer_on_the_day(STAFF, authority(deputed={3: [DELEGATED]}))
    assert found == Scorer(32, 3, "delegated", 30, "15/QĐ")


people = st.integers(30, 36)


@given(
    st.dictionaries(st.integers(1, 3), people),
    st.sets(people),
    st.dictionaries(st.integers(1, 3), st.lists(people.map(lambda p: Deputed(p, "delegated")), max_size=3)),
    people,
    st.sampled_from(["head", "deputy", "staff"]),
)
def test_nobody_ever_scores_oneself(heads, absent, deputed, officer, role) -> None:
    found = scorer_on_the_day(Seat(officer, 3, role), Authority(heads, PARENTS, frozenset(absent), deputed))
    assert found is None or found.officer_id != officer


DAYS = Deadlines(date(2026, 10, 5), date(2026, 10, 10))


@pytest.mark.parametrize(
    ("scored", "confirmed", "today", "late"),
    [
        (False, False, date(2026, 10, 5), Lateness.NONE),
        (False, False, date(2026, 10, 6), Lateness.SELF_SCORE),
        (True, False, date(2026, 10, 10), Lateness.NONE),
        (True, False, date(2026, 10, 11), Lateness.CONFIRM),
        (False, False, date(2026, 10, 11), Lateness.SELF_SCORE),
        (True, True, date(2026, 12, 1), Lateness.NONE),
    ],
)
def test_the_last_day_still_counts(scored: bool, confirmed: bool, today: date, late: Lateness) -> None:
    assert lateness(DAYS, scored=scored, confirmed=confirmed, today=today) is late
    assert lateness(None, scored=scored, confirmed=confirmed, today=today) is Lateness.NONE


def test_usual_days_count_from_the_end_of_the_period() -> None:
    assert usual(date(2026, 9, 30), 5, 10) == DAYS
    assert not Deadlines(date(2026, 10, 6), date(2026, 10, 5)).in_order
    assert [falls_soon(date(2026, 10, 5), date(2026, 10, day)) for day in (2, 3, 5, 6)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("scores", "exact", "band"),
    [
        (["90", "90", "90"], Fraction(90), "xuat_sac"),
        (["89.99", "90", "90"], Fraction(26999, 300), "tot"),
        (["89.985", "90", "90"], Fraction(89995, 1000), "tot"),
        (["69.997", "70", "70"], Fraction(69999, 1000), "hoan_thanh"),
        (["50", "50", "50"], Fraction(50), "hoan_thanh"),
        (["49.997", "50", "50"], Fraction(49999, 1000), "khong_hoan_thanh"),
        (["100", "100", "99.9"], Fraction(2999, 30), "xuat_sac"),
    ],
)
def test_article_17_3_the_quarter_is_the_mean_of_three_months(scores, exact: Fraction, band: str) -> None:
    mean = mean_of([Decimal(score) for score in scores])
    assert (mean.exact, mean.band) == (exact, band)


def test_article_17_3_a_mean_waits_for_every_month() -> None:
    mean = mean_of([Decimal(80), None, Decimal(90)])
    assert (mean.value, mean.band, mean.known, mean.number) == (None, None, 2, 3)


@given(st.lists(st.decimals(0, 100, places=10), min_size=1, max_size=6))
def test_a_mean_never_leaves_its_scores(scores: list[Decimal]) -> None:
    mean = mean_of(scores)
    assert mean.exact is not None
    assert min(scores) <= mean.exact <= max(scores)
    assert mean.value is not None
    assert Fraction(mean.value) <= mean.exact


def test_article_3_4_a_month_lies_in_one_quarter() -> None:
    assert overlaps(Quarter(2026, 3), Month(2026, 7))
    assert overlaps(Month(2026, 9), Quarter(2026, 3))
    assert not overlaps(Quarter(2026, 3), Month(2026, 10))
    assert not overlaps(Quarter(2026, 3), Quarter(2026, 3))


def test_periods_are_offered_up_to_the_running_ones() -> None:
    codes = [period.code for period in periods_until(date(2026, 1, 1), date(2026, 5, 2))]
    assert codes == ["2026-Q2", "2026-05", "2026-04", "2026-Q1", "2026-03", "2026-02", "2026-01"]


def test_every_line_of_form_01_has_its_explanation_of_appendix_one() -> None:
    assert list(HINTS) == [line.code for line in CRITERIA]
    assert all("Phụ lục I" in text for text in HINTS.values())


def test_a_fingerprint_sees_values_not_how_they_are_written() -> None:
    one = fingerprint({"a": Decimal("1.50"), "b": {"x": 1, "y": None}})
    assert one == fingerprint({"b": {"y": None, "x": 1}, "a": Decimal("1.5000")})
    assert one != fingerprint({"a": Decimal("1.51"), "b": {"x": 1, "y": None}})
