"""manage.py import_histories FILE: histories of officers (workbooks, section 8)."""

from staff.imports.histories import import_histories
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in a workbook of histories."""

    help = "Import histories of officers from a workbook."
    kind = "histories"
    run_import = import_histories
