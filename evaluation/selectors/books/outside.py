"""Our figures against those of court and procuracy, by unit and column (TTLT 12/2021)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from evaluation.enums import Counterpart, Measure
from evaluation.models import CaseloadFigure, OutsideFigure
from evaluation.rules.periods import StatMonth
from evaluation.selectors.books.columns import CODES, COLUMNS, LABELS
from staff.access import rows_for
from staff.access.gate import Asker
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class OutsideLine:
    """One column of one unit (with everything below it): ours, theirs. `ours` None: no figures of ours."""

    unit_id: int
    unit_code: str
    unit: str
    source: str
    measure: str
    code: str
    column: str
    ours: int | None
    theirs: int
    place: str

    @property
    def difference(self) -> int | None:
        """Ours less theirs, in cases or đồng."""
        return None if self.ours is None else self.ours - self.theirs

    @property
    def differs(self) -> bool:
        """Whether the two do not agree, or ours are missing."""
        return self.difference != 0


def outside_months(user: Asker) -> list[StatMonth]:
    """Months with figures of court or procuracy in reach, newest first."""
    rows = rows_for(user, OutsideFigure, "view").order_by("-year", "-months")
    return [StatMonth(*pair) for pair in rows.values_list("year", "months").distinct()]


def outside_lines(
    user: Asker, month: StatMonth, *, source: str = "", unit_code: str = "", only_differences: bool = False
) -> list[OutsideLine]:
    """Every column they counted, as one reads the units; three queries."""
    rows = rows_for(user, OutsideFigure, "view").filter(year=month.year, months=month.months)
    if source:
        rows = rows.filter(source=source)
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    theirs = list(rows.select_related("unit", "run"))
    tree = load_tree()
    ours = _ours(user, month, tree, {row.unit_id for row in theirs})
    order = {
        node.id: number for number, (node, _d) in enumerate(tree.in_tree_order(list(tree.nodes.values())))
    }
    theirs.sort(
        key=lambda r: (order[r.unit_id], r.source, r.measure != Measure.CASES, COLUMNS.index(r.column))
    )
    lines = [_line(row, ours) for row in theirs]
    return [line for line in lines if line.differs or not only_differences]


def _ours(
    user: Asker, month: StatMonth, tree: Tree, units: Iterable[int]
) -> Mapping[tuple[int, str], Mapping[str, int]]:
    """(unit, measure) → columns of the unit and everything below it."""
    wanted = {unit_id: tree.below([unit_id]) for unit_id in units}
    inside = frozenset().union(*wanted.values())
    rows = rows_for(user, CaseloadFigure, "view").filter(
        year=month.year, months=month.months, unit_id__in=inside
    )
    sums = {f"sum_{name}": Sum(name) for name in COLUMNS}
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
    for row in rows.order_by().values("unit_id", "measure").annotate(**sums):
        for unit_id, below in wanted.items():
            if row["unit_id"] in below:
                kept = found[unit_id, row["measure"]]
                for name in COLUMNS:
                    kept[name] += row[f"sum_{name}"]
    return dict(found)


def _line(row: Any, ours: Mapping[tuple[int, str], Mapping[str, int]]) -> OutsideLine:
    mine = ours.get((row.unit_id, row.measure))
    file = row.run.file_name if row.run else ""
    return OutsideLine(
        row.unit_id,
        row.unit.code,
        row.unit.name,
        str(Counterpart(row.source).label),
        str(Measure(row.measure).label),
        CODES[row.column],
        LABELS[row.column],
        mine[row.column] if mine else None,
        row.amount,
        " · ".join(part for part in (file, row.sheet, str(row.row or "")) if part),
    )
