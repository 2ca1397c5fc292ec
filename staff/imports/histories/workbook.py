"""`import_histories`: a workbook of histories, read, checked as a whole, then written at once."""

from pathlib import Path
from typing import BinaryIO

from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.attempt import attempt
from staff.imports.desk import Desk
from staff.imports.histories.curricula import CURRICULUM, enter_curricula, read_curricula
from staff.imports.histories.entry import load_stage
from staff.imports.histories.rows import read_histories
from staff.imports.histories.specs import HISTORY
from staff.imports.report import ImportReport
from staff.models import Officer, User
from staff.services.ledger import Ledger
from staff.services.unit_book import load_units


def import_histories(
    source: Path | BinaryIO, *, name: str, actor: User | None, dry_run: bool = False
) -> ImportReport:
    """Bring in histories and curricula of officers who are known already; with an error nothing is written.

    Each row counts once: created, updated if it corrects the row of the same first day, else unchanged.
    A part of “Nội dung” that is empty states nothing. `actor` limits the file to that person's verb
    (`staff.import_officer`) and reach; None is the system itself.
    """
    if actor is not None:
        require(actor, Officer, "import")

    def process(tables: list[Table], reader: Reader, report: ImportReport) -> None:
        _process(tables, reader, report, actor)

    return attempt(source, name=name, specs=(HISTORY, CURRICULUM), dry_run=dry_run, process=process)


def _process(tables: list[Table], reader: Reader, report: ImportReport, actor: User | None) -> None:
    """Enter everything in memory; only a file without an error is written."""
    reach = unit_ids_for(actor, ReachCode.MANAGE_PEOPLE) if actor else None
    desk = Desk(reader, Ledger(actor), load_units(), reach)
    rows = read_histories([table for table in tables if table.spec is HISTORY], reader)
    facts = read_curricula([table for table in tables if table.spec is CURRICULUM], reader)
    stage = load_stage(desk, rows, [row.number for row in facts], actor)
    stage.enter(rows)
    enter_curricula(stage, facts)
    if not reader.errors:
        desk.ledger.write()
        report.counts, report.changes = desk.counts, desk.changes
