"""Caseload and enforcement officers for the tests of the boards."""

from datetime import date

from evaluation.models import CaseloadFigure
from staff.models import Officer, Posting, Rank, RankHolding, Unit
from tests.factories import OfficerFactory, PostingFactory


def enforcer(unit: Unit, number: str, **facts) -> Posting:
    """Someone at home in the unit who holds a rank of enforcement officers."""
    posting = PostingFactory(officer=OfficerFactory(number=number, **facts), unit=unit)
    appoint(posting.officer)
    return posting


def appoint(officer: Officer, start: date = date(2020, 1, 1)) -> None:
    RankHolding.objects.create(officer=officer, rank=Rank.objects.get(code="03.300"), start=start)


def to_enforce(
    officer: Officer, unit: Unit, amount: int, measure: str = "viec", kind: str = "chu_dong", months: int = 9
) -> None:
    """C7 of a month, in a row that satisfies the identities."""
    CaseloadFigure.objects.create(
        officer=officer,
        unit=unit,
        year=2026,
        months=months,
        measure=measure,
        initiative=kind,
        accepted=amount,
        total_accepted=amount,
        to_enforce=amount,
        executable=amount,
        in_progress=amount,
        carried_forward=amount,
    )
