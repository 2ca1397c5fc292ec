"""Typed reading of cells; what cannot be read becomes a problem that says what is expected."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, TypeVar

from django.utils.translation import gettext as _

from hrm.kernel.dates import EARLIEST_YEAR, PartialDate, parse_date
from hrm.kernel.numbers import (
    NumberError,
    Reason,
    parse_count,
    parse_decimal,
    parse_dong,
    parse_thousand_dong,
)
from hrm.kernel.text import fold, nfc
from hrm.kernel.workbook.book import Cell, ErrorValue
from hrm.kernel.workbook.problems import Level, Problem

T = TypeVar("T")
MoneyUnit = Literal["đồng", "nghìn đồng"]

_YES: Final = {"x", "có", "1", "đ", "true", "✓", "✔"}
_NO: Final = {"", "không", "0", "false"}
_LATEST_YEAR: Final = 2200


class Reader:
    """Reads the cells of one file and keeps what was wrong with them."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.problems: list[Problem] = []

    @property
    def errors(self) -> list[Problem]:
        """The findings that refuse the file."""
        return [problem for problem in self.problems if problem.level == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """The findings that are only reported."""
        return [problem for problem in self.problems if problem.level == "warning"]

    def error(self, cell: Cell, message: str) -> None:
        """Note an error at a cell."""
        self._note("error", cell, message)

    def warning(self, cell: Cell, message: str) -> None:
        """Note a warning at a cell."""
        self._note("warning", cell, message)

    def required(self, cell: Cell, value: T | None, heading: str = "") -> T | None:
        """The value just read; an error if the cell is empty (not if it was refused already)."""
        if cell.is_empty:
            if heading:
                self.error(cell, _("“%(heading)s” must be filled in") % {"heading": heading})
            else:
                self.error(cell, _("this cell must be filled in"))
        return value

    def text(self, cell: Cell, longest: int = 0) -> str:
        """The text of a cell, or a number as it is written with a dot; "" when empty."""
        if self._failed(cell, _("text, e.g. “Nguyễn Văn An”")):
            return ""
        value = f"{cell.value:.15g}" if isinstance(cell.value, float) else cell.shown
        if longest and len(value) > longest:
            message = _("the text is too long (%(length)d characters); at most %(longest)d")
            self.error(cell, message % {"length": len(value), "longest": longest})
            return ""
        return value

    def choice(self, cell: Cell, mapping: Mapping[str, T], expected: str) -> T | None:
        """The value for a cell's folded text; None when empty, an error when unknown."""
        if cell.is_empty or self._failed(cell, expected):
            return None
        found = mapping.get(fold(cell.shown))
        if found is None:
            message = _("the value is not known; expected %(expected)s")
            self.error(cell, message % {"expected": expected})
        return found

    def date(self, cell: Cell) -> PartialDate | None:
        """A real date cell, dd/mm/yyyy, mm/yyyy or yyyy; None when empty or refused."""
        expected = _("a date dd/mm/yyyy, mm/yyyy or yyyy, e.g. 30/09/2026")
        if cell.is_empty or self._failed(cell, expected):
            return None
        try:
            return _date(cell)
        except ValueError:
            message = _("not a date that exists; expected %(expected)s")
            self.error(cell, message % {"expected": expected})
            return None

    def count(self, cell: Cell) -> int | None:
        """A whole number, 0 or more; None when empty or refused."""
        return self._number(cell, parse_count, _("a whole number, e.g. 12 or 1.234"))

    def money(self, cell: Cell, unit: MoneyUnit) -> int | None:
        """An amount written in `unit`, returned in đồng; None when empty or refused."""
        if unit == "đồng":
            expected = _("an amount in whole đồng, e.g. 1.250.000")
            return self._number(cell, parse_dong, expected)
        expected = _("an amount in nghìn đồng with at most three decimals, e.g. 1.250 or 1.250,5")
        return self._number(cell, parse_thousand_dong, expected)

    def decimal(self, cell: Cell) -> Decimal | None:
        """A number with a comma or a dot as decimal mark; None when empty or refused."""
        return self._number(cell, parse_decimal, _("a number, e.g. 2,34 or 2.34"))

    def flag(self, cell: Cell) -> bool:
        """Whether the cell is marked with an x."""
        expected = _("x, or an empty cell")
        if self._failed(cell, expected):
            return False
        mark = nfc(cell.shown).lower()
        if mark not in _YES | _NO:
            message = _("the value is not known; expected %(expected)s")
            self.error(cell, message % {"expected": expected})
        return mark in _YES

    def _number(self, cell: Cell, parse: Callable[[object], T], expected: str) -> T | None:
        if cell.is_empty or self._failed(cell, expected):
            return None
        value = nfc(cell.value) if isinstance(cell.value, str) else cell.value
        try:
            return parse(value)
        except NumberError as refused:
            details = {"reason": _reason(refused.reason), "expected": expected}
            self.error(cell, _("%(reason)s; expected %(expected)s") % details)
            return None

    def _failed(self, cell: Cell, expected: str) -> bool:
        if not isinstance(cell.value, ErrorValue):
            return False
        message = _("the formula in the cell fails; expected %(expected)s")
        self.error(cell, message % {"expected": expected})
        return True

    def _note(self, level: Level, cell: Cell, message: str) -> None:
        found = Problem(level, self.file_name, cell.sheet, cell.address, cell.shown, message)
        self.problems.append(found)


def _date(cell: Cell) -> PartialDate:
    """A plain number is a date only if it can be nothing but a year."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        if value.year < EARLIEST_YEAR:
            raise ValueError(f"before {EARLIEST_YEAR}")
        return PartialDate(value, "day")
    if isinstance(value, str):
        return parse_date(nfc(value))
    if type(value) is int and EARLIEST_YEAR <= value <= _LATEST_YEAR:
        return PartialDate(date(value, 1, 1), "year")
    raise ValueError("not a date")


def _reason(reason: Reason) -> str:
    return {
        Reason.EMPTY: _("nothing there"),
        Reason.NOT_A_NUMBER: _("not a number"),
        Reason.GROUPING: _("dots may stand only between groups of three digits"),
        Reason.FRACTION: _("not a whole number"),
        Reason.NEGATIVE: _("a negative number"),
        Reason.TOO_LARGE: _("the number is too large"),
    }[reason]
