"""What a board says of the caseload of a unit: rates against targets and last year, ranks, steps of a year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from evaluation.rules.caseload import FIELDS, Figures, Rate, add, completion_rate, difference, executable_rate
from hrm.kernel.numbers import rate

PLACES: Final = 2
"""Decimals of rates and changes, as the agencies print them."""
WATCH_BOOK: Final = "watch_book"
COLUMNS: Final = tuple(dict.fromkeys((*FIELDS, WATCH_BOOK)))
"""C1 to C18 by the name of their field."""
CODES: Final = {name: f"C{number}" for number, name in enumerate(COLUMNS, start=1)}
MADE_OF: Final = {
    "total_accepted": ("brought_forward", "accepted"),
    "to_enforce": ("total_accepted", "entrusted", "withdrawn", "recalled"),
    "executable": ("resolved", "in_progress", "postponed"),
    "resolved": ("completed", "terminated", "reduced"),
    "carried_forward": ("to_enforce", "resolved"),
}
"""The columns a derived column is made of (I1, I2, I4, C12, I5)."""


def cells_behind(
    column: str, letters: Mapping[str, str], made_of: Mapping[str, Sequence[str]] = MADE_OF
) -> list[str]:
    """Letters of the columns a figure stands in: its own, else those of what it is worked out from."""
    if column in letters:
        return [letters[column]]
    parts = [cells_behind(part, letters, made_of) for part in made_of.get(column, ())]
    return list(dict.fromkeys(letter for part in parts for letter in part))


@dataclass(frozen=True)
class Totals:
    """C1 to C17 of some rows together, C18 beside them; việc, or whole đồng."""

    figures: Figures
    watch_book: int = 0

    def column(self, name: str) -> int:
        """A column by the name of its field, C18 included."""
        value: int = self.watch_book if name == WATCH_BOOK else getattr(self.figures, name)
        return value

    @property
    def resolved_rate(self) -> Rate:
        """R1 = C12 / C8."""
        return completion_rate(self.figures)

    @property
    def executable_rate(self) -> Rate:
        """R2 = C8 / C7."""
        return executable_rate(self.figures)

    @property
    def carried_change(self) -> int:
        """Carried over (C17) less what was brought forward from the year before (C1)."""
        return self.figures.carried_forward - self.figures.brought_forward


def total(parts: Iterable[Totals]) -> Totals | None:
    """The sum, column by column (I7); None of no rows, which is not the same as 0."""
    listed = list(parts)
    if not listed:
        return None
    return Totals(add(part.figures for part in listed), sum(part.watch_book for part in listed))


def change(before: int, now: int) -> Decimal | None:
    """Change of a count in per cent of what it was (26.560 → 29.865 is 12.44); None where there was nothing."""
    return rate(now - before, before, PLACES)


def exact_points(before: Rate | None, now: Rate) -> Fraction | None:
    """Change of a rate in percentage points, exact; None where one of them cannot be told."""
    if before is None or before.percent is None or now.percent is None:
        return None
    return now.percent - before.percent


def over_target(reached: Rate, target: Decimal) -> Fraction | None:
    """Points above (+) or below (−) the target: 84,25% against 83,90% is 0,35; from the exact rate."""
    return None if reached.percent is None else reached.percent - Fraction(target)


def rounded(points: Fraction | None) -> Decimal | None:
    """Points with two decimals, half up."""
    return None if points is None else rate(points.numerator, points.denominator * 100, PLACES)


def ranks(values: Sequence[Fraction | None]) -> list[int | None]:
    """Places from the highest on; equal exact rates share a place and the next one is left out (1, 2, 2, 4)."""
    known = [value for value in values if value is not None]
    return [None if value is None else 1 + sum(other > value for other in known) for value in values]


def per_head(amount: int, heads: int) -> Fraction | None:
    """An amount for each enforcement officer; None without any."""
    return Fraction(amount, heads) if heads else None


@dataclass(frozen=True)
class Step:
    """What happened from the month before in the list to this one; `months` = how many months that is."""

    months: int
    figures: Figures


def steps(cumulative: Sequence[tuple[int, Figures]]) -> list[Step]:
    """Cumulative months of one statistical year, in order → what each added; flows may be negative (I9)."""
    found: list[Step] = []
    last_months, last = 0, None
    for months, figures in cumulative:
        found.append(Step(months - last_months, difference(figures, last)))
        last_months, last = months, figures
    return found
