"""The columns C1 to C18 as boards of the books print and add them."""

from collections.abc import Iterable, Mapping
from typing import Final

from evaluation.models import CaseloadFigure
from evaluation.rules.books import WATCH_BOOK
from evaluation.rules.caseload import COLUMN_CODES, FIELDS

COLUMNS: Final = (*FIELDS, WATCH_BOOK)
CODES: Final[Mapping[str, str]] = {**COLUMN_CODES, WATCH_BOOK: "C18"}
# Headings of the statutory forms, without the code that the model adds.
LABELS: Final[Mapping[str, str]] = {
    name: str(CaseloadFigure._meta.get_field(name).verbose_name).rpartition(" (")[0]  # type: ignore[union-attr]
    for name in COLUMNS
}


def titled(column: str) -> str:
    """Giải quyết xong (C12)."""
    return f"{LABELS[column]} ({CODES[column]})" if column in CODES else column


def nothing() -> dict[str, int]:
    """A row of zeros."""
    return dict.fromkeys(COLUMNS, 0)


def added(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum of rows, column by column (I7)."""
    total = nothing()
    for row in rows:
        for name in COLUMNS:
            total[name] += row[name]
    return total
