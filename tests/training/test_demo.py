"""The demonstration of training: sessions with people and results, and nothing twice."""

from datetime import date

import pytest

from staff.models import Qualification, User
from tests.factories import OfficerFactory, PostingFactory, UnitFactory, UserFactory
from training.models import Attendance, Enrolment, Result, Session, StudyCommitment
from training.services.demo import load_demo_training


@pytest.fixture
def province(db: None) -> User:
    unit = UnitFactory(code="PT", kind="thads_tinh")
    for number in range(40):
        officer = OfficerFactory(number=f"VP{number:04d}", birth_date=date(1986, 1, 1))
        PostingFactory(officer=officer, unit=unit)
    return UserFactory()


def counts() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (Session, Enrolment, Attendance, Result, StudyCommitment))


def test_the_demonstration_of_training_loads_once(province: User) -> None:
    load_demo_training(province)
    first = counts()
    assert all(first)
    assert Qualification.objects.filter(pk__in=Result.objects.values("qualification")).exists()
    load_demo_training(province)
    assert counts() == first


def test_without_the_province_there_is_nothing_to_load(db: None) -> None:
    load_demo_training(UserFactory())
    assert not any(counts())
