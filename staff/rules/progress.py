"""How far a campaign has come: shares of fields filled."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hrm.kernel.numbers import rate


@dataclass(frozen=True)
class Filled:
    """Fields filled of those wanted."""

    filled: int
    wanted: int

    @property
    def percent(self) -> Decimal | None:
        """Per cent with one decimal; None where nothing is wanted."""
        return rate(self.filled, self.wanted, 1)


def points_gained(before: Filled | None, now: Filled) -> Decimal | None:
    """Percentage points from one share to another; None where either has nothing to divide by."""
    if before is None or before.percent is None or now.percent is None:
        return None
    return now.percent - before.percent


class CampaignState(StrEnum):
    """Where a campaign stands; the values stand in addresses."""

    OPEN = "dang-mo"
    OVERDUE = "qua-han"
    CLOSED = "da-dong"


def campaign_state(deadline: date, closed_on: date | None, today: date) -> CampaignState:
    """Open up to and including its last day; overdue until somebody closes it."""
    if closed_on is not None:
        return CampaignState.CLOSED
    return CampaignState.OVERDUE if today > deadline else CampaignState.OPEN
