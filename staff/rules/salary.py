"""The next salary step (Decree 204/2004 and its circulars; in force beside the law of 2025 unless replaced)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hrm.kernel.dates import add_months
from staff.rules.records import EARLIEST_RAISE_MONTHS

FIRST_BEYOND_PERCENT: Final = 5
BEYOND_MONTHS: Final = 12


@dataclass(frozen=True)
class StepHeld:
    """A salary step as it is drawn: since when, of how many, beyond the last by how many per cent."""

    start: date
    step: int
    steps: int
    step_months: int
    beyond_percent: int = 0
    delay_months: int = 0


@dataclass(frozen=True)
class Punishment:
    """A discipline by the state: its form and the day of the decision."""

    form: str
    day: date


@dataclass(frozen=True)
class NextStep:
    """The next raise: its day, to which step or percentage, after how many months, delayed by how many.

    `early`: from when it may come early for achievement; None where it may not.
    """

    day: date
    step: int
    beyond_percent: int
    months: int
    delay: int
    early: date | None


def next_step(held: StepHeld, punishments: Sequence[Punishment], delays: Mapping[str, int]) -> NextStep:
    """When the next step is due.

    The months of the rank's table; beyond the last step 5 per cent after the same time, then 1 per cent
    each year (vượt khung). Later by what the record says (for a year not fulfilled) and by each discipline
    that falls into the time: `delays` says how many months for which form. At most 12 months early for
    achievement, never after a discipline.
    """
    beyond = held.step >= held.steps
    usual = BEYOND_MONTHS if beyond and held.beyond_percent else held.step_months
    delay = held.delay_months + _delay(held, usual, punishments, delays)
    day = add_months(held.start, usual + delay)
    return NextStep(
        day=day,
        step=min(held.step + 1, held.steps),
        beyond_percent=_percent(held) if beyond else 0,
        months=usual,
        delay=delay,
        early=None if beyond or delay else max(held.start, add_months(day, -EARLIEST_RAISE_MONTHS)),
    )


def _percent(held: StepHeld) -> int:
    return held.beyond_percent + 1 if held.beyond_percent else FIRST_BEYOND_PERCENT


def _delay(held: StepHeld, usual: int, punishments: Sequence[Punishment], delays: Mapping[str, int]) -> int:
    """Months for the disciplines between the last step and the next, which each of them moves away."""
    delay = 0
    for punishment in sorted(punishments, key=lambda one: one.day):
        due = add_months(held.start, usual + held.delay_months + delay)
        if held.start <= punishment.day < due:
            delay += delays.get(punishment.form, 0)
    return delay
