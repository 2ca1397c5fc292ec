"""What the pressure boards read of the caseload: one month for all, C7 of both kinds together."""

from datetime import date

import pytest

from evaluation.selectors.workload import workload_on
from staff.registries import UnitLoad
from tests.conftest import Cast
from tests.staff.boards import to_enforce


def test_c7_of_both_kinds_is_added_up_by_unit_and_measure(cast: Cast) -> None:
    anh, bao = cast.officer("anh"), cast.officer("bao")
    to_enforce(anh, cast.a, 100)
    to_enforce(anh, cast.a, 20, kind="theo_yeu_cau")
    to_enforce(anh, cast.a, 9_000_000_000, "tien")
    to_enforce(bao, cast.b, 7)
    work = workload_on(date(2026, 9, 30), [cast.a.pk])
    assert work is not None
    assert work.units == {cast.a.pk: UnitLoad(120, 9_000_000_000), cast.b.pk: UnitLoad(7, 0)}
    assert (work.period, work.until) == ("9 tháng năm 2026", date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "cases"),
    [
        (date(2026, 3, 30), None),  # six months end on 31/03/2026
        (date(2026, 3, 31), 60),
        (date(2026, 6, 29), 60),
        (date(2026, 6, 30), 90),
        (date(2030, 1, 1), 90),
    ],
)
def test_the_newest_month_that_has_ended_by_the_day(cast: Cast, day, cases) -> None:
    to_enforce(cast.officer("anh"), cast.a, 60, months=6)
    to_enforce(cast.officer("anh"), cast.a, 90, months=9)
    work = workload_on(day, [cast.a.pk])
    assert (work.units[cast.a.pk].cases if work else None) == cases


def test_the_month_is_one_that_the_units_asked_for_have(cast: Cast) -> None:
    """Office B reported a later month; comparing A with it needs the month both have."""
    to_enforce(cast.officer("anh"), cast.a, 60, months=6)
    to_enforce(cast.officer("bao"), cast.b, 50, months=6)
    to_enforce(cast.officer("bao"), cast.b, 90, months=9)
    work = workload_on(date(2026, 9, 30), [cast.a.pk])
    assert work is not None
    assert work.units == {cast.a.pk: UnitLoad(60, 0), cast.b.pk: UnitLoad(50, 0)}
    assert workload_on(date(2026, 9, 30), [cast.t.pk]) is None
