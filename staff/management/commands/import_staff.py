"""manage.py import_staff FILE: units, quotas and officers (workbooks, sections 1 and 2)."""

from staff.imports.staff_workbook import import_staff
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in a personnel workbook."""

    help = "Import units, quotas and officers from a workbook."
    kind = "staff"
    run_import = import_staff
