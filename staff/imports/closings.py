"""Whoever is left behind in a unit that closes is named, over the file and the database together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.enums import PostingKind
from staff.imports.desk import Desk
from staff.imports.officer_stage import OfficerStage
from staff.imports.officers import OfficerRow
from staff.imports.unit_stage import UnitStage
from staff.models import Posting, UnitCharge
from staff.services.errors import DomainError
from staff.services.units import end_with_unit, outlasting, outlasting_charges, still_there

Row = TypeVar("Row", Posting, UnitCharge)


def check_closings(
    desk: Desk, units: UnitStage, officers: OfficerStage, rows: Sequence[OfficerRow], named: set[str]
) -> None:
    """Whoever is still at home in a closed unit is a warning; loans to it and charges of it end with it.

    Only a warning, because officers absent from a file are left alone: their own file may come after
    that of the units. `named` are the numbers that stand in the file: someone whose row has an error of
    its own is not named a second time.
    """
    _check_rows(desk, units, officers, rows)
    if not units.closings:
        return
    sound = {row.number for row in rows}
    staying: dict[str, list[str]] = defaultdict(list)
    for row in _postings(units, officers):
        number = row.officer.number
        if row.kind != PostingKind.PRIMARY:
            _end(desk, units, row)
        elif number not in named or number in sound:
            staying[row.unit.code].append(str(row.officer))
    for charge in _charges(units, officers):
        _end(desk, units, charge)
    for code, people in sorted(staying.items()):
        desk.reader.warning(units.closings[code].cell, still_there(people))


def _check_rows(desk: Desk, units: UnitStage, officers: OfficerStage, rows: Sequence[OfficerRow]) -> None:
    """A posting that outlasts a unit which was closed before this file came."""
    for row in rows:
        record = officers.records.get(row.number)
        for posting in record.postings if record else ():
            unit = desk.book.units[posting.unit.code]
            if unit.code in units.closings or not _outlasts(posting, unit.end):
                continue
            message = _("unit “%(code)s” closed on %(day)s, and the officer would still serve in it")
            desk.reader.warning(row.cell("unit"), message % {"code": unit.code, "day": show_date(unit.end)})


def _postings(units: UnitStage, officers: OfficerStage) -> list[Posting]:
    in_file = [
        row
        for record in officers.records.values()
        for rows in (record.postings, record.secondments, record.concurrent)
        for row in rows
    ]
    closing = [closing.unit for closing in units.closings.values() if closing.unit.pk is not None]
    first = min((unit.end for unit in closing if unit.end), default=None)
    stored = outlasting(closing, first) if first else []
    return _affected(units, in_file, stored)


def _charges(units: UnitStage, officers: OfficerStage) -> list[UnitCharge]:
    in_file = [row for record in officers.records.values() for row in record.charges]
    closing = [closing.unit for closing in units.closings.values() if closing.unit.pk is not None]
    first = min((unit.end for unit in closing if unit.end), default=None)
    stored = outlasting_charges(closing, first) if first else []
    return _affected(units, in_file, stored)


def _affected(units: UnitStage, in_file: Iterable[Row], stored: Iterable[Row]) -> list[Row]:
    """Rows that outlast a closing unit, as they stand in memory where the file touched them."""
    found = list(in_file)
    known = {row.pk for row in found if row.pk is not None}
    found += [row for row in stored if row.pk not in known]
    closings = units.closings
    return [r for r in found if r.unit.code in closings and _outlasts(r, closings[r.unit.code].unit.end)]


def _outlasts(row: Posting | UnitCharge, end: date | None) -> bool:
    return end is not None and (row.end is None or row.end > end)


def _end(desk: Desk, units: UnitStage, row: Posting | UnitCharge) -> None:
    closing = units.closings[row.unit.code]
    if closing.unit.end is None:
        return
    try:
        end_with_unit(desk.ledger, row, closing.unit.end)
    except DomainError as error:
        desk.reader.error(closing.cell, error.message)
