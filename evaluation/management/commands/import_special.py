"""manage.py import_special FILE: see docs/workbooks.md."""

from evaluation.imports.special import KIND, import_special
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in one workbook."""

    help = "Import special kinds and reasons for ending of one statistical month from a workbook."
    kind = KIND
    run_import = import_special
    logs_applied = False
