"""Tells the rows below a heading apart: data, totals, numbering, group headings, signatures."""

import itertools
import re
from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from hrm.kernel.text import nfc
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.headings import Header

Row = Sequence[Cell]

# Diacritics count here: Tống is a surname.
_TOTALS = re.compile(r"(?:tổng|cộng)\b")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")
_NUMBERED = re.compile(r"\(?([A-ZĐ]|[0-9]{1,3})\)?(?:\s*=.*)?")
_LETTERS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDĐEGHIKLMNOPQRSTUVXY")


class RowKind(Enum):
    """What a row below the heading is."""

    EMPTY = auto()
    KEYED = auto()
    TOTALS = auto()
    NUMBERING = auto()
    GROUP = auto()
    KEYLESS = auto()


def kinds(rows: Sequence[Row], header: Header) -> list[RowKind]:
    """The kind of each row below the heading."""
    found: list[RowKind] = []
    for row in rows:
        first = all(kind is RowKind.EMPTY for kind in found)
        kind = _kind(row, header, first=first)
        if kind is RowKind.KEYED and RowKind.TOTALS in found and _is_signature(row, header):
            kind = RowKind.KEYLESS
        found.append(kind)
    return found


def skipped_below_totals(rows: Sequence[Row], found: Sequence[RowKind], header: Header) -> set[int]:
    """Indexes of the keyless rows that stand below the table: signatures, places, dates.

    Below the table means below its totals row with no data row following. Where the totals
    stand above the data, only rows without a figure count as below: a figure is data.
    """
    keyed = [index for index, kind in enumerate(found) if kind is RowKind.KEYED]
    totals = [index for index, kind in enumerate(found) if kind is RowKind.TOTALS]
    if not totals:
        return set()
    last = keyed[-1] if keyed else -1
    closing = next((index for index in totals if keyed and index > keyed[0]), None)
    return {
        index
        for index in range(max(last, totals[0]) + 1, len(rows))
        if (closing is not None and closing < index) or not _has_figure(rows[index], header)
    }


def first_text(row: Row) -> str:
    """The first text of a row that is not just a number."""
    texts = (cell.shown for cell in row if isinstance(cell.value, str) and not cell.is_empty)
    return next((text for text in texts if not _NUMBER.fullmatch(text)), "")


def _kind(row: Row, header: Header, *, first: bool) -> RowKind:
    filled = [cell for cell in row if not cell.is_empty]
    if not filled:
        return RowKind.EMPTY
    key = next((cell for cell in filled if cell.column == header.key_column), None)
    if key is not None:
        if _TOTALS.match(nfc(key.shown).lower()):
            return RowKind.TOTALS
        if len(filled) == 1 and _is_phrase(key):
            return RowKind.GROUP
        numbering = first and len(filled) > 2 and _is_numbering(filled)
        return RowKind.NUMBERING if numbering else RowKind.KEYED
    if _TOTALS.match(first_text(row).lower()):
        return RowKind.TOTALS
    if _is_numbering(filled):
        return RowKind.NUMBERING
    group = _is_group(filled, header) or (first and _is_subheading(filled, header))
    return RowKind.GROUP if group else RowKind.KEYLESS


def _is_group(filled: Row, header: Header) -> bool:
    """One cell alone; a lone number counts only where we know no heading (a row counter)."""
    if len(filled) > 1:
        return False
    return not _is_figure(filled[0]) or filled[0].column not in header.columns.values()


def _is_subheading(filled: Row, header: Header) -> bool:
    """A second heading row that tells only columns apart which we do not know."""
    known = set(header.columns.values())
    return not any(cell.column in known or _is_figure(cell) for cell in filled)


def _is_signature(row: Row, header: Header) -> bool:
    """Below the totals: words where the key would stand, and not all that a row must have."""
    filled = {cell.column for cell in row if not cell.is_empty}
    needed = {header.columns[c.key] for c in header.spec.columns if c.required and c.key in header.columns}
    key = next(cell for cell in row if cell.column == header.key_column)
    return _is_phrase(key) and not needed <= filled


def _is_phrase(cell: Cell) -> bool:
    """Words such as “Người lập biểu” or “I. Văn phòng” where the key stands; no key is written like that."""
    words = [word for word in cell.shown.split() if sum(map(str.isalpha, word)) > 1]
    return isinstance(cell.value, str) and (len(words) > 1 or cell.shown.startswith("("))


def _is_numbering(filled: Row) -> bool:
    """A, B, 1, 2, …: letters in order, then numbers in order from 1."""
    labels = [_NUMBERED.fullmatch(cell.shown.upper()) for cell in filled]
    if len(filled) < 2 or any(label is None for label in labels):
        return False
    marks = [label[1] for label in labels if label]
    letters = "".join(mark for mark in marks if not mark.isdigit())
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    in_order = marks == [*letters, *(mark for mark in marks if mark.isdigit())]
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    lettered = any(alphabet.startswith(letters) for alphabet in _LETTERS)
    return in_order and rising and lettered and (not numbers or numbers[0] == 1)


def _has_figure(row: Row, header: Header) -> bool:
    known = set(header.columns.values())
    return any(_is_figure(cell) for cell in row if cell.column in known)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell.value, int | float | date):
        return True
    return isinstance(cell.value, str) and _NUMBER.fullmatch(cell.shown) is not None
