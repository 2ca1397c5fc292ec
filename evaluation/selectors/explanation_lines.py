"""The work of one officer, line by line, down to the rows of the workbooks it came from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluation.enums import ProductSource
from evaluation.models import CaseloadFigure
from evaluation.selectors.explanation_pieces import Piece, corrections_of, pieces_of
from evaluation.selectors.results.cells import Layouts, cell_of, layouts_of
from evaluation.selectors.shown import count, exact
from staff.access import rows_for
from staff.access.gate import Asker


@dataclass(frozen=True)
class Month:
    """One cumulative month a flow was taken from: its C12 and where it stands in the workbooks.

    `figure` is set only where the asker may see the caseload row; `now` only where its C12 has changed
    since the score was computed.
    """

    title: str
    resolved: str
    file: str
    sheet: str
    row: int | None
    figure: int | None
    now: str
    # Heading of each cell with its number: what C12 is the sum of.
    cells: list[tuple[str, str]]
    # Where C12 (or its parts) stands in the workbook; empty where the row changed since or was typed.
    address: str
    corrections: list[Piece]


@dataclass(frozen=True)
class CaseFlow:
    """Việc resolved in the quarter: the later cumulative month less the earlier one."""

    source: str
    upper: Month | None
    lower: Month | None
    lower_needed: bool
    difference: str


@dataclass(frozen=True)
class ProductLine:
    """A product of the work given with every number that its share of the score rests on."""

    code: str
    name: str
    group: str
    decision: str
    in_force: str
    coefficient: str
    assigned: str
    done: str
    failures: int
    delays: int
    objective: bool
    unplanned: bool
    file: str
    sheet: str
    row: int | None
    converted_assigned: str
    converted_done: str
    converted_quality: str
    converted_on_time: str
    quality_deduction: str
    delay_deduction: str
    flow: CaseFlow | None
    pieces: list[Piece]

    @property
    def is_open(self) -> bool:
        """Whether the quantity done is not known yet."""
        return self.done == exact(None)


def product_lines(user: Asker, lines: Iterable[dict[str, Any]]) -> list[ProductLine]:
    """Lines of a trace; caseload rows, hand-overs, shares, defects and corrections behind the gate."""
    known = list(lines)
    ids = _figure_ids(known)
    figures = _visible_figures(user, ids)
    rows = _Rows(figures, layouts_of(figures.values()), corrections_of(user, ids))
    pieces = pieces_of(user, [line["item"] for line in known])
    return [_line(line, rows, pieces.get(line["item"], [])) for line in known]


@dataclass(frozen=True)
class _Rows:
    """Caseload rows the asker may see as they are now, the layouts of their sheets, their corrections."""

    figures: dict[int, CaseloadFigure]
    layouts: Layouts
    corrections: dict[int, list[Piece]]


def _line(line: dict[str, Any], rows: _Rows, pieces: list[Piece]) -> ProductLine:
    part = {name: _decimal(text) for name, text in line["converted"].items()}
    return ProductLine(
        code=line["product"],
        name=line["name"],
        group=line["group"],
        decision=line.get("decision", ""),
        in_force=line.get("in_force", ""),
        coefficient=exact(_decimal(line["coefficient"])),
        assigned=exact(_decimal(line["assigned"])),
        done=exact(_decimal(line["done"])),
        failures=line["failures"],
        delays=line["delays"],
        objective=line["objective"],
        unplanned=line["unplanned"],
        file=line["file"],
        sheet=line["sheet"],
        row=line["row"],
        converted_assigned=exact(part["assigned"]),
        converted_done=exact(part["done"]),
        converted_quality=exact(part["quality"]),
        converted_on_time=exact(part["on_time"]),
        quality_deduction=_lost(part["done"], part["quality"]),
        delay_deduction=_lost(part["done"], part["on_time"]),
        flow=_flow(line, rows) if line["source"] else None,
        pieces=pieces,
    )


def _flow(line: dict[str, Any], rows: _Rows) -> CaseFlow:
    cells = line["caseload"] or {"upper": None, "lower": None, "lower_needed": True}
    return CaseFlow(
        source=str(ProductSource(line["source"]).label),
        upper=_month(cells["upper"], rows),
        lower=_month(cells["lower"], rows),
        lower_needed=cells["lower_needed"],
        difference=count(_difference(cells)),
    )


def _difference(cells: dict[str, Any]) -> int | None:
    upper, lower = cells["upper"], cells["lower"]
    if upper is None or (cells["lower_needed"] and lower is None):
        return None
    return int(upper["resolved"]) - (int(lower["resolved"]) if lower else 0)


def _month(cell: dict[str, Any] | None, rows: _Rows) -> Month | None:
    if cell is None:
        return None
    figure = rows.figures.get(cell["id"])
    now = figure.resolved if figure else None
    return Month(
        title=cell["title"],
        resolved=count(cell["resolved"]),
        file=cell["file"],
        sheet=cell["sheet"],
        row=cell["row"],
        figure=cell["id"] if figure else None,
        now="" if now in (None, cell["resolved"]) else count(now),
        cells=[(heading, count(number)) for heading, number in cell.get("cells", ())],
        address=_address(cell, figure, rows.layouts),
        corrections=rows.corrections.get(cell["id"], []),
    )


def _address(cell: dict[str, Any], figure: CaseloadFigure | None, layouts: Layouts) -> str:
    """The cell of the workbook, while the row still comes from where the score took it."""
    if figure is None or (figure.sheet, figure.row) != (cell["sheet"], cell["row"]):
        return ""
    return cell_of(layouts, figure, "resolved")


def _figure_ids(lines: Iterable[dict[str, Any]]) -> list[int]:
    cells = (line["caseload"][end] for line in lines if line["caseload"] for end in ("upper", "lower"))
    return [cell["id"] for cell in cells if cell]


def _visible_figures(user: Asker, ids: Collection[int]) -> dict[int, CaseloadFigure]:
    """Caseload rows the asker may see, by id."""
    if not ids:
        return {}
    return {row.pk: row for row in rows_for(user, CaseloadFigure, "view").filter(pk__in=ids)}


def _lost(whole: Decimal | None, kept: Decimal | None) -> str:
    return "" if whole is None or kept is None or whole == kept else exact(whole - kept)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
