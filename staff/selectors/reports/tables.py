"""Quantity and quality of staff by unit, and any two dimensions crossed, as at a day (domain 8.2)."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from staff.rules.crosstab import UNKNOWN, Dimension, cross, withheld
from staff.selectors.reports.population import Counted, counts_by_unit, people_on, report_dimensions
from staff.selectors.staffing import staffing_board
from staff.selectors.tree import Tree, load_tree

CONTRACT: Final = "contract"
Counts = Mapping[str, Counter[str]]
"""Dimension → class → people."""


@dataclass(frozen=True)
class Column:
    """One column of the table: a class of a dimension, under the heading of its group."""

    dimension: Dimension
    code: str

    @property
    def label(self) -> str:
        """The class as the table heads it."""
        return self.dimension.classes[self.code]


@dataclass(frozen=True)
class Panel:
    """One sheet of the table: the columns that stand on one page; the first also shows the seats."""

    title: str
    columns: tuple[Column, ...]

    @property
    def groups(self) -> list[tuple[Dimension, int]]:
        """Dimensions with the number of their columns, for the upper row of the heading."""
        spans: dict[str, tuple[Dimension, int]] = {}
        for column in self.columns:
            key = column.dimension.key
            spans[key] = (column.dimension, spans.get(key, (column.dimension, 0))[1] + 1)
        return list(spans.values())


@dataclass(frozen=True)
class UnitRow:
    """The figures of one unit with everything below it; `unit_id` None = all the units together.

    `withheld`: dimensions not shown to the reader, because so few people stand behind them.
    """

    unit_id: int | None
    code: str
    name: str
    depth: int
    quota: int | None
    present: int
    contract: int
    counts: Counts
    withheld: frozenset[str] = frozenset()

    def figure(self, column: Column) -> int | None:
        """How many people stand in a column; None where it is withheld."""
        key = column.dimension.key
        if key in self.withheld:
            return None
        return self.counts[key][column.code] if key in self.counts else 0


@dataclass(frozen=True)
class QualityTable:
    """The whole report: its panels, one row a unit in the order of the tree, and their total."""

    at: date
    panels: list[Panel]
    rows: list[UnitRow]
    total: UnitRow


# What each panel shows: dimension and, where not all of them, the classes.
_PANELS: Final[tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]] = (
    (
        "Số lượng, giới tính, đảng viên, dân tộc, tôn giáo, độ tuổi",
        (
            ("gender", ("female",)),
            ("party", ("member",)),
            ("ethnicity", ("minority", UNKNOWN)),
            ("religion", ("believer", UNKNOWN)),
            ("age", ()),
            ("retirement", ("reached", "soon")),
        ),
    ),
    ("Ngạch, chức danh", (("grade", ()), ("family", ()))),
    (
        "Trình độ chuyên môn, lý luận chính trị, quản lý nhà nước",
        (("education", ()), ("political_theory", ()), ("state_management", ())),
    ),
    (
        "Ngoại ngữ, tin học, chức vụ lãnh đạo",
        (("language", ()), ("computing", ()), ("leadership", ())),
    ),
    ("Tên ngạch", (("rank", ()),)),
)
# Classes of these are a list of the installation: only those held stand in the table.
_OPEN: Final = frozenset({"rank", "family"})


def quality_table(at: date, units: Collection[int], closed: Collection[str] = ()) -> QualityTable:
    """The report over the subtrees of the units; eleven queries, whatever their number.

    `closed`: sensitive dimensions whose facts the reader may not see of single people.
    """
    tree, dimensions = load_tree(), report_dimensions()
    people = people_on(at, tree.below(units))
    civil = [person for person in people if not person.contract]
    counts, contract = counts_by_unit(tree, civil), _contracts(tree, people)
    board = staffing_board(at, units)
    rows = [
        UnitRow(
            row.unit_id,
            row.code,
            row.name,
            row.depth,
            row.quota,
            row.present,
            contract[row.unit_id],
            counts.get(row.unit_id, {}),
            withheld(closed, row.present),
        )
        for row in board.rows
    ]
    total = _total(dimensions, people, board.total.quota, closed)
    return QualityTable(at, _panels(dimensions, total), rows, total)


def _total(
    dimensions: Mapping[str, Dimension], people: list[Counted], quota: int | None, closed: Collection[str]
) -> UnitRow:
    """All the units together."""
    civil = [person for person in people if not person.contract]
    return UnitRow(
        unit_id=None,
        code="",
        name="",
        depth=0,
        quota=quota,
        present=len(civil),
        contract=len(people) - len(civil),
        counts=_summed(dimensions, civil),
        withheld=withheld(closed, len(civil)),
    )


def _contracts(tree: Tree, people: list[Counted]) -> Counter[int]:
    found: Counter[int] = Counter()
    for person in people:
        if person.contract:
            found.update(tree.above(person.unit_id))
    return found


def _summed(dimensions: Mapping[str, Dimension], people: list[Counted]) -> Counts:
    return {key: Counter(person.traits[key] for person in people) for key in dimensions}


def _panels(dimensions: Mapping[str, Dimension], total: UnitRow) -> list[Panel]:
    return [
        Panel(
            title,
            tuple(
                column
                for key, codes in parts
                for code in codes or dimensions[key].classes
                if (column := Column(dimensions[key], code)) and (key not in _OPEN or total.figure(column))
            ),
        )
        for title, parts in _PANELS
    ]


@dataclass(frozen=True)
class CrossTable:
    """Two dimensions crossed: cells by (row class, column class), civil servants present."""

    at: date
    row: Dimension
    column: Dimension
    cells: Counter[tuple[str, str]]

    @property
    def total(self) -> int:
        """Everyone counted."""
        return sum(self.cells.values())

    @property
    def row_codes(self) -> list[str]:
        """Classes of the rows; of an open list only those that somebody has."""
        return [c for c in self.row.classes if self.row.key not in _OPEN or self.of_row(c)]

    @property
    def column_codes(self) -> list[str]:
        """Classes of the columns, likewise."""
        return [c for c in self.column.classes if self.column.key not in _OPEN or self.of_column(c)]

    def of_row(self, code: str) -> int:
        """Sum of a row."""
        return sum(number for (row, _column), number in self.cells.items() if row == code)

    def of_column(self, code: str) -> int:
        """Sum of a column."""
        return sum(number for (_row, column), number in self.cells.items() if column == code)


def cross_table(at: date, units: Collection[int], row: Dimension, column: Dimension) -> CrossTable:
    """The civil servants of the subtrees of the units, in two dimensions; six queries."""
    people = people_on(at, load_tree().below(units))
    cells = cross((person.traits for person in people if not person.contract), row.key, column.key)
    return CrossTable(at, row, column, cells)
