"""Conditions of appointment as enforcement officer (chấp hành viên): old law to 30/06/2026, new law after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from hrm.kernel.text import fold
from staff.enums import PostRole, UnitKind

# Law 106/2025/QH15 takes effect; until the day before article 18 of Law 26/2008/QH12 (amended 2014) holds.
NEW_LAW_FROM: Final = date(2026, 7, 1)
_OLD: Final = "Đ18 Luật 26/2008/QH12 (sửa đổi 2014)"
_NEW: Final = "Đ24 Luật 106/2025/QH15"

LEGAL_WORK_MONTHS: Final = 36
GRADE_MONTHS: Final = 60


class Grade(StrEnum):
    """Grades of enforcement officers; the values are the codes of their ranks (TT 03/2017/TT-BTP)."""

    JUNIOR = "03.301"
    MIDDLE = "03.300"
    SENIOR = "03.299"


class Lead(StrEnum):
    """Leading posts to which somebody is, or is about to be, appointed."""

    AGENCY_HEAD = "agency_head"
    AGENCY_DEPUTY = "agency_deputy"
    OFFICE_HEAD = "office_head"
    OFFICE_DEPUTY = "office_deputy"


class Condition(StrEnum):
    """One condition of an appointment; the values are its words in Vietnamese."""

    LAW_DEGREE = "Có trình độ cử nhân luật trở lên"
    LEGAL_WORK = "Có thời gian làm công tác pháp luật từ 03 năm trở lên"
    TRAINED = "Đã được đào tạo nghiệp vụ thi hành án dân sự"
    EXAM = "Trúng tuyển kỳ thi tuyển chấp hành viên"
    AS_JUNIOR = "Có thời gian làm chấp hành viên sơ cấp từ 05 năm trở lên"
    AS_MIDDLE = "Có thời gian làm chấp hành viên trung cấp từ 05 năm trở lên"
    POSITION = "Đáp ứng yêu cầu của vị trí việc làm"


@dataclass(frozen=True)
class AppointmentFacts:
    """What the record says about a person on the day. None = the record says nothing about it.

    `legal_months`, `grade_months`: whole months of legal work, and in the grade `held`.
    `leads`: the leading post held or given with the appointment. `moved_in`: a judge, prosecutor or
    investigator moved to an enforcement agency, or a former enforcement officer.
    """

    law_degree: bool
    legal_months: int
    trained: bool
    exam: bool | None = None
    held: Grade | None = None
    grade_months: int = 0
    fits_position: bool | None = None
    leads: Lead | None = None
    moved_in: bool = False


@dataclass(frozen=True)
class Unmet:
    """A condition that is not met, with its article; `unknown`: the record does not say."""

    condition: Condition
    article: str
    unknown: bool = False

    @property
    def text(self) -> str:
        """The condition as the law words it, with the article."""
        return f"{self.condition.value} ({self.article})"


# Special cases for leaders: months of legal work that suffice, by grade.
_OLD_LEADERS: Final = {Grade.JUNIOR: 60, Grade.MIDDLE: 120, Grade.SENIOR: 180}
_NEW_AGENCY: Final = {Grade.MIDDLE: 120, Grade.SENIOR: 180}
_NEW_OFFICE: Final = {Grade.JUNIOR: 60, Grade.MIDDLE: 120}
_AGENCY_KINDS: Final = (UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT, UnitKind.DISTRICT_BRANCH)
_BACHELOR_UP: Final = ("university", "postgraduate", "master", "phd")
_AGENCY: Final = (Lead.AGENCY_HEAD, Lead.AGENCY_DEPUTY)
_BELOW: Final = {Grade.MIDDLE: Grade.JUNIOR, Grade.SENIOR: Grade.MIDDLE}
_PROMOTED: Final = {
    Grade.MIDDLE: (Lead.AGENCY_HEAD, Lead.AGENCY_DEPUTY, Lead.OFFICE_HEAD),
    Grade.SENIOR: (Lead.AGENCY_HEAD,),
}


def appointment_findings(grade: Grade, facts: AppointmentFacts, on: date) -> list[Unmet]:
    """What stands against an appointment to a grade on a day; empty when every condition is met.

    To 30/06/2026: article 18 of Law 26/2008/QH12, amended 2014 (sơ cấp: law degree, 3 years of legal work,
    training, exam; trung cấp and cao cấp: 5 years in the grade below and an exam; leaders by 5, 10, 15 years
    of legal work). From 01/07/2026: article 24 of Law 106/2025/QH15 (no exam above sơ cấp; the job position
    or a leading post instead; other years for leaders). Conduct and health are judged by people.
    """
    if facts.moved_in:
        return _degree(facts, f"khoản 5 {_NEW}" if on >= NEW_LAW_FROM else _OLD)
    regular = _new_route(grade, facts) if on >= NEW_LAW_FROM else _old_route(grade, facts)
    if regular and _is_special(grade, facts, on):
        return []
    return regular


def _old_route(grade: Grade, facts: AppointmentFacts) -> list[Unmet]:
    found = _degree(facts, _OLD)
    if grade is Grade.JUNIOR:
        return [*found, *_junior(facts, _OLD, _OLD, _OLD)]
    return [*found, *_in_grade(grade, facts, _OLD), *_asked(Condition.EXAM, facts.exam, _OLD)]


def _new_route(grade: Grade, facts: AppointmentFacts) -> list[Unmet]:
    if grade is Grade.JUNIOR:
        degree, *others = [f"điểm {letter} khoản 1 {_NEW}" for letter in ("b", "c", "d", "đ")]
        return [*_degree(facts, degree), *_junior(facts, *others)]
    clause = {Grade.MIDDLE: 2, Grade.SENIOR: 3}[grade]
    if facts.held is _BELOW[grade] and facts.leads in _PROMOTED[grade]:
        return []
    article = f"điểm a khoản {clause} {_NEW}"
    return [*_in_grade(grade, facts, article), *_asked(Condition.POSITION, facts.fits_position, article)]


def _is_special(grade: Grade, facts: AppointmentFacts, on: date) -> bool:
    """Whether years of legal work suffice for a leader (art. 18 of Law 26/2008; art. 24.6 of Law 106/2025)."""
    if facts.leads is None or not facts.law_degree:
        return False
    if on < NEW_LAW_FROM:
        years = _OLD_LEADERS if facts.leads in _AGENCY else {}
    else:
        years = _NEW_AGENCY if facts.leads in _AGENCY else _NEW_OFFICE
    return grade in years and facts.legal_months >= years[grade]


def _degree(facts: AppointmentFacts, article: str) -> list[Unmet]:
    return [] if facts.law_degree else [Unmet(Condition.LAW_DEGREE, article)]


def _junior(facts: AppointmentFacts, work: str, training: str, exam: str) -> list[Unmet]:
    found = []
    if facts.legal_months < LEGAL_WORK_MONTHS:
        found.append(Unmet(Condition.LEGAL_WORK, work))
    if not facts.trained:
        found.append(Unmet(Condition.TRAINED, training))
    return [*found, *_asked(Condition.EXAM, facts.exam, exam)]


def _in_grade(grade: Grade, facts: AppointmentFacts, article: str) -> list[Unmet]:
    """Five years in the grade below."""
    if facts.held is _BELOW[grade] and facts.grade_months >= GRADE_MONTHS:
        return []
    condition = Condition.AS_JUNIOR if grade is Grade.MIDDLE else Condition.AS_MIDDLE
    return [Unmet(condition, article)]


def _asked(condition: Condition, known: bool | None, article: str) -> Sequence[Unmet]:
    return [] if known else [Unmet(condition, article, unknown=known is None)]


def lead_of(role: str, unit_kind: str, unit_name: str) -> Lead | None:
    """The leading post that counts for an appointment, from the post's role and its unit.

    Agencies: THADS tỉnh, before 01/07/2025 also Cục and Chi cục. Offices: Phòng THADS khu vực and Phòng
    Nghiệp vụ và tổ chức THADS (art. 24.2 and 24.6 of Law 106/2025/QH15); other phòng do not count.
    """
    if role not in (PostRole.HEAD, PostRole.DEPUTY):
        return None
    heads = role == PostRole.HEAD
    if unit_kind in _AGENCY_KINDS:
        return Lead.AGENCY_HEAD if heads else Lead.AGENCY_DEPUTY
    counts = unit_kind == UnitKind.REGIONAL_OFFICE or (
        unit_kind == UnitKind.DIVISION and "nghiep vu" in fold(unit_name)
    )
    if not counts:
        return None
    return Lead.OFFICE_HEAD if heads else Lead.OFFICE_DEPUTY


def is_law_degree(level: str, title: str, specialty: str) -> bool:
    """Whether a level of education is a law bachelor's or higher: by its level code and its words."""
    return level in _BACHELOR_UP and "luat" in fold(f"{title} {specialty}")
