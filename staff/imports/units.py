"""Section 1 of the workbooks: units, quotas and reorganisations, from cells to typed rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, PartialDate
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.enums import UnitKind
from staff.imports.cells import LONGEST_CODE, codes, is_sound, place, read_date, required_text
from staff.imports.desk import FirstSeen
from staff.imports.specs import UNITS
from staff.models import MAX_QUOTA

_KINDS: Final = {fold(kind.label): kind for kind in UnitKind}
_KINDS_EXPECTED: Final = ", ".join(kind.label for kind in UnitKind)
_FACTS: Final = ("name", "kind", "parent", "predecessors", "start", "end")


@dataclass(frozen=True)
class UnitRow:
    """One row: a unit, and perhaps one of its quotas. Empty = not stated."""

    row: TableRow
    code: str
    name: str
    kind: UnitKind | None
    parent: str
    predecessors: tuple[str, ...]
    start: PartialDate | None
    end: PartialDate | None
    quota: int | None
    quota_start: PartialDate | None
    decision: str

    def cell(self, key: str) -> Cell:
        """The cell a fact was read from."""
        return self.row.cell(key)


@dataclass(frozen=True)
class UnitFacts:
    """What all rows of one unit say together; `of` tells which row said it."""

    code: str
    rows: tuple[UnitRow, ...]
    name: str
    kind: UnitKind
    parent: str
    predecessors: tuple[str, ...]
    start: PartialDate | None
    end: PartialDate | None

    def cell(self, key: str) -> Cell:
        """The cell that states a fact, else the one of the first row."""
        stating = (row for row in self.rows if getattr(row, key, None))
        return next(stating, self.rows[0]).cell(key)


@dataclass(frozen=True)
class UnitSheets:
    """The units of a file: those without an error, and the codes of the others."""

    units: dict[str, UnitFacts]
    spoiled: set[str]


def read_units(tables: Iterable[Table], reader: Reader) -> UnitSheets:
    """Read every unit row and put the rows of one unit together."""
    by_code: dict[str, list[UnitRow]] = defaultdict(list)
    spoiled: set[str] = set()
    for table in tables:
        rows = [_read(row, reader) for row in table.rows]
        for row, fine in rows:
            by_code[row.code].append(row)
            if not fine:
                spoiled.add(row.code)
        _check_total(table, [row for row, _sound in rows], reader)
    for code, found in by_code.items():
        if not _agree(found, reader):
            spoiled.add(code)
    sound = {code: _together(code, rows) for code, rows in by_code.items() if code not in spoiled}
    return UnitSheets(sound, spoiled)


def _read(row: TableRow, reader: Reader) -> tuple[UnitRow, bool]:
    mark = len(reader.problems)
    kind_cell = row.cell("kind")
    kind = reader.required(kind_cell, reader.choice(kind_cell, _KINDS, _KINDS_EXPECTED), "Loại đơn vị")
    read = UnitRow(
        row=row,
        code=required_text(reader, UNITS, row, "code", LONGEST_CODE),
        name=required_text(reader, UNITS, row, "name", 200),
        kind=kind,
        parent=reader.text(row.cell("parent")),
        predecessors=codes(reader, row.cell("predecessors")),
        start=read_date(reader, row.cell("start")),
        end=read_date(reader, row.cell("end")),
        quota=_quota(row.cell("quota"), reader),
        quota_start=read_date(reader, row.cell("quota_start")),
        decision=reader.text(row.cell("decision"), 80),
    )
    _check_end(read, reader)
    return read, is_sound(reader, mark)


def _quota(cell: Cell, reader: Reader) -> int | None:
    seats = reader.count(cell)
    if seats is not None and seats > MAX_QUOTA:
        reader.error(cell, _("a quota is a whole number from 0 to 9.999"))
    return seats


def _check_end(row: UnitRow, reader: Reader) -> None:
    if row.start and row.end and row.end.value <= row.start.value:
        reader.error(row.cell("end"), _("the end must come after the day the unit opens"))


def _agree(rows: Sequence[UnitRow], reader: Reader) -> bool:
    """Rows of one unit differ in their quota only, each with a date of its own."""
    mark = len(reader.problems)
    for position, row in enumerate(rows):
        _check_repeat(row, rows[:position], reader)
    _check_quota_days(rows, reader)
    return is_sound(reader, mark)


def _check_repeat(row: UnitRow, above: Sequence[UnitRow], reader: Reader) -> None:
    for key in _FACTS:
        stated = getattr(row, key)
        known = next((other for other in above if getattr(other, key)), None)
        if stated and known and stated != getattr(known, key):
            message = _("differs from %(place)s, another row of the same unit")
            reader.error(row.cell(key), message % {"place": place(known.cell(key))})


def _check_quota_days(rows: Sequence[UnitRow], reader: Reader) -> None:
    """A row without a quota, or for the same day, says nothing new of a unit that stands there already."""
    days = FirstSeen()
    for row in rows:
        day = row.quota_start.value if row.quota_start else ALWAYS
        first = days.before(day if row.quota is not None else None, row.cell("code"))
        if row.quota is None and row is not rows[0]:
            first = rows[0].cell("code")
        if first is not None:
            message = _(
                "the unit code already stands in %(place)s; several rows of a unit need quotas from different days"
            )
            reader.error(row.cell("code"), message % {"place": place(first)})


def _together(code: str, rows: Sequence[UnitRow]) -> UnitFacts:
    stated: dict[str, Any] = {
        key: next((v for row in rows if (v := getattr(row, key))), None) for key in _FACTS
    }
    return UnitFacts(
        code=code,
        rows=tuple(rows),
        name=stated["name"],
        kind=stated["kind"],
        parent=stated["parent"] or "",
        predecessors=stated["predecessors"] or (),
        start=stated["start"],
        end=stated["end"],
    )


def _check_total(table: Table, rows: Sequence[UnitRow], reader: Reader) -> None:
    """A totals row that differs from the sum of the quotas is worth a look."""
    if table.totals is None or table.totals.cell("quota").is_empty:
        return
    cell = table.totals.cell("quota")
    stated, found = reader.count(cell), sum(row.quota or 0 for row in rows)
    if stated is not None and stated != found:
        reader.warning(cell, _("the rows add up to %(sum)d") % {"sum": found})
