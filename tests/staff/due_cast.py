"""Rows that make something fall due, for the tests of the due-date centre."""

from datetime import date
from typing import Any

from staff.access import ReachCode
from staff.enums import RankFamily
from staff.models import (
    Officer,
    PledgePlan,
    PledgeText,
    Rank,
    RankHolding,
    RotationDuty,
    RotationPosition,
    SalaryStep,
    Unit,
    User,
)
from staff.selectors.due import DueItem, due_items, scope_of
from staff.selectors.due.scope import whole_scope

DAY = date(2026, 9, 30)
VIEW = ReachCode.VIEW_PEOPLE


def due(at: date = DAY, user: User | None = None, *, later: bool = False) -> list[DueItem]:
    """Everybody's due dates, or those one account may see."""
    return due_items(whole_scope(at, later=later) if user is None else scope_of(user, at, later=later))


def of(kind: str, at: date = DAY, user: User | None = None, *, later: bool = True) -> list[DueItem]:
    return [item for item in due(at, user, later=later) if item.kind == kind]


def position(months: int = 60, name: str = "Chấp hành viên") -> RotationPosition:
    return RotationPosition.objects.get_or_create(name=name, defaults={"term_months": months})[0]


def in_position(officer: Officer, unit: Unit, start: date = date(2021, 12, 1), **more: Any) -> RotationDuty:
    """In a position to be rotated; the term of five years is over on 01/12/2026."""
    months = more.pop("months", 60)
    held = position(months, f"Vị trí {months} tháng")
    return RotationDuty.objects.create(officer=officer, unit=unit, position=held, start=start, **more)


def rank(officer: Officer, family: str = RankFamily.ENFORCER, start: date = date(2015, 1, 1)) -> RankHolding:
    held = Rank.objects.filter(family=family, salary_table="A1").first()
    return RankHolding.objects.create(officer=officer, rank=held, start=start)


def on_step(officer: Officer, start: date = date(2023, 12, 1), step: int = 4, **more: Any) -> SalaryStep:
    """On a step of 36 months; the next is due on 01/12/2026."""
    if not officer.ranks.exists():
        rank(officer)
    return SalaryStep.objects.create(officer=officer, start=start, step=step, **more)


def plan(unit: Unit, deadline: date = date(2026, 10, 31), texts: int = 1, **more: Any) -> PledgePlan:
    opened = more.pop("opened_on", date(2026, 1, 15))
    found = PledgePlan.objects.create(
        unit=unit,
        year=more.pop("year", 2026),
        title=more.pop("title", "Kế hoạch phòng, chống tham nhũng"),
        opened_on=opened,
        deadline=deadline,
        **more,
    )
    for version in range(1, texts + 1):
        PledgeText.objects.create(plan=found, version=version, body="Tôi cam kết", sha256="0" * 64)
    return found
