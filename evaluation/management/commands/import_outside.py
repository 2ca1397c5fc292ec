"""manage.py import_outside FILE: see docs/workbooks.md."""

from evaluation.imports.outside import KIND, import_outside
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in one workbook."""

    help = "Import the figures of court and procuracy of one statistical month from a workbook."
    kind = KIND
    run_import = import_outside
    logs_applied = False
