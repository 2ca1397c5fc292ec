"""Closing the books of a statistical month, and figures beside the main form held against it (no database)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

from evaluation.rules.caseload import Rate
from hrm.kernel.working_days import add_working_days

# C18 is a memo item outside the identities: it stands beside the columns of `rules.caseload`.
WATCH_BOOK: Final = "watch_book"

# Columns of a special kind, all of them parts of the same column of the main form.
SPECIAL_COLUMNS: Final = ("to_enforce", "executable", "resolved", "carried_forward")
# What never falls within a statistical year (I9): C7, C8 and C17 are stocks and may.
SPECIAL_FLOWS: Final = ("resolved",)
# Reason for ending → the column of the main form it is a part of. A request sent back (art. 32 of Decree
# 152/2026) has no column of its own: it counts only within C12.
ENDING_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "thi_hanh_xong": "completed",
        "dinh_chi": "terminated",
        "mien_giam": "reduced",
        "uy_thac": "entrusted",
        "thu_hoi_huy": "withdrawn",
        "chuyen_so_rieng": WATCH_BOOK,
    }
)
RESOLVING: Final = frozenset({"thi_hanh_xong", "dinh_chi", "mien_giam", "gui_lai_yeu_cau"})
"""Reasons that are part of C12, resolved."""

DUE_SOON_DAYS: Final = 1


class BookState(StrEnum):
    """Where the books of a unit stand for a month."""

    NOT_OVER = "chua-het-ky"
    NO_FIGURES = "chua-co-so-lieu"
    OPEN = "den-han"
    OVERDUE = "qua-han"
    CLOSED = "da-khoa"


class Excess(NamedTuple):
    """A part that is larger than its whole: what it is, the column, what it says, what the main form has."""

    part: str
    column: str
    found: int
    most: int


def closing_deadline(last_day: date, working_days: int) -> date:
    """The day by which a month is reported (TT 05/2024, art. 10.1): working days after its last day."""
    return add_working_days(last_day, working_days)


def book_state(*, closed: bool, figures: bool, end: date, deadline: date, today: date) -> BookState:
    """Where books stand today; `end` is the first day after the month (TT 05/2024, art. 8.1)."""
    if closed:
        return BookState.CLOSED
    if today < end:
        return BookState.NOT_OVER
    if not figures:
        return BookState.NO_FIGURES
    return BookState.OVERDUE if today > deadline else BookState.OPEN


def is_urgent(state: BookState, deadline: date, today: date) -> bool:
    """Whether people are told: the deadline is past, or comes within one day."""
    soon = state is BookState.OPEN and (deadline - today).days <= DUE_SOON_DAYS
    return soon or state is BookState.OVERDUE


def special_faults(figures: Mapping[str, int]) -> list[str]:
    """What is wrong inside a row of a special kind: C12 ≤ C8 ≤ C7 and C17 = C7 − C12 (I4, I5), by column."""
    faults = []
    if figures["executable"] > figures["to_enforce"]:
        faults.append("executable")
    if figures["resolved"] > figures["executable"]:
        faults.append("resolved")
    if figures["carried_forward"] != figures["to_enforce"] - figures["resolved"]:
        faults.append("carried_forward")
    return faults


def fell(earlier: int | None, now: int, later: int | None) -> tuple[bool, bool]:
    """I9 for a cumulative figure of a statistical year: whether it fell since the month before, and whether
    the month after is below it. None = no such month."""
    return earlier is not None and now < earlier, later is not None and later < now


def special_excess(kind: str, special: Mapping[str, int], main: Mapping[str, int]) -> list[Excess]:
    """Columns in which one special kind exceeds the main form of the same unit and measure."""
    return [
        Excess(kind, column, special[column], main.get(column, 0))
        for column in SPECIAL_COLUMNS
        if special[column] > main.get(column, 0)
    ]


def ending_excess(endings: Mapping[str, int], main: Mapping[str, int]) -> list[Excess]:
    """Reasons for ending that exceed their column, and those that resolve a case together against C12."""
    found = [
        Excess(ending, column, endings[ending], main.get(column, 0))
        for ending, column in ENDING_COLUMNS.items()
        if endings.get(ending, 0) > main.get(column, 0)
    ]
    resolved = sum(amount for ending, amount in endings.items() if ending in RESOLVING)
    if resolved > main.get("resolved", 0):
        found.append(Excess("", "resolved", resolved, main.get("resolved", 0)))
    return found


def falls(earlier: tuple[int, int] | None, new: tuple[int, int], later: tuple[int, int] | None) -> bool:
    """Whether cumulative (cases, money) would fall from one report of a drive to the next."""
    before = earlier is not None and (new[0] < earlier[0] or new[1] < earlier[1])
    return before or (later is not None and (new[0] > later[0] or new[1] > later[1]))


def share(found: int, target: int | None) -> Rate:
    """What was resolved of a target, exact; no value without a target."""
    return Rate(Fraction(found, target) if target else None, found, target or 0)
