"""How people should fill in a sheet: what a blank workbook and the page that takes it explain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise

from hrm.kernel.workbook.headings import TableSpec

Example = str | int | float | date | None
# What a column holds (may be empty where the heading says it all), and a value that would do.
Line = tuple[str | Promise, Example]

REQUIRED_MARK: Final = " *"


@dataclass(frozen=True, slots=True)
class ColumnGuide:
    """One column as it is explained to people."""

    heading: str
    also: tuple[str, ...]
    required: bool
    text: str
    example: Example


@dataclass(frozen=True)
class SheetGuide:
    """One sheet: its usual name, the rows above the table, and a line for each column worth having."""

    sheet: str
    spec: TableSpec
    lines: Mapping[str, Line]
    titles: tuple[str, ...] = ()

    def columns(self) -> Iterator[ColumnGuide]:
        """The columns in the order of the explanation."""
        known = {column.key: column for column in self.spec.columns}
        for key, (text, example) in self.lines.items():
            usual, *others = known[key].headings
            yield ColumnGuide(usual, tuple(others), known[key].required, str(text), example)
