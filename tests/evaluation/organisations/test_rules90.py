"""Decree 90/2020 by tables of values (domain dossier 1.9)."""

import pytest

from evaluation.rules.nd90 import (
    Facts90,
    Led90,
    Tasks90,
    applies,
    highest,
    is_rated,
    quota,
    quota_among,
    rate,
)
from evaluation.rules.nd335 import Band

XS, T, HT, KHT = Band
LED = Led90(10, 10, 5, 10, 10, 7)


@pytest.mark.parametrize(
    ("tasks", "band"),
    [
        pytest.param(Tasks90(10, 10, 10, 5), XS, id="art. 8: 50% beyond"),
        pytest.param(Tasks90(100, 100, 100, 49), T, id="art. 8: 49% beyond"),
        pytest.param(Tasks90(10, 10, 9, 9), T, id="art. 8: one not on time"),
        pytest.param(Tasks90(10, 10, 8, 0), T, id="art. 9: 80% on time"),
        pytest.param(Tasks90(100, 99, 80, 0), HT, id="art. 9: not all done"),
        pytest.param(Tasks90(100, 100, 79, 0), KHT, id="art. 10: 21% below fits no higher band"),
        pytest.param(Tasks90(10, 8, 8, 0), HT, id="art. 10: 20% below"),
        pytest.param(Tasks90(100, 49, 49, 0), KHT, id="art. 11: 51% unmet"),
    ],
)
def test_bands_of_officers(tasks: Tasks90, band: Band) -> None:
    assert rate(Facts90(tasks)) == band


@pytest.mark.parametrize(
    ("led", "band"),
    [
        pytest.param(LED, XS, id="art. 8: 50% of targets beyond, 70% of units tốt or better"),
        pytest.param(Led90(10, 10, 4, 10, 10, 7), T, id="art. 8: 40% of targets beyond"),
        pytest.param(Led90(10, 10, 5, 10, 10, 6), HT, id="art. 9: 60% of units tốt or better"),
        pytest.param(Led90(10, 10, 5, 10, 9, 9), HT, id="art. 9: a unit không hoàn thành"),
        pytest.param(Led90(10, 7, 0, 10, 9, 9), HT, id="art. 10: 70% of targets"),
        pytest.param(Led90(100, 69, 0, 10, 9, 9), KHT, id="art. 10: 69% of targets"),
        pytest.param(Led90(100, 49, 0, 10, 10, 10), KHT, id="art. 11: under half of the targets"),
    ],
)
def test_bands_of_leaders(led: Led90, band: Band) -> None:
    assert rate(Facts90(Tasks90(10, 10, 10, 5), led)) == band


@pytest.mark.parametrize(
    ("worked", "absent", "band"), [(12, 0, XS), (10, 2, XS), (9, 3, HT), (6, 5, HT), (5, 7, None)]
)
def test_leave_and_months_worked(worked: int, absent: int, band: Band | None) -> None:
    facts = Facts90(Tasks90(10, 10, 10, 5), months_worked=worked, months_absent=absent)
    assert rate(facts) == band
    assert is_rated(worked) is (band is not None)


def test_discipline_and_degradation_force_the_lowest_band() -> None:
    best = Tasks90(10, 10, 10, 10)
    assert rate(Facts90(best, disciplined=True)) == KHT
    assert rate(Facts90(best, degraded=True)) == KHT
    assert highest(0) == XS


@pytest.mark.parametrize(("good", "most"), [(4, 0), (5, 1), (9, 1), (80, 16)])
def test_the_cap_is_20_per_cent_of_those_rated_good(good: int, most: int) -> None:
    assert quota(good) == most
    assert quota_among(good + most) == most


@pytest.mark.parametrize(("year", "holds"), [(2019, False), (2020, True), (2025, True), (2026, False)])
def test_the_years_of_the_decree(year: int, holds: bool) -> None:
    assert applies(year) is holds
