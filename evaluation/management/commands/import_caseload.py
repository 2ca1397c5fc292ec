"""manage.py import_caseload FILE: the monthly caseload of enforcement officers (workbooks, section 3)."""

from evaluation.imports.caseload import KIND, import_caseload
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in a caseload workbook."""

    help = "Import the caseload of one statistical month from a workbook."
    kind = KIND
    run_import = import_caseload
    logs_applied = False
