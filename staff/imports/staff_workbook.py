"""`import_staff`: one workbook of units and officers, read, checked as a whole, then written at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.attempt import attempt
from staff.imports.closings import check_closings
from staff.imports.desk import Desk
from staff.imports.officer_stage import enter_officers
from staff.imports.officers import load_references, read_officers
from staff.imports.report import ImportReport
from staff.imports.specs import OFFICERS, UNITS
from staff.imports.unit_stage import enter_units
from staff.imports.units import read_units
from staff.models import Officer, User
from staff.services.ledger import Ledger
from staff.services.unit_book import load_units


def import_staff(
    source: Path | BinaryIO, *, name: str, actor: User | None, dry_run: bool = False
) -> ImportReport:
    """Bring in units, quotas and officers (workbooks, sections 1 and 2); with an error nothing is written.

    Every row of the workbook counts once: created if its unit or officer is new, updated if any fact of
    it changed (a new quota, posting or rank included), else unchanged. An optional cell that is empty
    states nothing and leaves what is stored, except Chức vụ, Phụ trách and Đối tượng, where empty means
    none, none and Công chức. `actor` limits the file to that person's verbs (Forbidden without
    `staff.import_officer`) and reach; None is the system itself. A dry run does everything and takes it
    back.
    """
    if actor is not None:
        require(actor, Officer, "import")

    def process(tables: list[Table], reader: Reader, report: ImportReport) -> None:
        _process(tables, reader, report, actor)

    return attempt(source, name=name, specs=(UNITS, OFFICERS), dry_run=dry_run, process=process)


def _process(tables: list[Table], reader: Reader, report: ImportReport, actor: User | None) -> None:
    """Enter everything in memory; only a file without an error is written."""
    reach = unit_ids_for(actor, ReachCode.MANAGE_PEOPLE) if actor else None
    desk = Desk(reader, Ledger(actor), load_units(), reach)
    units = enter_units(desk, read_units(_of(tables, UNITS.name), reader))
    units.tally()
    sheets = _of(tables, OFFICERS.name)
    rows = read_officers(sheets, reader, load_references())
    officers = enter_officers(desk, rows, actor)
    named = {row.cell("number").shown for sheet in sheets for row in sheet.rows}
    check_closings(desk, units, officers, rows, named)
    if not reader.errors:
        desk.ledger.write()
        report.counts, report.changes = desk.counts, desk.changes


def _of(tables: Iterable[Table], name: str) -> list[Table]:
    return [table for table in tables if table.spec.name == name]
