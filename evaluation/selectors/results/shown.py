"""Figures of the boards as people read them: signs, two decimals, nghìn đồng; and the lines of a panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluation.models import CaseloadFigure
from evaluation.rules.caseload import Rate
from evaluation.rules.result_text import rate_text, thousands
from evaluation.rules.results import CODES, COLUMNS, MADE_OF, PLACES, change, rounded
from evaluation.selectors.results.board import Side
from evaluation.selectors.shown import NOTHING, count
from hrm.kernel.numbers import show_decimal

LABELS = {
    name: str(CaseloadFigure._meta.get_field(name).verbose_name).rpartition(" (")[0]  # type: ignore[union-attr]
    for name in COLUMNS
}


@dataclass(frozen=True)
class ColumnLine:
    """A column of the statutory form: now, the same period last year, the change in per cent."""

    name: str
    code: str
    label: str
    strong: bool
    now: str
    before: str
    change: str


def column_lines(side: Side) -> list[ColumnLine]:
    """C1 to C18 of a side, without C11 for việc, where it is always 0."""
    names = [name for name in COLUMNS if side.is_money or name != "reduced"]
    return [_line(side, name) for name in names]


def _line(side: Side, name: str) -> ColumnLine:
    now = side.now.column(name)
    before = side.before.column(name) if side.before else None
    return ColumnLine(
        name,
        CODES[name],
        LABELS[name],
        name in MADE_OF,
        figure(now, money=side.is_money),
        NOTHING if before is None else figure(before, money=side.is_money),
        NOTHING if before is None else signed_percent(change(before, now)),
    )


def figure(value: int | None, *, money: bool) -> str:
    """Cases, or money in nghìn đồng."""
    if value is None or not money:
        return count(value)
    return thousands(value).replace("-", "−")


def rate_words(value: Rate | None) -> str:
    """A rate with two decimals; a dash where there is nothing to divide by."""
    return (rate_text(value) if value else "") or NOTHING


def signed_points(points: Fraction | None) -> str:
    """Percentage points with their sign: +0,35."""
    return _signed(rounded(points))


def signed_percent(share: Decimal | None) -> str:
    """A change of a count with its sign: +12,44%."""
    return NOTHING if share is None else f"{_signed(share)}%"


def signed_figure(value: int, *, money: bool) -> str:
    """A change of a count with its sign."""
    return f"+{figure(value, money=money)}" if value > 0 else figure(value, money=money)


def each_words(value: Fraction | None, *, money: bool) -> str:
    """A load per enforcement officer: cases with one decimal, money in nghìn đồng."""
    if value is None:
        return NOTHING
    if money:
        return thousands(round(value))
    tenth = (value * 10 + Fraction(1, 2)).__floor__()
    return show_decimal(Decimal(tenth) / 10, 1)


def _signed(value: Decimal | None) -> str:
    if value is None:
        return NOTHING
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{show_decimal(abs(value), PLACES)}"


def listed(names: Sequence[str]) -> str:
    """Names one after the other."""
    return "; ".join(names)
