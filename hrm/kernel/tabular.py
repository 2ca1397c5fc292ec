"""Rows for the command line: CSV for programs, an aligned table for the eye."""

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import Any


def print_rows(out: Any, columns: Sequence[str], rows: Iterable[Sequence[str]], form: str) -> None:
    """Write rows to a text stream; `form` is "csv" (header even when empty) or "table"."""
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        out.write(aligned([list(columns), *rows], lambda _column, cell: not _is_number(cell)) + "\n")


def aligned(
    rows: Sequence[Sequence[str]], flush_left: Callable[[int, str], bool], *, ruled: bool = False
) -> str:
    """Rows as columns of equal width; `flush_left(column, cell)` says which cells are texts.

    `ruled` draws a line of dashes under the first row.
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_line(row, widths, flush_left) for row in rows]
    rule = ["  ".join("-" * width for width in widths)] if ruled else []
    return "\n".join([lines[0], *rule, *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int], flush_left: Callable[[int, str], bool]) -> str:
    cells = (
        cell.ljust(width) if flush_left(column, cell) else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdigit()
