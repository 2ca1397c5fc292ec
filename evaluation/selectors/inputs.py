"""Everything a score is computed from, gathered for many officers in a constant number of queries.

A whole country has 140,000 such rows a quarter: they are read as plain rows, without an object of the model each.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple, Self

from django.db.models import QuerySet

from evaluation.enums import Initiative, Measure, ProductSource
from evaluation.models import CaseloadFigure, GeneralPoint, LeaderAssessment, Product, WorkItem
from evaluation.rules.nd335 import WorkLine
from evaluation.rules.periods import ScoringPeriod, StatMonth

INITIATIVE_OF: Final[dict[str, Initiative]] = {
    ProductSource.RESOLVED_OWN: Initiative.OWN,
    ProductSource.RESOLVED_REQUEST: Initiative.REQUEST,
}
# So many officers are asked for by name; for more it is quicker to read everyone's rows and pass over some.
_NAMED: Final = 500


class Cell(NamedTuple):
    """One row of the caseload: việc resolved (C12) with what it is the sum of, and the workbook it came from."""

    pk: int
    resolved: int
    completed: int
    terminated: int
    file: str | None
    sheet: str
    row: int | None
    title: str

    def trace(self) -> dict[str, Any]:
        """The row as the form keeps it."""
        return {
            "id": self.pk,
            "title": self.title,
            "resolved": self.resolved,
            # The cells of the workbook that C12 is the sum of; pairs, for PostgreSQL orders keys anew.
            "cells": [["Thi hành xong (C9)", self.completed], ["Đình chỉ (C10)", self.terminated]],
            "file": self.file or "",
            "sheet": self.sheet,
            "row": self.row,
        }


class Offered(NamedTuple):
    """A product of the catalogue, read once for all who were given it; `trace` is what their forms keep of it."""

    code: str
    coefficient: Decimal
    source: str
    trace: dict[str, Any]

    @classmethod
    def of(cls, product: Product) -> Self:
        """The product with the words of its trace."""
        trace = {
            "product": product.code,
            "name": product.name,
            "group": product.group,
            "decision": product.decision,
            "in_force": f"{product.start:%d/%m/%Y}",
            "coefficient": format(product.coefficient, "f"),
            "source": product.source,
        }
        return cls(product.code, product.coefficient, product.source, trace)


class Given(NamedTuple):
    """A row of work given, with its product."""

    pk: int
    product: Offered
    assigned: Decimal
    done: Decimal | None
    failures: int
    delays: int
    objective: bool
    unplanned: bool
    file: str | None
    sheet: str
    row: int | None


@dataclass(frozen=True)
class Flow:
    """Việc resolved (C12) in the quarter by one officer: a difference of two cumulative months."""

    upper: Cell | None
    lower: Cell | None
    lower_needed: bool

    @property
    def value(self) -> int | None:
        """The difference; None while a month is missing, never 0 for it."""
        if self.upper is None or (self.lower_needed and self.lower is None):
            return None
        return self.upper.resolved - (self.lower.resolved if self.lower else 0)

    def trace(self) -> dict[str, Any]:
        """The two rows it came from."""
        return {
            "upper": self.upper.trace() if self.upper else None,
            "lower": self.lower.trace() if self.lower else None,
            "lower_needed": self.lower_needed,
        }


@dataclass
class Inputs:
    """One officer's work, caseload flows, points and leader's judgements in a quarter."""

    work: list[Given] = field(default_factory=list)
    flows: dict[str, Flow] = field(default_factory=dict)
    self_points: dict[str, Decimal] = field(default_factory=dict)
    confirmed_points: dict[str, Decimal] = field(default_factory=dict)
    leader: LeaderAssessment | None = None

    def quantity_done(self, item: Given | WorkItem) -> Decimal | None:
        """What was done of a product: typed in, or the caseload's flow where the product is fed by it."""
        if not item.product.source:
            return item.done
        flow = self.flow(item)
        value = flow.value if flow else None
        # A flow made negative by a handover says nothing about the quarter's work.
        return None if value is None or value < 0 else Decimal(value)

    def flow(self, item: Given | WorkItem) -> Flow | None:
        """The caseload that feeds the product of the item, if one does and is reported."""
        return self.flows.get(INITIATIVE_OF[item.product.source]) if item.product.source else None

    def line(self, item: Given | WorkItem) -> WorkLine:
        """The item as the rules take it."""
        return WorkLine(
            coefficient=item.product.coefficient,
            assigned=item.assigned,
            done=self.quantity_done(item),
            failures=item.failures,
            delays=item.delays,
            objective=item.objective,
            unplanned=item.unplanned,
        )


def gather(quarter: ScoringPeriod, officer_ids: Collection[int]) -> dict[int, Inputs]:
    """Inputs of the officers, in six queries whatever their number."""
    found: dict[int, Inputs] = defaultdict(Inputs)
    wanted = set(officer_ids)
    _add_work(found, quarter, wanted)
    add_flows(found, quarter, wanted)
    _add_points(found, quarter, wanted)
    for row in _of(wanted, LeaderAssessment.objects.filter(period=quarter.code)):
        if row.officer_id in wanted:
            found[row.officer_id].leader = row
    return found


def _of(wanted: set[int], rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(officer_id__in=wanted) if len(wanted) <= _NAMED else rows


def _add_work(found: dict[int, Inputs], quarter: ScoringPeriod, wanted: set[int]) -> None:
    rows = _of(wanted, WorkItem.objects.filter(period=quarter.code)).order_by("product__code", "unplanned")
    used = Product.objects.filter(pk__in=rows.order_by().values("product_id"))
    products = {product.pk: Offered.of(product) for product in used}
    columns = (
        "assigned", "done", "failures", "delays", "objective", "unplanned", "run__file_name", "sheet", "row",
    )  # fmt: skip
    for officer_id, pk, product_id, *given in rows.values_list("officer_id", "pk", "product_id", *columns):
        if officer_id in wanted:
            found[officer_id].work.append(Given(pk, products[product_id], *given))


def add_flows(found: dict[int, Inputs], quarter: ScoringPeriod, wanted: set[int]) -> None:
    """Put in the caseload of these officers, in two queries at the most."""
    upper, lower = quarter.months()
    later = _cells(upper, wanted)
    earlier = _cells(lower, wanted) if lower else {}
    for key in set(later) | set(earlier):
        officer_id, initiative = key
        flow = Flow(later.get(key), earlier.get(key), lower_needed=lower is not None)
        found[officer_id].flows[initiative] = flow


def _cells(month: StatMonth, wanted: set[int]) -> dict[tuple[int, str], Cell]:
    rows = _of(
        wanted, CaseloadFigure.objects.of_month(month.year, month.months).filter(measure=Measure.CASES)
    )
    columns = ("pk", "resolved", "completed", "terminated", "run__file_name", "sheet", "row")
    listed = rows.order_by().values_list("officer_id", "initiative", *columns)
    title = month.title
    return {(row[0], row[1]): Cell._make((*row[2:], title)) for row in listed if row[0] in wanted}


def _add_points(found: dict[int, Inputs], quarter: ScoringPeriod, wanted: set[int]) -> None:
    rows = _of(wanted, GeneralPoint.objects.filter(period=quarter.code))
    columns = ("officer_id", "criterion", "self_points", "confirmed_points")
    for officer_id, criterion, own, confirmed in rows.values_list(*columns):
        if officer_id not in wanted:
            continue
        if own is not None:
            found[officer_id].self_points[criterion] = own
        if confirmed is not None:
            found[officer_id].confirmed_points[criterion] = confirmed
