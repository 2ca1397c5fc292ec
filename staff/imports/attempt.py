"""One file, all or nothing: open it, find its tables, work on them in a transaction, take back what is not wanted."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.problems import Problem
from hrm.kernel.workbook.reader import WorkbookError, open_workbook
from hrm.kernel.workbook.tables import Table, TableSpec, find_tables
from staff.imports.report import ImportReport

Process = Callable[[list[Table], Reader, ImportReport], None]


def attempt(
    source: Path | BinaryIO, *, name: str, specs: Sequence[TableSpec], dry_run: bool, process: Process
) -> ImportReport:
    """Run `process` over the tables of a file; an error or a dry run leaves nothing behind.

    `process` enters everything, notes problems with the reader, and writes only where there are no errors.
    """
    reader, report = Reader(name), ImportReport(name)
    tables = _tables(source, name, specs, reader)
    try:
        if tables:
            with transaction.atomic():
                process(tables, reader, report)
                report.applied = not reader.errors and not dry_run
                transaction.set_rollback(not report.applied)
    except DatabaseError:
        report.applied = False
        message = _("the database refused the rows, perhaps because others were changed meanwhile; try again")
        reader.problems.append(Problem("error", name, "", "", "", message))
    report.problems = list(reader.problems)
    return report


def _tables(source: Path | BinaryIO, name: str, specs: Sequence[TableSpec], reader: Reader) -> list[Table]:
    """The tables of the file; none when it is no workbook or has no sheet that we know."""
    try:
        book = open_workbook(source, name)
    except WorkbookError as error:
        reader.problems.append(error.problem)
        return []
    found = find_tables(book, specs)
    reader.problems += found.problems
    return found.tables
