"""Cells as Excel puts them on the clipboard: a line a row, tabs between the cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LARGEST_ROWS: Final = 200
LARGEST_COLUMNS: Final = 30
_NUMBER = re.compile(r"[-+−(]?\s*[0-9][0-9.,\s]*\s*%?\)?")


@dataclass(frozen=True)
class CellTable:
    """Headings, rows, and which columns hold figures (those stand right)."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int]


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as the clipboard would hold them; breaks inside a cell become blanks."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def table_of(text: str) -> CellTable | None:
    """The table a pasted text stands for; None without a row. Short rows are filled up."""
    lines = [line.split("\t") for line in text.splitlines() if line.strip()][: LARGEST_ROWS + 1]
    if not lines:
        return None
    width = min(max(len(line) for line in lines), LARGEST_COLUMNS)
    filled = [tuple(c.strip() for c in (line + [""] * width)[:width]) for line in lines]
    headings, rows = filled[0], tuple(filled[1:])
    return CellTable(headings, rows, frozenset(c for c in range(width) if _is_figures(rows, c)))


def _is_figures(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether everything in a column that is not empty is a number."""
    said = [row[column] for row in rows if row[column] not in ("", "-", "–")]
    return bool(said) and all(_NUMBER.fullmatch(cell) for cell in said)
