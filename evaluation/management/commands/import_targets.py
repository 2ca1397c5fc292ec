"""manage.py import_targets FILE: see docs/workbooks.md."""

from evaluation.imports.targets import KIND, import_targets
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in one workbook."""

    help = "Import targets of units and officers from a workbook."
    kind = KIND
    run_import = import_targets
