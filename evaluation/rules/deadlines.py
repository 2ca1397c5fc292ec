"""The last days of a period for scoring oneself and for confirming; no law names them, an agency does."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(days=2)


@dataclass(frozen=True)
class Deadlines:
    """The last day for the officer, and the last day for the scorer; both days still count."""

    self_score_by: date
    confirm_by: date

    @property
    def in_order(self) -> bool:
        """Nobody can confirm before the officer had the time to score."""
        return self.self_score_by <= self.confirm_by


class Lateness(StrEnum):
    """Whom a form waits for beyond the last day."""

    NONE = ""
    SELF_SCORE = "tu_cham"
    CONFIRM = "xac_nhan"


def usual(last_day: date, self_score_days: int, confirm_days: int) -> Deadlines:
    """So many days after the period's last day for scoring oneself, and so many for confirming."""
    return Deadlines(last_day + timedelta(days=self_score_days), last_day + timedelta(days=confirm_days))


def lateness(deadlines: Deadlines | None, *, scored: bool, confirmed: bool, today: date) -> Lateness:
    """Who is late with an open form: the officer until the self-score is in, then the scorer (art. 17.2)."""
    if deadlines is None or confirmed:
        return Lateness.NONE
    if not scored:
        return Lateness.SELF_SCORE if today > deadlines.self_score_by else Lateness.NONE
    return Lateness.CONFIRM if today > deadlines.confirm_by else Lateness.NONE


def falls_soon(day: date, today: date) -> bool:
    """Whether a last day is today or within the two days after."""
    return today <= day <= today + SOON
