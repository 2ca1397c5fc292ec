"""Programmes, courses and sessions for the tests of training."""

from datetime import date, timedelta

from django.utils import timezone

from staff.models import Officer, Unit
from training.models import Course, Enrolment, Programme, Session, StudyCommitment


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def programme(**values) -> Programme:
    facts = {"title": "Bồi dưỡng chuyên viên chính", "periods": 40, "start": date(2020, 1, 1)}
    facts |= {"kind": "state_management", "level": "Chuyên viên chính"}
    facts |= {"code": f"CT{Programme.objects.count() + 1}"}
    return Programme.objects.create(**(facts | values))


def course(unit: Unit, **values) -> Course:
    facts = {
        "code": f"K{Course.objects.count() + 1}",
        "title": "Khóa chuyên viên chính",
        "organiser": "Học viện",
    }
    facts |= {"year": timezone.localdate().year, "folded": "khoa chuyen vien chinh"}
    made = values.pop("programme", None) or programme()
    return Course.objects.create(unit=unit, programme=made, **(facts | values))


def session(unit: Unit, *, start: int = 20, days: int = 5, seats: int = 2, **values) -> Session:
    """A session that begins in `start` days (negative: has begun)."""
    made = values.pop("course", None) or course(unit)
    first = in_days(start)
    facts = {"place": "Hội trường", "deadline": first - timedelta(days=5)}
    return Session.objects.create(
        course=made, start=first, end=first + timedelta(days=days), seats=seats, **(facts | values)
    )


def place(held: Session, officer: Officer, state: str = "enrolled", **values) -> Enrolment:
    facts = {"asked_at": timezone.now(), "state": state}
    return Enrolment.objects.create(session=held, officer=officer, **(facts | values))


def promise(officer: Officer, **values) -> StudyCommitment:
    facts = {"degree": "master", "subject": "Luật", "school": "ĐH Luật", "cost": 72_000_000}
    facts |= {"start": date(2022, 9, 5), "end": date(2024, 9, 5), "months_to_serve": 72}
    return StudyCommitment.objects.create(officer=officer, **(facts | values))
