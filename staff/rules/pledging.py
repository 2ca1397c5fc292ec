"""Who pledges under a plan, and where a person's pledge stands (domain 6.1; no legal template was found)."""

import hashlib
from datetime import date
from enum import StrEnum


class PledgeState(StrEnum):
    """Where a person's pledge stands; the values stand in addresses."""

    SIGNED = "da-ky"
    OLD_TEXT = "ban-cu"
    WAITING = "chua-ky"
    OVERDUE = "qua-han"


def must_pledge(*, enforcers_only: bool, is_enforcer: bool) -> bool:
    """Whether a plan asks the person: every enforcement officer signs, others where the plan says so."""
    return is_enforcer or not enforcers_only


def pledge_state(*, signed: int | None, newest: int, deadline: date, at: date) -> PledgeState:
    """`signed`: the version the person pledged last, None for none. A newer text asks everyone again."""
    if signed == newest:
        return PledgeState.SIGNED
    if at > deadline:
        return PledgeState.OVERDUE
    return PledgeState.WAITING if signed is None else PledgeState.OLD_TEXT


def text_hash(body: str) -> str:
    """SHA-256 of the text as it is stored, in hexadecimal."""
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def day_of_plan(year: int, today: date) -> date:
    """The day whose people a plan is about: today, and after its year the year's last day."""
    return min(today, date(year, 12, 31))
