"""Rows that titles and awards rest on."""

from datetime import date

from evaluation.models import Initiative, UnitRating, YearRating
from evaluation.services.emulation.decisions import AwardDecision, decide_awards
from evaluation.services.emulation.proposals import propose_people
from evaluation.services.emulation.sessions import (
    SessionFacts,
    close_session,
    hold_session,
    record_votes,
)
from evaluation.services.emulation.types import install_award_types
from staff.models import AwardHeld, Discipline, Officer, Unit
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory

TODAY = date(2026, 12, 20)
HELD_ON = date(2026, 12, 10)
DECISION = AwardDecision("15/QĐ-THADS", date(2026, 12, 15), "Trưởng THADS tỉnh T")
LDTT, CSTDCS, CSTDB = "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua bộ, ban, ngành, tỉnh"


def law(cast: Cast) -> None:
    install_award_types()


def rated(officer: Officer, unit: Unit, band: str = "tot", year: int = 2026, **more) -> YearRating:
    values = {"state": "signed", "rule_set": "nd335", "agency": unit, "seat": "staff"} | more
    return YearRating.objects.create(officer=officer, unit=unit, year=year, band=band, **values)


def unit_rated(unit: Unit, band: str = "tot", year: int = 2026) -> UnitRating:
    return UnitRating.objects.create(unit=unit, year=year, band=band, state="signed", rule_set="nd335")


def held(officer: Officer, name: str, *years: int) -> None:
    for year in years:
        AwardHeld.objects.create(
            officer=officer, kind="title", name=name, year=year, start=date(year, 12, 26)
        )


def initiative(officer: Officer, unit: Unit, level: str = "co_so", year: int = 2026) -> Initiative:
    return Initiative.objects.create(
        officer=officer,
        unit=unit,
        year=year,
        title=f"Sáng kiến {level} {year}",
        level=level,
        decision="7/QĐ",
        decision_date=date(year, 11, 2),
    )


def punished(officer: Officer, start: date, end: date | None, form: str = "khien_trach") -> Discipline:
    return Discipline.objects.create(officer=officer, form=form, act="Vi phạm", start=start, end=end)


def crowd(unit: Unit, number: int, band: str = "tot") -> list[Officer]:
    """So many officers of a unit, each rated for 2026."""
    people = []
    for _place in range(number):
        officer = OfficerFactory()
        PostingFactory(officer=officer, unit=unit)
        rated(officer, unit, band)
        people.append(officer)
    return people


def session_of(cast: Cast, *, members: int = 9, present: int = 7, course: str = "Đã thảo luận."):
    facts = SessionFacts(HELD_ON, "Ông Chủ tịch", "Bà Thư ký", members, present, course)
    return hold_session(actor=cast.mai, unit=cast.t, year=2026, facts=facts, today=TODAY)


def proposed(cast: Cast, code: str, people: list[Officer], reason: str = ""):
    return propose_people(actor=cast.mai, code=code, year=2026, officers=people, today=TODAY, reason=reason)


def passed(cast: Cast, *proposals):
    """Through a session in which everyone present voted for."""
    session = session_of(cast)
    record_votes(actor=cast.mai, session=session, votes={row.pk: 7 for row in proposals})
    close_session(actor=cast.mai, session=session)
    return session


def decided(cast: Cast, *proposals, decision: AwardDecision = DECISION):
    return decide_awards(actor=cast.mai, proposals=proposals, decision=decision, today=TODAY)
