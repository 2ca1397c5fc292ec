"""What one figure of a special kind or reason for ending is made of: units below, then rows with their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from evaluation.enums import Ending, Initiative, Measure, SpecialKind
from evaluation.models import EndingFigure, SpecialFigure, SupplementaryLine
from evaluation.rules.books import ENDING_COLUMNS, SPECIAL_COLUMNS
from evaluation.rules.periods import StatMonth
from evaluation.selectors.results.cells import cell_of, layouts_of
from evaluation.selectors.results.scope import ResultScope
from evaluation.selectors.results.sources import Correction, correction
from staff.access import rows_for

AMOUNT: Final = "amount"
# Columns of the main form and the reasons for ending that are part of them.
_ENDINGS_OF: Final = {column: Ending(ending) for ending, column in ENDING_COLUMNS.items()}


@dataclass(frozen=True)
class Asked:
    """Which figure: a special kind with one of its columns, or a reason for ending (whose column is its amount)."""

    subject: SpecialKind | Ending
    measure: Measure
    column: str

    @property
    def model(self) -> type[SpecialFigure] | type[EndingFigure]:
        """The table its rows stand in."""
        return SpecialFigure if isinstance(self.subject, SpecialKind) else EndingFigure

    @property
    def link(self) -> str:
        """The name of the link from a line of a supplementary report."""
        return "special" if isinstance(self.subject, SpecialKind) else "ending"

    def where(self) -> dict[str, str]:
        """The filter of its rows."""
        name = "kind" if isinstance(self.subject, SpecialKind) else "ending"
        return {name: self.subject.value, "measure": self.measure.value}


@dataclass(frozen=True)
class SpecialUnit:
    """What a unit below adds, with everything below it."""

    code: str
    name: str
    total: int


@dataclass(frozen=True)
class SpecialRow:
    """A stored row of the unit itself and where it was read; `label` tells rows of one unit apart."""

    pk: int
    label: str
    value: int
    file: str
    sheet: str
    row: int | None
    cell: str
    corrections: list[Correction]


@dataclass(frozen=True)
class SpecialSources:
    """One figure taken apart; the parts add up to `total` (None: nothing was reported)."""

    total: int | None
    units: list[SpecialUnit]
    rows: list[SpecialRow]


def special_sources(scope: ResultScope, month: StatMonth, asked: Asked) -> SpecialSources:
    """The parts of a figure in the chosen unit; three queries whatever the number of units."""
    if scope.unit is None:
        return SpecialSources(None, [], [])
    found = _rows(scope, month, asked)
    units = [
        SpecialUnit(node.code, node.name, total)
        for node in scope.children()
        if (total := _sum(found, scope.subtree(node.id), asked.column)) is not None
    ]
    own = [row for row in found if row.unit_id == scope.unit.id]
    return SpecialSources(_sum(found, scope.chosen(), asked.column), units, _shown(scope, own, asked))


def parts_of_column(
    scope: ResultScope, month: StatMonth, measure: Measure, column: str
) -> list[tuple[Asked, int]]:
    """Special kinds and the reason for ending that are part of a column of the main form; two queries at most."""
    asked = [Asked(kind, measure, column) for kind in SpecialKind if column in SPECIAL_COLUMNS]
    if column in _ENDINGS_OF:
        asked.append(Asked(_ENDINGS_OF[column], measure, AMOUNT))
    if not asked or scope.unit is None:
        return []
    rows = rows_for(scope.asker, asked[0].model, "view").filter(
        year=month.year, months=month.months, unit_id__in=sorted(scope.chosen()), measure=measure.value
    )
    listed = list(rows)
    found = [(each, _sum(_of(listed, each), scope.chosen(), each.column)) for each in asked]
    return [(each, total) for each, total in found if total is not None]


def _rows(scope: ResultScope, month: StatMonth, asked: Asked) -> list[Any]:
    rows = rows_for(scope.asker, asked.model, "view").filter(**asked.where())
    rows = rows.filter(year=month.year, months=month.months, unit_id__in=sorted(scope.chosen()))
    return list(rows.select_related("run").order_by("unit__code", "pk"))


def _of(rows: Iterable[Any], asked: Asked) -> list[Any]:
    where = asked.where()
    return [row for row in rows if all(getattr(row, name) == value for name, value in where.items())]


def _sum(rows: Iterable[Any], units: frozenset[int], column: str) -> int | None:
    values = [getattr(row, column) for row in rows if row.unit_id in units]
    return sum(values) if values else None


def _shown(scope: ResultScope, rows: Sequence[Any], asked: Asked) -> list[SpecialRow]:
    layouts, told = layouts_of(rows), _corrections(scope, rows, asked)
    return [
        SpecialRow(
            pk=row.pk,
            label=str(Initiative(row.initiative).label)
            if asked.link == "ending"
            else str(asked.subject.label),
            value=getattr(row, asked.column),
            file=row.run.file_name if row.run else "",
            sheet=row.sheet,
            row=row.row,
            cell=cell_of(layouts, row, asked.column),
            corrections=told.get(row.pk, []),
        )
        for row in rows
    ]


def _corrections(scope: ResultScope, rows: Sequence[Any], asked: Asked) -> dict[int, list[Correction]]:
    """Row → the supplementary reports that changed the figure, oldest first; one query."""
    lines = rows_for(scope.asker, SupplementaryLine, "view")
    lines = lines.filter(**{f"{asked.link}_id__in": [row.pk for row in rows]})
    found: dict[int, list[Correction]] = {}
    for line in lines.select_related("report").order_by("report__made_at", "pk"):
        before, after = (line.before or {}).get(asked.column), line.after.get(asked.column)
        if before != after:
            key = line.special_id if asked.link == "special" else line.ending_id
            found.setdefault(key, []).append(correction(line, before, after))
    return found
