"""manage.py import_work FILE: work given, leaders, general criteria (workbooks, sections 5 to 7)."""

from evaluation.imports.work import KIND, import_work
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in the work of a quarter."""

    help = "Import work given, leaders' criteria and general criteria of a quarter from a workbook."
    kind = KIND
    run_import = import_work
    logs_applied = False
