"""Everything a score is computed from, gathered for many officers in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from evaluation.enums import Initiative, Measure, ProductSource
from evaluation.models import CaseloadFigure, GeneralPoint, LeaderAssessment, WorkItem
from evaluation.rules.nd335 import WorkLine
from evaluation.rules.periods import ScoringPeriod, StatMonth

INITIATIVE_OF = {
    ProductSource.RESOLVED_OWN: Initiative.OWN,
    ProductSource.RESOLVED_REQUEST: Initiative.REQUEST,
}


@dataclass(frozen=True)
class Flow:
    """Việc resolved (C12) in the quarter by one officer: a difference of two cumulative months."""

    upper: CaseloadFigure | None
    lower: CaseloadFigure | None
    lower_needed: bool

    @property
    def value(self) -> int | None:
        """The difference; None while a month is missing, never 0 for it."""
        if self.upper is None or (self.lower_needed and self.lower is None):
            return None
        return int(self.upper.resolved) - (int(self.lower.resolved) if self.lower else 0)

    def trace(self) -> dict[str, Any]:
        """The two rows it came from."""
        return {"upper": _cell(self.upper), "lower": _cell(self.lower), "lower_needed": self.lower_needed}


@dataclass
class Inputs:
    """One officer's work, caseload flows, points and leader's judgements in a quarter."""

    work: list[WorkItem] = field(default_factory=list)
    flows: dict[str, Flow] = field(default_factory=dict)
    self_points: dict[str, Decimal] = field(default_factory=dict)
    confirmed_points: dict[str, Decimal] = field(default_factory=dict)
    leader: LeaderAssessment | None = None

    def quantity_done(self, item: WorkItem) -> Decimal | None:
        """What was done of a product: typed in, or the caseload's flow where the product is fed by it."""
        if not item.product.source:
            return item.done
        flow = self.flows.get(INITIATIVE_OF[ProductSource(item.product.source)])
        value = flow.value if flow else None
        # A flow made negative by a handover says nothing about the quarter's work.
        return None if value is None or value < 0 else Decimal(value)

    def line(self, item: WorkItem) -> WorkLine:
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
    """Inputs of the officers, in five queries whatever their number."""
    found: dict[int, Inputs] = defaultdict(Inputs)
    wanted = set(officer_ids)
    _add_work(found, quarter, wanted)
    _add_flows(found, quarter, wanted)
    _add_points(found, quarter, wanted)
    for row in LeaderAssessment.objects.filter(period=quarter.code):
        if row.officer_id in wanted:
            found[row.officer_id].leader = row
    return found


def _add_work(found: dict[int, Inputs], quarter: ScoringPeriod, wanted: set[int]) -> None:
    rows = WorkItem.objects.filter(period=quarter.code).select_related("product", "run")
    for row in rows.order_by("product__code", "unplanned"):
        if row.officer_id in wanted:
            found[row.officer_id].work.append(row)


def _add_flows(found: dict[int, Inputs], quarter: ScoringPeriod, wanted: set[int]) -> None:
    upper, lower = quarter.months()
    later = _figures(upper, wanted)
    earlier = _figures(lower, wanted) if lower else {}
    for officer_id, initiative in set(later) | set(earlier):
        found[officer_id].flows[initiative] = Flow(
            upper=later.get((officer_id, initiative)),
            lower=earlier.get((officer_id, initiative)),
            lower_needed=lower is not None,
        )


def _figures(month: StatMonth, wanted: set[int]) -> dict[tuple[int, str], CaseloadFigure]:
    rows = CaseloadFigure.objects.of_month(month.year, month.months).filter(measure=Measure.CASES)
    return {
        (row.officer_id, row.initiative): row
        for row in rows.select_related("run")
        if row.officer_id in wanted
    }


def _add_points(found: dict[int, Inputs], quarter: ScoringPeriod, wanted: set[int]) -> None:
    for row in GeneralPoint.objects.filter(period=quarter.code):
        if row.officer_id not in wanted:
            continue
        inputs = found[row.officer_id]
        if row.self_points is not None:
            inputs.self_points[row.criterion] = row.self_points
        if row.confirmed_points is not None:
            inputs.confirmed_points[row.criterion] = row.confirmed_points


def _cell(figure: CaseloadFigure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "id": figure.pk,
        "title": StatMonth(figure.year, figure.months).title,
        "resolved": figure.resolved,
        # The cells of the workbook that C12 is the sum of; pairs, for PostgreSQL orders the keys of an object anew.
        "cells": [["Thi hành xong (C9)", figure.completed], ["Đình chỉ (C10)", figure.terminated]],
        "file": figure.run.file_name if figure.run else "",
        "sheet": figure.sheet,
        "row": figure.row,
    }
