"""Reads heading rows: any place, any order of columns, one row or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column we know, under any of its headings."""

    key: str
    headings: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class TableSpec:
    """A table we know; a sheet with all the key headings is one of these.

    The first key heading is the one that every row must have filled in.
    """

    name: str
    key_headings: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def by_heading(self) -> dict[str, str]:
        """Folded heading → key of the column."""
        return {heading_key(h): column.key for column in self.columns for h in column.headings}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns under the key headings."""
        return tuple(self.by_heading[heading_key(heading)] for heading in self.key_headings)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading: the cell that names it, and the key if we know it.

    `joined`: it took the text of the upper row as well.
    """

    column: int
    cell: Cell
    key: str | None
    joined: bool = False


@dataclass(frozen=True)
class Header:
    """The heading rows `top` to `bottom` (counted from 1) of one table."""

    spec: TableSpec
    top: int
    bottom: int
    headings: tuple[Heading, ...]

    @cached_property
    def columns(self) -> dict[str, int]:
        """Key → column number; of a heading that stands twice the first."""
        return {h.key: h.column for h in reversed(self.headings) if h.key}

    @property
    def known(self) -> int:
        """How many of the columns we know."""
        return len(self.columns)

    @property
    def key_column(self) -> int:
        """The column that every row must have filled in."""
        return self.columns[self.spec.keys[0]]

    @property
    def is_complete(self) -> bool:
        """Whether all the key headings are there."""
        return all(key in self.columns for key in self.spec.keys)

    @property
    def missing(self) -> list[Column]:
        """The required columns that the sheet does not have."""
        return [c for c in self.spec.columns if c.required and c.key not in self.columns]

    @property
    def repeated(self) -> list[tuple[Cell, Cell]]:
        """Headings that stand a second time, each with the first."""
        first = {h.key: h.cell for h in reversed(self.headings) if h.key}
        return [(h.cell, first[h.key]) for h in self.headings if h.key and h.cell != first[h.key]]

    @property
    def unknown(self) -> list[Cell]:
        """The headings we do not know."""
        return [h.cell for h in self.headings if h.key is None]


def heading_key(text: str) -> str:
    """A heading as it is compared; the asterisk of a required column does not count."""
    return re.sub(r"\s*\(?\*\)?$", "", fold(text))


def find_header(rows: Sequence[Row], spec: TableSpec, within: int) -> Header | None:
    """The heading that makes most columns known; of equals two rows, then the higher up."""
    candidates = [
        header
        for top in range(1, min(within, len(rows)) + 1)
        for header in (_one_row(rows, spec, top), _two_rows(rows, spec, top))
        if header is not None and header.is_complete
    ]
    return max(candidates, key=_preference, default=None)


def _preference(header: Header) -> tuple[int, bool, int]:
    return header.known, header.bottom > header.top, -header.top


def _one_row(rows: Sequence[Row], spec: TableSpec, top: int) -> Header:
    found = tuple(
        Heading(cell.column, cell, spec.by_heading.get(heading_key(cell.shown)))
        for cell in rows[top - 1]
        if not cell.is_empty
    )
    return Header(spec, top, top, found)


def _two_rows(rows: Sequence[Row], spec: TableSpec, top: int) -> Header | None:
    """Lower names the column, else upper + lower; an upper text reaches right to the next."""
    if top >= len(rows):
        return None
    headings, above = [], ""
    for upper, lower in _pairs(rows[top - 1], rows[top]):
        above = upper.shown if upper and not upper.is_empty else above
        if lower and not lower.is_empty:
            headings.append(_named(spec, lower, (lower.shown, f"{above} {lower.shown}")))
        elif upper and not upper.is_empty:
            headings.append(_named(spec, upper, (upper.shown,)))
    return Header(spec, top, top + 1, tuple(headings)) if _need_both(headings, top) else None


def _need_both(headings: Sequence[Heading], top: int) -> bool:
    """Whether both rows make columns known; else one is a title, or data."""
    known = [heading for heading in headings if heading.key]
    upper = any(heading.joined or heading.cell.row == top for heading in known)
    return upper and any(heading.cell.row > top for heading in known)


def _pairs(upper: Row, lower: Row) -> list[tuple[Cell | None, Cell | None]]:
    width = max(len(upper), len(lower))
    return [
        (upper[c] if c < len(upper) else None, lower[c] if c < len(lower) else None) for c in range(width)
    ]


def _named(spec: TableSpec, cell: Cell, names: tuple[str, ...]) -> Heading:
    keys = [spec.by_heading.get(heading_key(name)) for name in names]
    key = next((key for key in keys if key), None)
    return Heading(cell.column, cell, key, joined=key is not None and keys[0] is None)
