"""manage.py import_ratings FILE: ratings of years up to 2025 by Decree 90/2020."""

from evaluation.imports.ratings90 import KIND, import_ratings90
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in ratings of the past."""

    help = "Import officers' ratings of 2020 to 2025 (Decree 90/2020) from a workbook."
    kind = KIND
    run_import = import_ratings90
