"""Asset and income declarations: who declares every year, and until when each kind is handed in."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from staff.enums import AssetDutyKind

# Decree 164/2026 replaces article 10 of Decree 130/2020 from this day on.
NEW_CIRCLE_FROM: Final = date(2026, 7, 1)
DAYS_AFTER_APPOINTMENT: Final = 10
DAYS_BEFORE_APPOINTMENT: Final = 10


class Circle(StrEnum):
    """Readings of who declares yearly from 01/07/2026; values of the setting ASSET_DECLARATION_SCOPE."""

    HEADS_AND_ENFORCERS = "truong-phong-va-chv"
    HEADS = "truong-phong"
    AS_BEFORE = "nhu-truoc"


class Ground(StrEnum):
    """Why someone declares every year."""

    ENFORCER = "Chấp hành viên"
    ACCOUNTANT = "Kế toán viên"
    LEADER = "Lãnh đạo, quản lý"
    HEAD = "Từ Trưởng phòng và tương đương trở lên"


class DutyState(StrEnum):
    """Where a duty stands; the values stand in addresses."""

    WAITING = "chua-nop"
    OVERDUE = "qua-han"
    HANDED_IN = "da-nop"
    PUBLISHED = "da-cong-khai"


def due_of(kind: AssetDutyKind, day: date) -> date:
    """Last day to hand in (articles 34 to 36 of Law 36/2018/QH14).

    `day`: for a first declaration the day the post was taken up (within 10 days of it); for personnel work
    the planned day of the appointment (at least 10 days before it); for a yearly or a supplementary
    declaration any day of its year (finished by 31/12).
    """
    if kind == AssetDutyKind.FIRST:
        return day + timedelta(days=DAYS_AFTER_APPOINTMENT)
    if kind == AssetDutyKind.PERSONNEL:
        return day - timedelta(days=DAYS_BEFORE_APPOINTMENT)
    return date(day.year, 12, 31)


def yearly_ground(
    year: int,
    *,
    enforcer: bool,
    accountant: bool,
    leader: bool,
    head_or_above: bool,
    circle: Circle = Circle.HEADS_AND_ENFORCERS,
) -> Ground | None:
    """Why someone declares for a year, None who does not.

    The declaration of a year is made at its end, so 2025 is the last under article 10 of Decree 130/2020
    (chấp hành viên, kế toán viên, leaders). From 01/07/2026 Decree 164/2026: from Trưởng phòng and equivalent
    upwards; whether every chấp hành viên stays is open, `circle` says how it is read.
    `head_or_above`: head of a phòng or higher; `leader`: that, or deputy of a phòng.
    """
    before = due_of(AssetDutyKind.YEARLY, date(year, 1, 1)) < NEW_CIRCLE_FROM or circle == Circle.AS_BEFORE
    if head_or_above and not before:
        return Ground.HEAD
    if leader and before:
        return Ground.LEADER
    if enforcer and (before or circle == Circle.HEADS_AND_ENFORCERS):
        return Ground.ENFORCER
    return Ground.ACCOUNTANT if accountant and before else None


def duty_state(due: date, handed_in: date | None, published: date | None, at: date) -> DutyState:
    """Where a duty stands on a day; the last day to hand in is not overdue yet."""
    if published is not None:
        return DutyState.PUBLISHED
    if handed_in is not None:
        return DutyState.HANDED_IN
    return DutyState.OVERDUE if at > due else DutyState.WAITING
