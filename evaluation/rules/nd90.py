"""Ratings of civil servants up to 2025: Decree 90/2020/NĐ-CP as amended by 48/2023, from tables of values.

Articles by the domain dossier, 1.9; numbers marked [K] there were not read in the text itself. Exact in
whole tasks and months; no rating is computed from points: the decree had none.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from evaluation.rules.nd335 import Band
from evaluation.rules.quota import excellent_quota

RULE_SET: Final = "nd90"
FIRST_YEAR: Final = 2020
LAST_YEAR: Final = 2025

# Lowest shares, in per cent (art. 8 to 11).
BEYOND_PERCENT: Final = 50  # xuất sắc: tasks beyond requirement
ON_TIME_PERCENT: Final = 80  # tốt: tasks on time with quality
BELOW_PERCENT: Final = 20  # hoàn thành: at the most so many below quality or progress
UNMET_PERCENT: Final = 50  # không hoàn thành: more than so many unmet
TARGETS_BEYOND_PERCENT: Final = 50  # leaders, xuất sắc
TARGETS_DONE_PERCENT: Final = 70  # leaders, hoàn thành
TARGETS_UNMET_PERCENT: Final = 50  # leaders, không hoàn thành: below
GOOD_UNITS_PERCENT: Final = 70  # leaders, xuất sắc and tốt: sub-units rated tốt or better
CAP_PERCENT: Final = 20  # xuất sắc, of those rated tốt
ABSENT_MONTHS: Final = 3  # from so many months of leave on not tốt
WORKED_MONTHS: Final = 6  # below: not rated


@dataclass(frozen=True)
class Tasks90:
    """Tasks of the year: all, met, on time with quality, beyond requirement."""

    given: int
    met: int
    on_time: int
    beyond: int


@dataclass(frozen=True)
class Led90:
    """What a leader answers for: targets given, met, beyond; sub-units, of these hoàn thành or better, tốt or better."""

    targets: int
    targets_met: int
    targets_beyond: int
    units: int
    units_done: int
    units_good: int


@dataclass(frozen=True)
class Facts90:
    """One officer's year; `led` None for who leads nothing; months as fractions are cut to whole months."""

    tasks: Tasks90
    led: Led90 | None = None
    disciplined: bool = False
    degraded: bool = False
    months_worked: int = 12
    months_absent: int = 0


def applies(year: int) -> bool:
    """Whether ratings of the year follow Decree 90/2020: up to 2025, since it came into force (20/08/2020)."""
    return FIRST_YEAR <= year <= LAST_YEAR


def is_rated(months_worked: int) -> bool:
    """Less than six months worked: not rated, although a self-review is written."""
    return months_worked >= WORKED_MONTHS


def highest(months_absent: int) -> Band:
    """The highest band that the leave of the year allows: from three months on at most "hoàn thành"."""
    return Band.HOAN_THANH if months_absent >= ABSENT_MONTHS else Band.XUAT_SAC


def rate(facts: Facts90) -> Band | None:
    """The band of an officer (art. 8 to 11); None where not rated at all."""
    if not is_rated(facts.months_worked):
        return None
    if _is_not_done(facts):
        return Band.KHONG_HOAN_THANH
    ranked = tuple(Band)
    limit = ranked.index(highest(facts.months_absent))
    reached = next((i for i, holds in enumerate(_holding(facts)) if holds and i >= limit), 3)
    return ranked[reached]


def quota(good: int) -> int:
    """How many may be "xuất sắc" beside so many rated "tốt": 20% of these, cut."""
    return good * CAP_PERCENT // 100


def quota_among(good_or_better: int) -> int:
    """The same cap seen from those who reach "tốt" or better."""
    return excellent_quota(good_or_better, CAP_PERCENT, "tot")


def months_between(start: date, end: date) -> int:
    """Whole months in the half-open [start, end)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(months - (end.day < start.day), 0)


def _holding(facts: Facts90) -> tuple[bool, bool, bool]:
    """Whether the conditions of xuất sắc, tốt, hoàn thành hold."""
    tasks, led = facts.tasks, facts.led
    excellent = tasks.on_time == tasks.given and _at_least(tasks.beyond, tasks.given, BEYOND_PERCENT)
    good = tasks.met == tasks.given and _at_least(tasks.on_time, tasks.given, ON_TIME_PERCENT)
    done = (tasks.given - tasks.on_time) * 100 <= BELOW_PERCENT * tasks.given
    if led:
        units = led.units_done == led.units and _at_least(led.units_good, led.units, GOOD_UNITS_PERCENT)
        excellent &= units and _at_least(led.targets_beyond, led.targets, TARGETS_BEYOND_PERCENT)
        good &= units
        done &= _at_least(led.targets_met, led.targets, TARGETS_DONE_PERCENT)
    return excellent, good, done


def _is_not_done(facts: Facts90) -> bool:
    """Art. 11: degradation, discipline in the year, more than half unmet; leaders: under half of the targets."""
    unmet = facts.tasks.given - facts.tasks.met
    led = facts.led
    return (
        facts.degraded
        or facts.disciplined
        or unmet * 100 > UNMET_PERCENT * facts.tasks.given
        or (led is not None and not _at_least(led.targets_met, led.targets, TARGETS_UNMET_PERCENT))
    )


def _at_least(part: int, whole: int, percent: int) -> bool:
    return part * 100 >= percent * whole
