"""The kinds of workbook this app brings in, for the import screen."""

from typing import Final, cast

from django.utils.translation import gettext_lazy as _

from evaluation.imports import caseload, products, work
from evaluation.imports.guides import CASELOAD_GUIDES, PRODUCT_GUIDES, WORK_GUIDES
from staff.registries import Importer

IMPORTERS: Final = (
    Importer(
        kind=caseload.KIND,
        label=cast(str, _("Caseload of enforcement officers")),
        help_text=cast(str, _("Cumulative figures of one statistical month: cases and money.")),
        permission="evaluation.import_caseloadfigure",
        run=caseload.import_caseload,
        order=20,
        sheets=CASELOAD_GUIDES,
        keeps_run=True,
    ),
    Importer(
        kind=products.KIND,
        label=cast(str, _("Product catalogue")),
        help_text=cast(str, _("Products with their coefficients, issued by a decision.")),
        permission="evaluation.import_product",
        run=products.import_products,
        order=30,
        sheets=PRODUCT_GUIDES,
    ),
    Importer(
        kind=work.KIND,
        label=cast(str, _("Work given and done in a quarter")),
        help_text=cast(str, _("Work by product, leaders' criteria, points on the general criteria.")),
        permission="evaluation.import_workitem",
        run=work.import_work,
        order=40,
        sheets=WORK_GUIDES,
        keeps_run=True,
    ),
)
