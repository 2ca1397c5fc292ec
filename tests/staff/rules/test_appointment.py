"""Appointment as enforcement officer: art. 18 of Law 26/2008 to 30/06/2026, art. 24 of Law 106/2025 after it."""

from dataclasses import replace
from datetime import date

import pytest

from staff.rules.appointment import (
    AppointmentFacts,
    Condition,
    Grade,
    Lead,
    appointment_findings,
    is_law_degree,
    lead_of,
)

OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)
READY = AppointmentFacts(law_degree=True, legal_months=36, trained=True, exam=True)
JUNIOR = AppointmentFacts(
    law_degree=True, legal_months=100, trained=True, exam=True, held=Grade.JUNIOR, grade_months=60
)
MIDDLE = replace(JUNIOR, held=Grade.MIDDLE)


def unmet(grade: Grade, facts: AppointmentFacts, on: date) -> list[Condition]:
    return [each.condition for each in appointment_findings(grade, facts, on)]


@pytest.mark.parametrize("on", [OLD, NEW])
@pytest.mark.parametrize(
    ("change", "condition"),
    [
        ({}, None),
        ({"law_degree": False}, Condition.LAW_DEGREE),
        ({"legal_months": 35}, Condition.LEGAL_WORK),
        ({"trained": False}, Condition.TRAINED),
        ({"exam": False}, Condition.EXAM),
        ({"exam": None}, Condition.EXAM),
    ],
)
def test_junior_asks_the_same_under_both_laws(on: date, change: dict, condition: Condition | None) -> None:
    assert unmet(Grade.JUNIOR, replace(READY, **change), on) == ([condition] if condition else [])


@pytest.mark.parametrize(
    ("grade", "facts", "on", "expected"),
    [
        # Law 26/2008, art. 18: five years in the grade below and an exam.
        (Grade.MIDDLE, JUNIOR, OLD, []),
        (Grade.MIDDLE, replace(JUNIOR, exam=None), OLD, [Condition.EXAM]),
        (Grade.MIDDLE, replace(JUNIOR, grade_months=59), OLD, [Condition.AS_JUNIOR]),
        (Grade.SENIOR, MIDDLE, OLD, []),
        (Grade.SENIOR, JUNIOR, OLD, [Condition.AS_MIDDLE]),
        # Law 106/2025, art. 24.2.a and 24.3.a: no exam any more; five years and the job position.
        (Grade.MIDDLE, replace(JUNIOR, exam=None, fits_position=True), NEW, []),
        (Grade.MIDDLE, JUNIOR, NEW, [Condition.POSITION]),
        (
            Grade.MIDDLE,
            replace(JUNIOR, grade_months=59, fits_position=False),
            NEW,
            [Condition.AS_JUNIOR, Condition.POSITION],
        ),
        (Grade.SENIOR, replace(MIDDLE, exam=None, fits_position=True), NEW, []),
        # Art. 24.2.b and 24.3.b: a leading post instead of years and position.
        (Grade.MIDDLE, replace(JUNIOR, grade_months=1, leads=Lead.OFFICE_HEAD), NEW, []),
        (Grade.MIDDLE, replace(JUNIOR, grade_months=1, leads=Lead.AGENCY_DEPUTY), NEW, []),
        (
            Grade.MIDDLE,
            replace(JUNIOR, grade_months=1, leads=Lead.OFFICE_DEPUTY),
            NEW,
            [Condition.AS_JUNIOR, Condition.POSITION],
        ),
        (Grade.SENIOR, replace(MIDDLE, grade_months=1, leads=Lead.AGENCY_HEAD), NEW, []),
        (
            Grade.SENIOR,
            replace(MIDDLE, grade_months=1, leads=Lead.AGENCY_DEPUTY),
            NEW,
            [Condition.AS_MIDDLE, Condition.POSITION],
        ),
        # The old law knew no such promotion.
        (Grade.MIDDLE, replace(JUNIOR, grade_months=1, leads=Lead.OFFICE_HEAD), OLD, [Condition.AS_JUNIOR]),
    ],
)
def test_middle_and_senior(grade: Grade, facts: AppointmentFacts, on: date, expected: list) -> None:
    assert unmet(grade, facts, on) == expected


