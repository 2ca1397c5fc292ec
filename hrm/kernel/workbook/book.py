"""What a workbook is to us: sheets of cells that keep the type they had in the file."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc

EXCEL_ERRORS: Final = frozenset(
    [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
    ]
)


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A cell whose formula failed, e.g. `#N/A`: neither text, nor a number, nor empty."""

    code: str


CellValue = str | int | float | bool | date | datetime | ErrorValue | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; row and column count from 1, column 0 is a column the sheet does not have."""

    sheet: str
    row: int
    column: int
    value: CellValue

    @property
    def address(self) -> str:
        """As the spreadsheet shows it, e.g. C7; the start of the row if there is no column."""
        return f"{column_letters(max(self.column, 1))}{self.row}"

    @property
    def is_empty(self) -> bool:
        """Nothing in it, or nothing but spaces."""
        return self.value is None or (isinstance(self.value, str) and not nfc(self.value))

    @property
    def shown(self) -> str:
        """The value as a person reads it."""
        return show_value(self.value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is row 1, and every row begins at column A."""

    name: str
    rows: list[list[Cell]] = field(repr=False)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook as it was read, under the name its owner gave it."""

    name: str
    sheets: list[Sheet]


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def show_value(value: CellValue) -> str:
    """A cell's value in a message: dates dd/mm/yyyy, decimals with a comma."""
    match value:
        case None:
            return ""
        case ErrorValue(code=code):
            return code
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() | date():
            return show_date(value)
        case float():
            return f"{value:.15g}".replace(".", ",")
        case _:
            return nfc(str(value))
