"""What one figure of a board is made of: units below, then rows of officers with workbook, sheet and row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.enums import Initiative, Measure
from evaluation.models import CaseloadFigure, SupplementaryLine
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import Totals
from evaluation.selectors.results.cells import cell_of, layouts_of
from evaluation.selectors.results.people import totals_of
from evaluation.selectors.results.scope import ResultScope
from evaluation.selectors.results.totals import MonthSums, month_sums
from hrm.kernel.dates import show_date
from staff.access import rows_for


@dataclass(frozen=True)
class UnitPart:
    """What a unit below adds."""

    code: str
    name: str
    own: int | None
    request: int | None
    total: int


@dataclass(frozen=True)
class Correction:
    """A supplementary report that changed the column of a row; `before` None: there was no row."""

    report: str
    signed_on: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class RowPart:
    """A stored row of an officer, and where it was read."""

    figure: int
    number: str
    name: str
    unit: str
    initiative: str
    value: int
    file: str
    sheet: str
    row: int | None
    cell: str
    corrections: list[Correction]


@dataclass(frozen=True)
class Sources:
    """One column of one unit and month taken apart; the parts add up to `total` (None: no figures)."""

    measure: Measure
    column: str
    total: Totals | None
    units: list[UnitPart]
    rows: list[RowPart]


def figure_sources(
    scope: ResultScope, month: StatMonth, measure: Measure, column: str, *, merged: bool = False
) -> Sources:
    """The parts of a column; `merged`: with the closed units that became the chosen one. Five queries."""
    chosen = scope.chosen()
    ids = scope.with_predecessors(chosen) if merged else chosen
    sums = month_sums(scope, month, ids)
    if scope.unit is None:
        rows = _rows(scope, month, measure, column, ids)
        return Sources(measure, column, sums.of(sums.units(), measure), [], rows)
    parts = [
        _unit_part(node.code, node.name, scope.subtree(node.id), sums, measure, column)
        for node in scope.children()
    ]
    parts += [
        _unit_part(scope.tree.nodes[i].code, scope.tree.nodes[i].name, frozenset([i]), sums, measure, column)
        for i in sorted(ids - chosen)
    ]
    rows = _rows(scope, month, measure, column, frozenset([scope.unit.id]))
    return Sources(measure, column, sums.of(ids, measure), [part for part in parts if part], rows)


def correction(line: Any, before: int | None, after: int | None) -> Correction:
    """A line of a supplementary report as a screen tells it."""
    return Correction(line.report.number, show_date(line.report.signed_on), before, after)


def _unit_part(
    code: str, name: str, units: frozenset[int], sums: MonthSums, measure: Measure, column: str
) -> UnitPart | None:
    whole = sums.of(units, measure)
    if whole is None:
        return None
    own, request = (sums.of(units, measure, kind) for kind in Initiative)
    return UnitPart(
        code,
        name,
        own.column(column) if own else None,
        request.column(column) if request else None,
        whole.column(column),
    )


def _rows(
    scope: ResultScope, month: StatMonth, measure: Measure, column: str, unit_ids: frozenset[int]
) -> list[RowPart]:
    rows = scope.rows(month, unit_ids).filter(measure=measure).select_related("officer", "unit", "run")
    listed = sorted(rows, key=lambda row: (row.officer.name_key, row.officer.number, row.initiative))
    told = _corrections(scope, listed, column)
    layouts = layouts_of(listed)
    return [_row_part(row, column, cell_of(layouts, row, column), told.get(row.pk, [])) for row in listed]


def _row_part(row: CaseloadFigure, column: str, cell: str, corrections: list[Correction]) -> RowPart:
    return RowPart(
        figure=row.pk,
        number=row.officer.number,
        name=row.officer.full_name,
        unit=row.unit.name,
        initiative=str(Initiative(row.initiative).label),
        value=totals_of(row).column(column),
        file=row.run.file_name if row.run else "",
        sheet=row.sheet,
        row=row.row,
        cell=cell,
        corrections=corrections,
    )


def _corrections(
    scope: ResultScope, rows: Sequence[CaseloadFigure], column: str
) -> dict[int, list[Correction]]:
    """Figure → the supplementary reports that touched the column, oldest first; one query."""
    lines = (
        rows_for(scope.asker, SupplementaryLine, "view")
        .filter(figure_id__in=[row.pk for row in rows])
        .select_related("report")
        .order_by("report__made_at", "pk")
    )
    found: dict[int, list[Correction]] = {}
    for line in lines:
        before, after = (line.before or {}).get(column), line.after.get(column)
        if before != after:
            found.setdefault(line.figure_id, []).append(correction(line, before, after))
    return found