@pytest.mark.parametrize(
    ("grade", "lead", "months", "on", "met"),
    [
        # Law 26/2008: 5, 10, 15 years of legal work for heads and deputies of agencies.
        (Grade.JUNIOR, Lead.AGENCY_DEPUTY, 60, OLD, True),
        (Grade.JUNIOR, Lead.AGENCY_DEPUTY, 59, OLD, False),
        (Grade.MIDDLE, Lead.AGENCY_HEAD, 120, OLD, True),
        (Grade.SENIOR, Lead.AGENCY_HEAD, 179, OLD, False),
        (Grade.SENIOR, Lead.AGENCY_HEAD, 180, OLD, True),
        (Grade.JUNIOR, Lead.OFFICE_HEAD, 300, OLD, False),
        # Law 106/2025, art. 24.6: agencies 10 and 15 years; offices 5 and 10.
        (Grade.JUNIOR, Lead.AGENCY_HEAD, 300, NEW, False),
        (Grade.MIDDLE, Lead.AGENCY_DEPUTY, 120, NEW, True),
        (Grade.MIDDLE, Lead.AGENCY_DEPUTY, 119, NEW, False),
        (Grade.SENIOR, Lead.AGENCY_DEPUTY, 180, NEW, True),
        (Grade.JUNIOR, Lead.OFFICE_DEPUTY, 60, NEW, True),
        (Grade.MIDDLE, Lead.OFFICE_DEPUTY, 120, NEW, True),
        (Grade.SENIOR, Lead.OFFICE_HEAD, 400, NEW, False),
    ],
)
def test_special_cases_of_leaders(grade: Grade, lead: Lead, months: int, on: date, met: bool) -> None:
    facts = AppointmentFacts(law_degree=True, legal_months=months, trained=False, leads=lead)
    assert (appointment_findings(grade, facts, on) == []) is met
    without = replace(facts, law_degree=False)
    assert appointment_findings(grade, without, on) != []


@pytest.mark.parametrize("on", [OLD, NEW])
def test_a_judge_who_moves_over_needs_the_degree_only(on: date) -> None:
    facts = AppointmentFacts(law_degree=True, legal_months=0, trained=False, moved_in=True)
    assert unmet(Grade.MIDDLE, facts, on) == []
    assert unmet(Grade.MIDDLE, replace(facts, law_degree=False), on) == [Condition.LAW_DEGREE]


def test_each_finding_names_its_article_and_whether_the_record_knows() -> None:
    [before] = appointment_findings(Grade.MIDDLE, replace(JUNIOR, exam=None), OLD)
    assert before.text == "Trúng tuyển kỳ thi tuyển chấp hành viên (Đ18 Luật 26/2008/QH12 (sửa đổi 2014))"
    assert before.unknown
    [after] = appointment_findings(Grade.MIDDLE, replace(JUNIOR, grade_months=0, fits_position=True), NEW)
    assert after.article == "điểm a khoản 2 Đ24 Luật 106/2025/QH15"
    assert not after.unknown


@pytest.mark.parametrize(
    ("role", "kind", "name", "lead"),
    [
        ("head", "thads_tinh", "THADS tỉnh T", Lead.AGENCY_HEAD),
        ("deputy", "chi_cuc", "Chi cục THADS huyện A", Lead.AGENCY_DEPUTY),
        ("head", "phong_khu_vuc", "Phòng THADS khu vực 1", Lead.OFFICE_HEAD),
        ("deputy", "phong", "Phòng Nghiệp vụ và tổ chức thi hành án dân sự", Lead.OFFICE_DEPUTY),
        ("head", "phong", "Văn phòng", None),
        ("none", "thads_tinh", "THADS tỉnh T", None),
    ],
)
def test_which_posts_count(role: str, kind: str, name: str, lead: Lead | None) -> None:
    assert lead_of(role, kind, name) is lead


@pytest.mark.parametrize(
    ("level", "title", "specialty", "is_one"),
    [
        ("university", "Đại học", "Luật", True),
        ("master", "Thạc sĩ", "Luật kinh tế", True),
        ("university", "Cử nhân luật", "", True),
        ("university", "Đại học", "Kế toán", False),
        ("college", "Cao đẳng", "Luật", False),
    ],
)
def test_law_degrees(level: str, title: str, specialty: str, is_one: bool) -> None:
    assert is_law_degree(level, title, specialty) is is_one
