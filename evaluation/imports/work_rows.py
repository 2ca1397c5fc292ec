"""Reads rows of work given, leaders and general criteria (sections 5, 6 and 7 of the workbooks)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from evaluation.imports.quantities import places_of, read_amount, read_instances, read_quantity
from evaluation.imports.source import place, read_member, same_row
from evaluation.imports.specs import LEADERS, WORK, heading
from evaluation.models import GeneralPoint, Product, WorkItem
from evaluation.rules.criteria import BY_CODE, CRITERIA, check_points
from evaluation.rules.periods import ScoringPeriod
from evaluation.selectors.roster import Member, Roster
from evaluation.services.merging import Wanted
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import show_decimal
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import TableRow

QUANTITY: Final = places_of(WorkItem, "assigned")
_POINTS: Final = places_of(GeneralPoint, "confirmed_points")
_RATIOS: Final = (100, 50)
_LONGEST_GROUNDS: Final = 1000


@dataclass
class Desk:
    """What rows of one quarter are read against, and what stood in them so far."""

    quarter: ScoringPeriod
    roster: Roster
    products: Mapping[str, Product]
    seen: dict[object, Cell] = field(default_factory=dict)


RowReader = Callable[[Reader, TableRow, Desk], list[Wanted]]


def read_item(reader: Reader, row: TableRow, desk: Desk) -> list[Wanted]:
    """One product given to one officer."""
    before = len(reader.errors)
    member = read_member(reader, row, desk.roster)
    product = _product(reader, row.cell("product"), desk)
    unplanned = reader.flag(row.cell("unplanned"))
    values: dict[str, Any] = {
        "product": product,
        "assigned": _assigned(reader, row.cell("assigned"), unplanned=unplanned),
        "done": _done(reader, row.cell("done"), product),
        "failures": read_instances(reader, row.cell("failures")),
        "delays": read_instances(reader, row.cell("delays")),
        "objective": reader.flag(row.cell("objective")),
    }
    if member and product:
        _once(reader, row, desk, _item_key(member, product, unplanned=unplanned))
    if len(reader.errors) > before or member is None or product is None:
        return []
    return [_wanted(member, desk, row, values, f"{product.code} {product.name}", unplanned=unplanned)]


def read_leader(reader: Reader, row: TableRow, desk: Desk) -> list[Wanted]:
    """The two judged ratios of a leader (article 15.3, đ and e)."""
    before = len(reader.errors)
    member = read_member(reader, row, desk.roster)
    values = {key: _ratio(reader, row.cell(key), key) for key in ("organising", "unity")}
    grounds = reader.text(row.cell("grounds"), _LONGEST_GROUNDS)
    if member:
        _once(reader, row, desk, ("leader", member.officer_id))
        if not member.leads:
            message = _("the officer holds no leading post on %(day)s; only leaders take these criteria")
            reader.error(row.cell("number"), message % {"day": show_date(desk.roster.day)})
    if len(reader.errors) > before or member is None:
        return []
    return [_wanted(member, desk, row, {**values, "grounds": grounds}, _("leader's criteria"))]


def read_points(reader: Reader, row: TableRow, desk: Desk) -> list[Wanted]:
    """The ten lines of the general criteria as the scorer confirmed them (article 12.2)."""
    before = len(reader.errors)
    member = read_member(reader, row, desk.roster)
    points = {line.code: _line_points(reader, row.cell(line.code), line.code) for line in CRITERIA}
    if member:
        _once(reader, row, desk, ("points", member.officer_id))
    if len(reader.errors) > before or member is None:
        return []
    return [
        _wanted(member, desk, row, {"confirmed_points": given}, _("general criteria"), criterion=code)
        for code, given in points.items()
    ]


def _product(reader: Reader, cell: Cell, desk: Desk) -> Product | None:
    code = reader.required(cell, reader.text(cell), heading(WORK, "product"))
    if not code:
        return None
    product = desk.products.get(code)
    if product is None:
        message = _("the catalogue in force on %(day)s has no such product; import the catalogue first")
        reader.error(cell, message % {"day": show_date(desk.roster.day)})
    elif product.start > desk.roster.day and not same_row(desk.seen, ("late", code), cell):
        message = _("the catalogue with this product holds only from %(day)s; its coefficient is used")
        reader.warning(cell, message % {"day": show_date(product.start)})
    return product


def _assigned(reader: Reader, cell: Cell, *, unplanned: bool) -> Decimal | None:
    """Required, but work outside the plan was not assigned (article 18.1.d)."""
    value = read_amount(reader, cell, QUANTITY)
    if unplanned and cell.is_empty:
        return Decimal(0)
    return reader.required(cell, value, heading(WORK, "assigned"))


def _done(reader: Reader, cell: Cell, product: Product | None) -> Decimal | None:
    """Empty where the caseload feeds the product, required elsewhere."""
    value = read_amount(reader, cell, QUANTITY)
    if product is None:
        return value
    if not product.source:
        return reader.required(cell, value, heading(WORK, "done"))
    if not cell.is_empty:
        message = _("this product is counted from the caseload (%(source)s); leave the cell empty")
        reader.error(cell, message % {"source": product.get_source_display()})
    return None


def _item_key(member: Member, product: Product, *, unplanned: bool) -> object:
    # The caseload of a quarter counts once, planned or not.
    return "item", member.officer_id, product.code, unplanned and not product.source


def _ratio(reader: Reader, cell: Cell, key: str) -> int | None:
    before = len(reader.errors)
    value = reader.required(cell, reader.count(cell), heading(LEADERS, key))
    if len(reader.errors) == before and value not in _RATIOS:
        reader.error(cell, _("expected 100 or 50 (article 15.3 of Decree 335/2025)"))
    return value


def _line_points(reader: Reader, cell: Cell, code: str) -> Decimal | None:
    value = reader.required(cell, read_quantity(reader, cell, _POINTS), code)
    if value is not None and not check_points(code, value):
        message = _("line %(line)s takes 0 to %(most)s points")
        most = BY_CODE[code].maximum
        shown = show_decimal(most, 0 if most == int(most) else 1)
        reader.error(cell, message % {"line": code, "most": shown})
    return value


def _once(reader: Reader, row: TableRow, desk: Desk, key: object) -> None:
    cell = row.cell("number")
    first = same_row(desk.seen, key, cell)
    if first:
        message = _("the officer already has such a row in %(place)s; keep one of them")
        reader.error(cell, message % {"place": place(first)})


def _wanted(
    member: Member, desk: Desk, row: TableRow, values: Mapping[str, Any], what: str, **identity: Any
) -> Wanted:
    return Wanted(
        identity={"officer_id": member.officer_id, "period": desk.quarter.code, **identity},
        values={"unit": member.unit, **values},
        subject=f"{member.name} ({member.number}) · {what} · {desk.quarter.title}",
        sheet=row.sheet,
        row=row.number,
    )
