"""Giving work (art. 13, 14.2 and 18.1 of Decree 335/2025): what may be handed over, shared, counted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from evaluation.rules.nd335 import Totals, WorkLine, converted

_ZERO = Decimal(0)


class Counted(NamedTuple):
    """Defects (or delays) of an item: `counted` take 25% each, `detailed` of them are written one by one."""

    counted: int
    detailed: int

    @property
    def without_details(self) -> int:
        """Times that a workbook brought as a number only."""
        return max(self.counted - self.detailed, 0)


@dataclass(frozen=True)
class Progress:
    """What is given and what came of it so far, in converted units; lines not reported yet count 0."""

    totals: Totals
    lines: int
    not_reported: int

    @property
    def share(self) -> Fraction | None:
        """Done over assigned; None where nothing was assigned."""
        assigned, done = self.totals.assigned, self.totals.done
        if not assigned or done is None:
            return None
        return Fraction(done) / Fraction(assigned)


def progress(lines: Iterable[WorkLine]) -> Progress:
    """Sums so far (art. 13.1.c, 14.1): unlike a score, an open line does not hide the others."""
    rows = list(lines)
    known = converted(row for row in rows if row.done is not None)
    assigned = converted(rows).assigned
    return Progress(known._replace(assigned=assigned), len(rows), sum(row.done is None for row in rows))


def left_to_do(assigned: Decimal, handed_over: Decimal, done: Decimal | None) -> Decimal:
    """What of an item may still be handed over (art. 18.1.d): assigned less handed over and done."""
    return max(assigned - handed_over - (done or _ZERO), _ZERO)


def most_done(assigned: Decimal, handed_over: Decimal) -> Decimal | None:
    """The most that counts as done of an item (art. 18.1.d); None = no limit while nothing was handed over.

    What was handed over stays assigned to the first person and is never that person's result.
    """
    return assigned - handed_over if handed_over else None


def adds_up(quantity: Decimal, shares: Collection[Decimal]) -> bool:
    """Whether shares of a joint product conserve it exactly (art. 18.1.c): each above 0, together all of it."""
    return all(share > 0 for share in shares) and sum(shares, _ZERO) == quantity


def noted(times: Counted) -> Counted:
    """One more is written down: first those known only as a number get their details (art. 14.2.b, c).

    The number rises when there are none of these left, so that nothing is taken off twice.
    """
    return Counted(max(times.counted, times.detailed + 1), times.detailed + 1)


def excused(times: Counted) -> Counted:
    """An objective cause was confirmed for one that is written down: it no longer counts (art. 14.2.b, c)."""
    return Counted(max(times.counted - 1, 0), max(times.detailed - 1, 0))


def without(times: Counted, *, raised: bool, excused: bool) -> Counted:
    """One that is written down is withdrawn (art. 14.2.b, c): the number falls only where it rose by it.

    `raised`: whether writing it down made the number rise; `excused`: it does not count any more anyway.
    """
    if excused:
        return times
    fewer = times.counted - 1 if raised else times.counted
    detailed = max(times.detailed - 1, 0)
    return Counted(max(fewer, detailed), detailed)


def recounted(total: int, detailed: int, excused_times: int) -> int:
    """What counts when a workbook states how often it happened in all.

    Those excused before stay excused, and those written down stay counted.
    """
    return max(total - excused_times, detailed)


def coefficient_of(points: Decimal, standard_points: Decimal) -> Fraction | None:
    """The coefficient to the standard product (art. 13.1.b, c): its points over those of the standard one."""
    return Fraction(points) / Fraction(standard_points) if standard_points else None
