"""Stores the monthly figures of enforcement officers, with the workbook they came from."""

from collections.abc import Collection

from django.db import transaction

from evaluation.models import CaseloadFigure
from evaluation.rules.periods import StatMonth
from evaluation.services.books.closing import refuse_closed
from evaluation.services.merging import Merge, Wanted, lay_over, write
from staff.models import ImportRun, User


def plan_caseload(*, month: StatMonth, rows: Collection[Wanted]) -> Merge[CaseloadFigure]:
    """What storing these rows of one statistical month would do; nothing is written."""
    figures = CaseloadFigure.objects.of_month(month.year, month.months).select_related("unit")
    stored = {(row.officer_id, row.measure, row.initiative): row for row in figures}
    return lay_over(CaseloadFigure, stored, rows, _key)


@transaction.atomic
def store_caseload(
    *, month: StatMonth, rows: Collection[Wanted], run: ImportRun | None, actor: User | None
) -> Merge[CaseloadFigure]:
    """Store checked rows of one statistical month; the same month again corrects it.

    Closed books refuse every row that would change them (TT 05/2024, art. 8.1).
    """
    merge = plan_caseload(month=month, rows=rows)
    refuse_closed(merge, month)
    write(merge, run=run, actor=actor)
    return merge


def _key(row: Wanted) -> tuple[int, str, str]:
    return row.identity["officer_id"], row.identity["measure"], row.identity["initiative"]
