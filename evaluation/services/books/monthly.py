"""Stores figures of units that stand beside the main form: special kinds, endings, court and procuracy."""

from collections.abc import Collection
from typing import Any, Final

from django.db import transaction

from evaluation.models import EndingFigure, OutsideFigure, SpecialFigure
from evaluation.rules.periods import StatMonth
from evaluation.services.books.closing import refuse_closed
from evaluation.services.merging import Merge, Wanted, lay_over, write
from staff.models import ImportRun, User

MonthlyModel = type[SpecialFigure] | type[EndingFigure] | type[OutsideFigure]

KEYS: Final[dict[MonthlyModel, tuple[str, ...]]] = {
    SpecialFigure: ("unit_id", "kind", "measure"),
    EndingFigure: ("unit_id", "ending", "measure", "initiative"),
    OutsideFigure: ("unit_id", "source", "measure", "column"),
}


def plan_monthly(*, model: MonthlyModel, month: StatMonth, rows: Collection[Wanted]) -> Merge[Any]:
    """What storing these rows of one statistical month would do; nothing is written."""
    names = KEYS[model]
    stored = model.objects.filter(year=month.year, months=month.months)
    known = {tuple(getattr(row, name) for name in names): row for row in stored}
    return lay_over(model, known, rows, lambda row: tuple(row.identity[name] for name in names))


@transaction.atomic
def store_monthly(
    *,
    model: MonthlyModel,
    month: StatMonth,
    rows: Collection[Wanted],
    run: ImportRun | None,
    actor: User | None,
) -> Merge[Any]:
    """Store checked rows of one statistical month; the same month again corrects it.

    Our own figures are refused once the books are closed (TT 05/2024, art. 8.1); those of court and
    procuracy are theirs and may come in later.
    """
    merge = plan_monthly(model=model, month=month, rows=rows)
    if model is not OutsideFigure:
        refuse_closed(merge, month)
    write(merge, run=run, actor=actor)
    return merge
