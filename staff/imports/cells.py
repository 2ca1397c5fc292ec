"""Reading what the personnel workbooks share: codes, lists of codes, dates of two sides, masked cells."""

import re
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate
from hrm.kernel.workbook.book import Cell, ErrorValue
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import TableRow, TableSpec
from staff.services.record import mask

LONGEST_CODE: Final = 40
LONGEST_ID: Final = 20
LATEST_YEAR: Final = 2200


def heading(spec: TableSpec, key: str) -> str:
    """The heading of a column, for messages."""
    return next(column.headings[0] for column in spec.columns if column.key == key)


def required_text(reader: Reader, spec: TableSpec, row: TableRow, key: str, longest: int) -> str:
    """A text that must be there."""
    cell = row.cell(key)
    return reader.required(cell, reader.text(cell, longest), heading(spec, key)) or ""


def is_sound(reader: Reader, mark: int) -> bool:
    """Whether no error was noted since there were `mark` findings (counting all again would be slow)."""
    return all(problem.level != "error" for problem in reader.problems[mark:])


def codes(reader: Reader, cell: Cell) -> tuple[str, ...]:
    """Codes of units with `;` between (a comma or a new line does as well)."""
    parts = (part.strip() for part in re.split(r"[;,\n]", reader.text(cell)))
    return tuple(dict.fromkeys(part for part in parts if part))


def rank_code(cell: Cell) -> str:
    """A rank code padded to dd.ddd: 3.3, a number cell, is 03.300. "" if it is no code."""
    text = f"{cell.value:.15g}" if isinstance(cell.value, float) else cell.shown
    code = re.fullmatch(r"([0-9]{1,2})[.,]([0-9]{1,3})", text)
    return f"{code[1]:0>2}.{code[2]:0<3}" if code else ""


def read_date(reader: Reader, cell: Cell) -> PartialDate | None:
    """A date of the calendar that people live by; a year like 9999 is a slip."""
    day = reader.date(cell)
    if day is not None and day.value.year > LATEST_YEAR:
        reader.error(cell, _("the year is too late; expected at most %(year)d") % {"year": LATEST_YEAR})
        return None
    return day


def citizen_id(reader: Reader, cell: Cell) -> str:
    """The number of the identity card; a number cell lost its zeros in front. Never shown in full."""
    hidden = masked(cell)
    if isinstance(cell.value, ErrorValue) or len(cell.shown) > LONGEST_ID:
        reader.error(hidden, _("an identity number has 12 digits (formerly 9); please check"))
        return ""
    text = cell.shown.zfill(12) if isinstance(cell.value, int) and len(cell.shown) >= 10 else cell.shown
    if text and not re.fullmatch(r"[0-9]{9}|[0-9]{12}", text):
        reader.warning(hidden, _("an identity number has 12 digits (formerly 9); please check"))
    return text


def masked(cell: Cell) -> Cell:
    """The cell as messages may show it."""
    return replace(cell, value=mask(cell.shown))


def place(cell: Cell) -> str:
    """Where another cell stands, for a message."""
    return _("sheet %(sheet)s, cell %(cell)s") % {"sheet": cell.sheet, "cell": cell.address}
