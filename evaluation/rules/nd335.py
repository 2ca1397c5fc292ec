"""Scoring by Decree 335/2025/NĐ-CP (art. 12 to 17, 20), exact in decimals.

Every formula is brought to one fraction and divided once, so that a total with finitely many places
is exact. A total that never ends is cut at fifty digits, never rounded up into the next band.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Context, Decimal, localcontext
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from evaluation.rules.criteria import BY_CODE, CRITERIA, GROUPS, Criterion, Group, check_points, general_sum

__all__ = [
    "BAND_TEXTS",
    "BY_CODE",
    "CRITERIA",
    "EFFECTIVE",
    "FULL",
    "GENERAL_MAXIMUM",
    "GROUPS",
    "HALF",
    "READING",
    "RESULT_MAXIMUM",
    "RULE_SET",
    "THRESHOLDS",
    "Band",
    "Criterion",
    "Group",
    "Ratios",
    "Reading",
    "Totals",
    "WorkLine",
    "added",
    "band",
    "check_points",
    "converted",
    "converted_line",
    "general_sum",
    "leader_result",
    "ratios",
    "staff_result",
    "total",
    "unit_result",
]

RULE_SET: Final = "nd335"
EFFECTIVE: Final = date(2026, 1, 1)  # art. 27.1

GENERAL_MAXIMUM: Final = Decimal(30)  # art. 12.2
RESULT_MAXIMUM: Final = Decimal(70)  # art. 12.3
FULL: Final = Decimal(1)  # 100%, art. 15.3
HALF: Final = Decimal("0.5")  # 50%, art. 15.3

_ZERO: Final = Decimal(0)
_EXACT: Final = Context(prec=50, rounding=ROUND_DOWN)


class Band(StrEnum):
    """Bands of points (art. 20.1 to 20.4.a)."""

    XUAT_SAC = "xuat_sac"
    TOT = "tot"
    HOAN_THANH = "hoan_thanh"
    KHONG_HOAN_THANH = "khong_hoan_thanh"


# Lowest total of each band, highest first (art. 20), compared before any rounding.
THRESHOLDS: Final = (
    (Decimal(90), Band.XUAT_SAC),
    (Decimal(70), Band.TOT),
    (Decimal(50), Band.HOAN_THANH),
)
BAND_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Band.XUAT_SAC: "Hoàn thành xuất sắc nhiệm vụ",
        Band.TOT: "Hoàn thành tốt nhiệm vụ",
        Band.HOAN_THANH: "Hoàn thành nhiệm vụ",
        Band.KHONG_HOAN_THANH: "Không hoàn thành nhiệm vụ",
    }
)


@dataclass(frozen=True)
class Reading:
    """How we read what the decree leaves open (art. 14.2, 12.3); an authority may decide otherwise."""

    # A failed or late instance takes this share of one product's coefficient (25%, art. 14.2.b and c).
    deduction_share: Decimal = Decimal("0.25")
    # What a line keeps when the deductions exceed it: the decree names no floor.
    line_floor: Decimal = Decimal(0)
    # Single ratios may exceed 100% (art. 18.1.d adds points); the part as a whole stays within these.
    result_floor: Decimal = Decimal(0)
    result_cap: Decimal = RESULT_MAXIMUM


READING: Final = Reading()


@dataclass(frozen=True)
class WorkLine:
    """One product of one officer in a period; `done` is None while its caseload month is missing."""

    coefficient: Decimal
    assigned: Decimal
    done: Decimal | None
    failures: int = 0
    delays: int = 0
    objective: bool = False
    unplanned: bool = False


class Totals(NamedTuple):
    """Assigned, done, done with quality, done on time, in converted units; None = not known."""

    assigned: Decimal | None
    done: Decimal | None
    quality: Decimal | None
    on_time: Decimal | None


_NOTHING: Final = Totals(_ZERO, _ZERO, _ZERO, _ZERO)


class Ratios(NamedTuple):
    """a, b, c of art. 14.2 as fractions, not limited to 1; None = not known."""

    a: Decimal | None
    b: Decimal | None
    c: Decimal | None


def converted(lines: Iterable[WorkLine], reading: Reading = READING) -> Totals:
    """Converted units of a period (art. 13.1.c, 14.1), line by line and added."""
    return added(converted_line(line, reading) for line in lines)


def converted_line(line: WorkLine, reading: Reading = READING) -> Totals:
    """Converted units of one line: work outside the plan is done, not assigned (art. 18.1.d)."""
    with localcontext(_EXACT):
        assigned = _ZERO if line.unplanned else line.coefficient * line.assigned
        if line.done is None:
            return Totals(assigned, None, None, None)
        return Totals(
            assigned,
            _kept(line, 0, reading),
            _kept(line, line.failures, reading),
            _kept(line, line.delays, reading),
        )


def added(lines: Iterable[Totals]) -> Totals:
    """The sum of converted lines.

    While one line is not known, nothing done is: the sum of the rest would be a wrong figure.
    """
    with localcontext(_EXACT):
        return Totals(*map(_sum, zip(_NOTHING, *lines, strict=True)))


def ratios(totals: Totals) -> Ratios:
    """a, b, c (art. 14.2): done, quality and on time over assigned; None when nothing was assigned."""
    return Ratios(
        _ratio(totals.done, totals.assigned),
        _ratio(totals.quality, totals.assigned),
        _ratio(totals.on_time, totals.assigned),
    )


def staff_result(totals: Totals, reading: Reading = READING) -> Decimal | None:
    """Points for task results, no leading post (art. 16.1, 17.1): (a + b + c) / 3 × 70."""
    assigned, produced = totals.assigned, _produced(totals)
    if not assigned or produced is None:
        return None
    with localcontext(_EXACT):
        return _limited(produced * RESULT_MAXIMUM / (3 * assigned), reading)


def leader_result(
    totals: Totals,
    d: Decimal | None,
    dd: Decimal | None,
    e: Decimal | None,
    reading: Reading = READING,
) -> Decimal | None:
    """Points for task results of a leader (art. 15.3, 15.4, 16.2): (a + b + c + d + đ + e) / 6 × 70."""
    assigned, produced = totals.assigned, _produced(totals)
    if not assigned or produced is None or d is None or dd is None or e is None:
        return None
    with localcontext(_EXACT):
        sixfold = produced + (d + dd + e) * assigned
        return _limited(sixfold * RESULT_MAXIMUM / (6 * assigned), reading)


def unit_result(totals_of_everyone: Iterable[Decimal | None]) -> Decimal | None:
    """d (art. 15.3.a): 1 if every subordinate reached 50, 0.5 if one did not, 1 for an empty unit.

    One unknown total leaves d unknown, even where another is already below 50: a figure that may still
    change for a reason nobody sees is worse than none.
    """
    known: list[Decimal] = []
    for points in totals_of_everyone:
        if points is None:
            return None
        known.append(points)
    return HALF if any(band(points) == Band.KHONG_HOAN_THANH for points in known) else FULL


def total(general: Decimal | None, result: Decimal | None) -> Decimal | None:
    """Points of the period (art. 17.1): general criteria + task results; None while one is missing."""
    if general is None or result is None:
        return None
    with localcontext(_EXACT):
        return general + result


def band(points: Decimal) -> Band:
    """The band of a total (art. 20), on the unrounded value: 89.995 is tốt."""
    return next((name for lowest, name in THRESHOLDS if points >= lowest), Band.KHONG_HOAN_THANH)


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    total = _ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _kept(line: WorkLine, instances: int, reading: Reading) -> Decimal:
    """Converted units of a line less its deductions (art. 14.2.b, c); an objective cause cancels them.

    A flow that a handover of files made negative stays as it is.
    """
    whole = line.coefficient * (line.done if line.done is not None else _ZERO)
    if line.objective:
        return whole
    deduction = reading.deduction_share * line.coefficient * instances
    return max(min(reading.line_floor, whole), whole - deduction)


def _ratio(part: Decimal | None, assigned: Decimal | None) -> Decimal | None:
    if part is None or not assigned:
        return None
    with localcontext(_EXACT):
        return part / assigned


def _produced(totals: Totals) -> Decimal | None:
    """Done + quality + on time: the numerator that a, b and c share."""
    if totals.done is None or totals.quality is None or totals.on_time is None:
        return None
    with localcontext(_EXACT):
        return totals.done + totals.quality + totals.on_time


def _limited(points: Decimal, reading: Reading) -> Decimal:
    """The part for task results as a whole, within 0 and 70 (art. 12.3)."""
    return min(max(points, reading.result_floor), reading.result_cap)
