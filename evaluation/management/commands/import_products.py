"""manage.py import_products FILE: the product catalogue (workbooks, section 4)."""

from evaluation.imports.products import KIND, import_products
from staff.management.import_command import ImportCommand


class Command(ImportCommand):
    """Brings in a product catalogue."""

    help = "Import the product catalogue of a decision from a workbook."
    kind = KIND
    run_import = import_products
