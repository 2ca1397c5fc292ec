"""What falls due when: the horizons of the due-date centre and the states of an item."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from hrm.kernel.dates import add_months


class DueKind(StrEnum):
    """Kinds of due date; the values stand in addresses, calendars and keys of notices."""

    ROTATION = "chuyen-doi"
    TERM = "bo-nhiem-lai"
    RETIREMENT_NOTICE = "thong-bao-nghi-huu"
    RETIREMENT = "nghi-huu"
    SALARY = "nang-bac-luong"
    SECONDMENT = "het-biet-phai"
    CONTRACT = "het-hop-dong"
    CARD = "the"
    CERTIFICATE = "chung-chi"
    PLEDGE = "cam-ket"
    ASSETS = "ke-khai-tai-san"
    ABSENCE = "het-vang-mat"


class Horizon(StrEnum):
    """How near a due day is; each day falls into one horizon only."""

    OVERDUE = "qua-han"
    MONTHS_3 = "3"
    MONTHS_6 = "6"
    MONTHS_12 = "12"
    LATER = "sau"


class DueState(StrEnum):
    """Whether it has to be done: yes; not while something stands in its way; never."""

    OPEN = "den-han"
    BLOCKED = "chua"
    EXEMPT = "khong"


# The horizons that the centre counts, nearest first.
NEAR: Final = (Horizon.OVERDUE, Horizon.MONTHS_3, Horizon.MONTHS_6, Horizon.MONTHS_12)
_WITHIN: Final = ((3, Horizon.MONTHS_3), (6, Horizon.MONTHS_6), (12, Horizon.MONTHS_12))


def horizon_of(due: date, at: date) -> Horizon:
    """How near a due day is, seen from a day; the due day itself is not overdue yet."""
    if due < at:
        return Horizon.OVERDUE
    for last, horizon in _limits(at):
        if due <= last:
            return horizon
    return Horizon.LATER


@lru_cache(maxsize=32)
def _limits(at: date) -> tuple[tuple[date, Horizon], ...]:
    return tuple((add_months(at, months), horizon) for months, horizon in _WITHIN)
