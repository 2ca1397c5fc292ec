"""Work given with what came of it: typed in, or from the caseload, with its source; few queries for many items."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from evaluation.models import WorkItem
from evaluation.rules.giving import Progress, progress
from evaluation.rules.nd335 import Totals, WorkLine, converted
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.selectors.inputs import Flow, Inputs, add_flows


@dataclass(frozen=True)
class ItemLine:
    """One item with what was done of it."""

    item: WorkItem
    line: WorkLine
    flow: Flow | None

    @property
    def fed(self) -> bool:
        """Whether the caseload counts it."""
        return bool(self.item.product.source)

    @property
    def done(self) -> Decimal | None:
        """Products done; None = not reported, or the caseload month is missing."""
        return self.line.done

    @property
    def converted(self) -> Totals:
        """The line alone, in converted units."""
        return converted([self.line])

    @property
    def source_text(self) -> str:
        """Where a counted quantity comes from: "12 tháng năm 2026 − 9 tháng năm 2026"."""
        if self.flow is None:
            return ""
        months = [self.flow.upper, self.flow.lower] if self.flow.lower_needed else [self.flow.upper]
        return " − ".join(month.title if month else "?" for month in months)


def with_people(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Items with everything a line shows."""
    return rows.select_related("product", "officer", "unit", "run")


def lines_of(items: Iterable[WorkItem]) -> list[ItemLine]:
    """The items with their caseload flows: two queries for each period among them, none without fed products."""
    rows = list(items)
    inputs = {code: _inputs(parse_period(code), rows) for code in {row.period for row in rows}}
    return [_line(row, inputs[row.period][row.officer_id]) for row in rows]


def progress_of(lines: Iterable[ItemLine]) -> Progress:
    """Sums so far in converted units."""
    return progress(line.line for line in lines)


def _line(item: WorkItem, inputs: Inputs) -> ItemLine:
    return ItemLine(item, inputs.line(item), inputs.flow(item))


def _inputs(period: ScoringPeriod, rows: Collection[WorkItem]) -> dict[int, Inputs]:
    found: dict[int, Inputs] = defaultdict(Inputs)
    fed = {row.officer_id for row in rows if row.period == period.code and row.product.source}
    if fed:
        add_flows(found, period, fed)
    return found
