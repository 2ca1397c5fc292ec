"""Whether what the record says meets the conditions of an enforcement officer's rank (domain 3.3).

What the record does not say is held against nobody: histories are entered in any order, and old ones have holes.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from staff.rules.appointment import (
    GRADE_MONTHS,
    AppointmentFacts,
    Grade,
    Lead,
    appointment_findings,
    is_law_degree,
    lead_of,
)
from staff.services.fact_book import FactBook
from staff.services.fact_rules import Finding, Rules

_BELOW: Final = {Grade.MIDDLE: Grade.JUNIOR, Grade.SENIOR: Grade.MIDDLE}
_GRADES: Final = frozenset(grade.value for grade in Grade)


def _conditions(book: FactBook, row: Any) -> Iterator[Finding]:
    """Art. 18 of Law 26/2008/QH12 to 30/06/2026, art. 24 of Law 106/2025/QH15 after it."""
    if row.rank.code not in _GRADES:
        return
    grade = Grade(row.rank.code)
    for unmet in appointment_findings(grade, _facts(book, row, grade), row.start):
        message = _("a condition of the rank is not met by the record: %(condition)s")
        yield Finding("rank", message % {"condition": unmet.text})


def _facts(book: FactBook, row: Any, grade: Grade) -> AppointmentFacts:
    held, since = _held_before(book, row, grade)
    return AppointmentFacts(
        law_degree=_may_have_law_degree(book, row.start),
        legal_months=_months(_first_work(book), row.start),
        trained=True,
        exam=True,
        fits_position=True,
        held=held,
        grade_months=GRADE_MONTHS if since is None else _months(since, row.start),
        leads=_lead(book, row.start),
    )


def _held_before(book: FactBook, row: Any, grade: Grade) -> tuple[Grade | None, date | None]:
    """The grade held until the appointment and since when; nothing recorded before: as it should be."""
    before = [other for other in book.of("ngach") if other is not row and other.start < row.start]
    if not before or before[-1].rank.code == row.rank.code:
        return _BELOW.get(grade), None
    code, since = before[-1].rank.code, before[-1].start
    for other in reversed(before):
        if other.rank.code != code:
            break
        since = other.start
    return (Grade(code) if code in _GRADES else None), since


def _may_have_law_degree(book: FactBook, day: date) -> bool:
    """Whether a law degree is recorded, or nothing that tells the subject."""
    schooling = [each for each in book.of("trinh-do-chuyen-mon") if each.start <= day]
    told = [each for each in schooling if each.specialty]
    law = any(is_law_degree(each.level, each.title, each.specialty) for each in schooling)
    return law or len(told) < len(schooling) or not schooling


def _first_work(book: FactBook) -> date:
    """All work of the agencies, and work recorded before it, is taken for legal work."""
    days: list[date] = [book.officer.service_start]
    days.extend(each.start for each in book.of("cong-tac-khac"))
    return min(days)


def _lead(book: FactBook, day: date) -> Lead | None:
    homes = [each for each in book.of("vi-tri") if each.start <= day and (each.end is None or each.end > day)]
    if not homes or homes[-1].post is None:
        return None
    home = homes[-1]
    return lead_of(home.post.role, home.unit.kind, home.unit.name)


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


RANKS: Final[Rules] = {"ngach": (_conditions,)}
