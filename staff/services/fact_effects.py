"""What follows from a change in a history: charges end with a posting, a home in closing ends a loan, …"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from staff.kinds import Kind
from staff.services.fact_book import FactBook
from staff.services.ledger import Ledger


def follow(book: FactBook, ledger: Ledger, kind: Kind, row: Any | None) -> None:
    """Carry out what follows from a row that was entered or corrected; `row` None: one was withdrawn."""
    effect = _EFFECTS.get(kind.slug)
    if effect is not None:
        effect(book, ledger, row)


def undo(book: FactBook, ledger: Ledger, kind: Kind, row: Any) -> None:
    """Take back what a withdrawn row had caused: a home that never began ended no charge."""
    if kind.slug != "vi-tri":
        return
    for charge in book.of("phu-trach"):
        if charge.end == row.start and (row.end is None or row.end > charge.start):
            ledger.change(charge, end=row.end)


def _end_charges(book: FactBook, ledger: Ledger, row: Any | None) -> None:
    """Units in charge belong to the posting: a new home ends what was in charge from before."""
    rows = book.of("vi-tri")
    if row is None or rows[-1] is not row or len(rows) < 2:
        return
    for charge in book.of("phu-trach"):
        if charge.start < row.start and (charge.end is None or charge.end > row.start):
            ledger.change(charge, end=row.start)


def _joined(book: FactBook, ledger: Ledger, row: Any | None) -> None:
    """The officer's own row keeps the first day in the Party, which every list asks for."""
    rows = book.of("dang-vien")
    if rows:
        first = rows[0]
        ledger.change(book.officer, party_joined=first.start, party_joined_precision=first.start_precision)


_EFFECTS: Final[Mapping[str, Callable[[FactBook, Ledger, Any | None], None]]] = {
    "vi-tri": _end_charges,
    "dang-vien": _joined,
}
