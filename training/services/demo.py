"""Demonstration of training: invented courses of 2026 for the demonstration's people."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from staff.models import Officer, Posting, Unit, User
from training.models import Course, Enrolment, Programme, Session
from training.rules.sessions import LIVE
from training.services.attendance import record_attendance
from training.services.catalogue import keep_course, keep_programme
from training.services.commitments import commit_to_study
from training.services.enrolment import enrol_people, propose
from training.services.results import ResultFacts, record_result
from training.services.sessions import open_session

PROVINCE: Final = "PT"
YEAR: Final = 2026
_VALID_FROM: Final = date(2025, 7, 1)
_A_DAY: Final = 8
# Longer courses keep no list by day: their programme counts whole.
_LISTED_DAYS: Final = 7
# code, title, kind, level, periods, basis
_PROGRAMMES: Final = (
    ("CHV", "Đào tạo nghiệp vụ chấp hành viên", "enforcement", "Nghiệp vụ chấp hành viên", 480, "Luật 106/2025/QH15"),
    ("LLCT-TC", "Trung cấp lý luận chính trị", "political_theory", "Trung cấp", 1056, "Cách hiểu của bản trình diễn"),
    ("QLNN-CVC", "Bồi dưỡng ngạch chuyên viên chính", "state_management", "Chuyên viên chính", 240, "NĐ 171/2025/NĐ-CP"),
    ("LD-PHONG", "Bồi dưỡng lãnh đạo, quản lý cấp phòng", "leadership", "Lãnh đạo, quản lý cấp phòng", 160, "NĐ 171/2025/NĐ-CP"),
    ("LUAT-2025", "Tập huấn Luật Thi hành án dân sự năm 2025", "", "", 40, "Luật 106/2025/QH15"),
    ("KN-SO", "Bồi dưỡng kỹ năng số cho công chức", "", "", 24, "Kế hoạch năm 2026"),
)  # fmt: skip


@dataclass(frozen=True)
class DemoSession:
    """A course with one session; `first`: which of the people go there, `seats` of them at the most."""

    programme: str
    code: str
    title: str
    organiser: str
    place: str
    start: date
    days: int
    seats: int
    first: int
    people: int


_SESSIONS: Final = (
    DemoSession("LUAT-2025", "TH-LUAT-01", "Tập huấn Luật Thi hành án dân sự năm 2025, lớp 1",
                "Cục Quản lý Thi hành án dân sự", "Hội trường THADS tỉnh", date(2026, 6, 15), 5, 40, 0, 36),
    DemoSession("QLNN-CVC", "QLNN-CVC-01", "Bồi dưỡng ngạch chuyên viên chính, khóa I",
                "Học viện Hành chính và Quản trị công", "Trực tuyến", date(2026, 8, 3), 30, 12, 8, 10),
    DemoSession("LD-PHONG", "LD-PHONG-01", "Bồi dưỡng lãnh đạo cấp phòng, khóa I",
                "Trường Chính trị tỉnh", "Trường Chính trị tỉnh", date(2026, 9, 7), 20, 10, 20, 8),
    DemoSession("KN-SO", "KN-SO-01", "Bồi dưỡng kỹ năng số, lớp 1",
                "THADS tỉnh", "Hội trường THADS tỉnh", date(2026, 12, 7), 3, 6, 4, 8),
    DemoSession("CHV", "CHV-2027", "Đào tạo nghiệp vụ chấp hành viên, khóa I năm 2027",
                "Học viện Tư pháp", "Học viện Tư pháp, Hà Nội", date(2027, 1, 4), 90, 5, 30, 3),
)  # fmt: skip


@transaction.atomic
def load_demo_training(actor: User) -> None:
    """Programmes, courses of 2026 with sessions, people, results, and a study commitment; safe to run again."""
    unit = Unit.objects.filter(code=PROVINCE).first()
    if unit is None or Course.objects.filter(code=_SESSIONS[0].code).exists():
        return
    programmes = {row[0]: _programme(actor, row) for row in _PROGRAMMES}
    people = _people(unit)
    for plan in _SESSIONS:
        _session(actor, unit, programmes[plan.programme], plan, people)
    _proposal(actor)
    _commitment(actor, people)


def _programme(actor: User, row: tuple[str, str, str, str, int, str]) -> Programme:
    code, title, kind, level, periods, basis = row
    known = Programme.objects.filter(code=code).first()
    return known or keep_programme(
        actor=actor,
        code=code,
        title=title,
        kind=kind,
        level=level,
        periods=periods,
        basis=basis,
        start=_VALID_FROM,
    )


def _people(unit: Unit) -> list[Officer]:
    """Civil servants of the province today, by personnel number."""
    below = [unit.pk, *unit.children.values_list("pk", flat=True)]
    homes = Posting.objects.primary().civil_servants().at(timezone.localdate()).filter(unit__in=below)
    found = Officer.objects.filter(pk__in=homes.values("officer"), service_end=None)
    return list(found.order_by("number"))


def _session(actor: User, unit: Unit, programme: Programme, plan: DemoSession, people: list[Officer]) -> None:
    course = keep_course(
        actor=actor,
        programme=programme,
        code=plan.code,
        title=plan.title,
        year=YEAR,
        unit=unit,
        organiser=plan.organiser,
    )
    session = open_session(
        actor=actor,
        course=course,
        start=plan.start,
        end=plan.start + timedelta(days=plan.days),
        place=plan.place,
        seats=plan.seats,
        deadline=plan.start - timedelta(days=10),
    )
    chosen = people[plan.first : plan.first + plan.people]
    outcome = enrol_people(actor=actor, session=session, officers=chosen)
    if session.end <= timezone.localdate():
        _finish(actor, session, outcome.enrolled)


def _finish(actor: User, session: Session, places: list[Enrolment]) -> None:
    """Attendance of short sessions and a result for everybody; a few missed a day, a few did not pass."""
    days = (session.end - session.start).days
    for number in range(days if days <= _LISTED_DAYS else 0):
        last = session.start + timedelta(days=number + 1) == session.end
        periods = {row.pk: 0 if last and place % 7 == 6 else _A_DAY for place, row in enumerate(places)}
        day = session.start + timedelta(days=number)
        record_attendance(actor=actor, session=session, day=day, periods=periods)
    for place, row in enumerate(places):
        passed = place % 9 != 8
        issued = session.end if passed else None
        certificate = f"{session.course.code}/{place + 1:02d}" if passed else ""
        mark = Decimal(7 + place % 3) if passed else Decimal(4)
        record_result(
            actor=actor,
            enrolment=row,
            facts=ResultFacts(passed, mark, "kha" if passed else "", certificate, issued),
        )


def _proposal(actor: User) -> None:
    """The demonstration's officer asks for a place in the course that is still open."""
    officer = Officer.objects.filter(user__username="nghiatv").first()
    session = Session.objects.filter(course__code="KN-SO-01", deadline__gte=timezone.localdate()).first()
    if officer is None or session is None:
        return
    if not Enrolment.objects.filter(session=session, officer=officer, state__in=LIVE).exists():
        propose(
            actor=officer.user or actor,
            session=session,
            officer=officer,
            reason="Phục vụ nhập sổ thụ lý điện tử",
        )


def _commitment(actor: User, people: list[Officer]) -> None:
    """Two people studied for a master's degree."""
    young = [each for each in people if each.birth_date.year >= 1985 and each.service_start.year < YEAR - 6][
        :2
    ]
    for number, officer in enumerate(young):
        commit_to_study(
            actor=actor,
            officer=officer,
            degree="master",
            subject="Luật Dân sự và tố tụng dân sự",
            school="Trường Đại học Luật Hà Nội",
            start=date(2022 + number, 9, 5),
            end=date(2024 + number, 9, 5),
            cost=48_000_000 + number * 6_500_000,
            decision=f"{120 + number}/QĐ-THADS",
        )
