"""Rows for the command line: CSV for programs, an aligned table for the eye."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any


def print_rows(out: Any, columns: Sequence[str], rows: Iterable[Sequence[str]], form: str) -> None:
    """Write rows to a text stream; `form` is "csv" (header even when empty) or "table"."""
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        out.write(aligned([list(columns), *[list(row) for row in rows]]) + "\n")


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text columns, numbers to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _padded(cell: str, width: int) -> str:
    is_number = cell.replace(".", "", 1).replace("-", "", 1).isdigit()
    return cell.rjust(width) if is_number else cell.ljust(width)
