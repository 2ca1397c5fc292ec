"""Drives with their own targets, and what units report of them."""

from datetime import date

import pytest

from evaluation.models import Drive, DriveResult
from evaluation.selectors.books.drives import drives_concerning, progress_of
from evaluation.services.books.drives import change_drive, open_drive, report_result
from staff.services.errors import DomainError

pytestmark = pytest.mark.django_db
START, END, TODAY = date(2026, 11, 1), date(2026, 12, 1), date(2026, 11, 23)
FACTS = {
    "name": "Cao điểm cuối năm",
    "start": START,
    "end": END,
    "target_cases": 100,
    "target_money": 1_000_000,
    "decision": "",
    "decision_date": None,
}


@pytest.fixture
def drive(cast) -> Drive:
    return open_drive(actor=cast.thu, unit=cast.t, facts=FACTS)


def tell(drive, unit, day, cases, money):
    return report_result(actor=None, drive=drive, unit=unit, day=day, cases=cases, money=money, today=TODAY)


def test_progress_takes_the_last_report_of_each_unit(drive, cast) -> None:
    tell(drive, cast.a, date(2026, 11, 10), 10, 100_000)
    tell(drive, cast.a, date(2026, 11, 20), 30, 250_000)
    tell(drive, cast.b, date(2026, 11, 15), 20, 0)

    (found,) = progress_of(cast.thu, [drive], TODAY)

    assert (found.cases.numerator, found.cases.denominator, found.cases.percent) == (50, 100, 50)
    assert (found.money.numerator, found.money.percent) == (250_000, 25)
    assert [(r.code, r.cases) for r in found.results] == [("T-A", 30), ("T-B", 20)]
    assert (found.whole, found.days_left) == (True, 8)


def test_an_office_sees_the_drive_of_its_province_but_only_its_own_results(drive, cast) -> None:
    tell(drive, cast.a, TODAY, 10, 0)
    tell(drive, cast.b, TODAY, 20, 0)

    assert list(drives_concerning(cast.an, TODAY)) == [drive]
    (found,) = progress_of(cast.an, [drive], TODAY)
    assert [(r.code, r.cases) for r in found.results] == [("T-A", 10)]
    assert (found.cases.numerator, found.whole) == (10, False)


def test_the_same_day_again_corrects(drive, cast) -> None:
    tell(drive, cast.a, TODAY, 10, 0)

    tell(drive, cast.a, TODAY, 9, 0)

    assert DriveResult.objects.get().cases == 9


@pytest.mark.parametrize(
    ("day", "cases", "field"),
    [
        (date(2026, 11, 20), 9, "cases"),
        (date(2026, 11, 5), 11, "cases"),
        (date(2026, 10, 31), 1, "day"),
        (date(2026, 12, 1), 99, "day"),
        (date(2026, 11, 24), 99, "day"),
    ],
)
def test_results_never_fall_and_lie_within_the_drive(drive, cast, day, cases, field) -> None:
    tell(drive, cast.a, date(2026, 11, 10), 10, 0)

    with pytest.raises(DomainError) as refusal:
        tell(drive, cast.a, day, cases, 0)

    assert refusal.value.field == field
    assert DriveResult.objects.count() == 1


def test_a_unit_outside_the_drive_reports_nothing(cast) -> None:
    drive = open_drive(actor=None, unit=cast.a, facts=FACTS)

    with pytest.raises(DomainError):
        tell(drive, cast.b, TODAY, 1, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": START},
        {"target_cases": None, "target_money": None},
        {"decision": "12/QĐ"},
    ],
)
def test_what_no_drive_can_be(cast, wrong) -> None:
    with pytest.raises(DomainError):
        open_drive(actor=None, unit=cast.t, facts=FACTS | wrong)

    assert Drive.objects.count() == 0


def test_a_drive_is_opened_once(drive, cast) -> None:
    with pytest.raises(DomainError):
        open_drive(actor=None, unit=cast.t, facts=FACTS)


def test_days_with_results_stay_within_a_changed_drive(drive, cast) -> None:
    tell(drive, cast.a, date(2026, 11, 10), 10, 0)

    with pytest.raises(DomainError):
        change_drive(actor=None, drive=drive, facts=FACTS | {"start": date(2026, 11, 11)})
    change_drive(actor=cast.thu, drive=drive, facts=FACTS | {"target_cases": 200})

    assert Drive.objects.get().target_cases == 200
