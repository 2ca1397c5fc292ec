"""Periodic change of positions (định kỳ chuyển đổi vị trí công tác; Law 36/2018, Decree 59/2019).

For people without a leading post; leaders follow the rotation of leaders (luân chuyển) instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hrm.kernel.dates import add_months
from staff.rules.due import DueState

EXEMPT_MONTHS: Final = 18
STUDY_MONTHS: Final = 12


@dataclass(frozen=True)
class Block:
    """A state in which nobody is moved (art. 38 of Decree 59/2019), [start, end); `label` says which."""

    start: date
    end: date | None
    label: str

    def covers(self, day: date) -> bool:
        """Whether the state holds on a day."""
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(frozen=True)
class Rotation:
    """When someone has to change the position.

    `planned`: the term from the assignment. `due`: the first day from then on on which nothing stands in
    the way; `planned` again while that day is not known. `block`: what stands in the way.
    """

    planned: date
    due: date
    state: DueState
    block: Block | None = None


def studies_long(start: date, end: date | None) -> bool:
    """Whether a full-time study lasts 12 months or more (art. 38); one without a known end counts."""
    return end is None or end >= add_months(start, STUDY_MONTHS)


def is_too_near_retirement(day: date, age_reached: date) -> bool:
    """Whether fewer than 18 months are left from a day until the age is reached (art. 39.2)."""
    return add_months(day, EXEMPT_MONTHS) > age_reached


def rotation(start: date, term_months: int, blocks: Sequence[Block], age_reached: date, at: date) -> Rotation:
    """When a position held since `start` has to be changed, as seen on the day `at`.

    The term runs from the assignment (art. 36 of Decree 59/2019; 2 to 5 years, art. 25 of Law 36/2018).
    Nobody is moved in a state of art. 38: when it ends, the person is due again. Nobody is moved with
    fewer than 18 months left until the retirement age (art. 39.2).
    """
    planned = add_months(start, term_months)
    soonest = max(planned, at)
    block, again = _covering(soonest, blocks), _free_from(soonest, blocks)
    if is_too_near_retirement(again or soonest, age_reached):
        return Rotation(planned, planned, DueState.EXEMPT)
    if block is not None:
        return Rotation(planned, again or planned, DueState.BLOCKED, block)
    return Rotation(planned, _free_from(planned, blocks) or planned, DueState.OPEN)


def _covering(day: date, blocks: Sequence[Block]) -> Block | None:
    """The state of the day that lasts longest."""
    found = [block for block in blocks if block.covers(day)]
    return max(found, key=lambda block: block.end or date.max, default=None)


def _free_from(day: date, blocks: Sequence[Block]) -> date | None:
    """The first day from `day` on in no state; None while the end of one is not known."""
    while (block := _covering(day, blocks)) is not None:
        if block.end is None:
            return None
        day = block.end
    return day
