"""Rows of the history sheets, read and typed; what is wrong is noted at its cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.imports.cells import heading, is_sound, read_date, required_text
from staff.imports.histories.parts import Lists, expected_parts, read_parts
from staff.imports.histories.specs import HISTORY, kind_of_sheet
from staff.kinds import KINDS, Kind

_LONGEST: Mapping[str, int] = {"number": 40, "decision": 80, "issuer": 160, "signer": 120, "reason": 2_000}


@dataclass(frozen=True)
class HistoryRow:
    """One row of one kind: whose, from when, what, by which decision."""

    kind: Kind
    source: TableRow
    number: str
    name: str
    start: PartialDate
    end: date | None
    values: dict[str, Any]
    unit: str
    decision: dict[str, Any]
    reason: str

    def cell(self, key: str) -> Cell:
        """Where a fact stands: a column of the sheet, or the content for a part of it."""
        known = {column.key for column in HISTORY.columns}
        return self.source.cell(key if key in known else "content")


def read_histories(tables: Iterable[Table], reader: Reader) -> list[HistoryRow]:
    """Rows without an error of their own, by kind in the order of the record, then by their first day."""
    lists = Lists()
    found: list[HistoryRow] = []
    for table in tables:
        kind = kind_of_sheet(table)
        if kind is None:
            _nameless(reader, table)
            continue
        found += [row for source in table.rows if (row := _read(reader, kind, source, lists)) is not None]
    order = {kind.slug: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda row: (order[row.kind.slug], row.start.value))


def _nameless(reader: Reader, table: Table) -> None:
    known = "; ".join(kind.heading for kind in KINDS)
    message = _("no title row says which history this is; expected one of: %(kinds)s")
    reader.error(Cell(table.sheet, 1, 1, None), message % {"kinds": known})


def _read(reader: Reader, kind: Kind, row: TableRow, lists: Lists) -> HistoryRow | None:
    mark = len(reader.problems)
    number = required_text(reader, HISTORY, row, "number", _LONGEST["number"])
    start_cell = row.cell("start")
    start = reader.required(start_cell, read_date(reader, start_cell), heading(HISTORY, "start"))
    end = read_date(reader, row.cell("end"))
    values = read_parts(reader, kind, row.cell("content"), lists)
    decided = read_date(reader, row.cell("decision_date"))
    texts = {name: reader.text(row.cell(name), _LONGEST[name]) for name in ("decision", "issuer", "signer")}
    reason = reader.text(row.cell("reason"), _LONGEST["reason"])
    unit = _unit_code(reader, kind, row)
    if start is None or values is None or not is_sound(reader, mark):
        return None
    decision = texts | {"decision_date": decided.value if decided else None}
    name = reader.text(row.cell("name"))
    return HistoryRow(
        kind, row, number, name, start, end.value if end else None, values, unit, decision, reason
    )


def _unit_code(reader: Reader, kind: Kind, row: TableRow) -> str:
    cell = row.cell("unit")
    code = reader.text(cell, 40)
    if kind.has_unit and not code:
        reader.error(cell, _("“%(heading)s” must be filled in") % {"heading": heading(HISTORY, "unit")})
    elif code and not kind.has_unit:
        reader.warning(cell, _("this history names no unit; the cell was left alone"))
    if not kind.parts and not row.cell("content").is_empty:
        message = _("this history has no content of its own; expected: %(parts)s")
        reader.warning(row.cell("content"), message % {"parts": expected_parts(kind)})
    return code if kind.has_unit else ""
