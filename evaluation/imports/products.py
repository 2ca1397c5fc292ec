"""Brings in the product catalogue (section 4 of the workbooks; article 13 of Decree 335/2025)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from evaluation.enums import ProductSource
from evaluation.imports.outcome import planned, refused, settled
from evaluation.imports.quantities import places_of, read_quantity
from evaluation.imports.source import Source, place, read_source, same_row
from evaluation.imports.specs import CATALOGUE, heading
from evaluation.imports.titles import Decision, TitleError, decision_of
from evaluation.models import Product
from evaluation.rules.catalogue import MOST_GROUPS, surplus_groups
from evaluation.services.catalogue import CatalogueMerge, overtaken_message, plan_catalogue, store_catalogue
from evaluation.services.merging import Wanted
from hrm.kernel.dates import show_date
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.access import require
from staff.imports.report import Change, ImportReport
from staff.models import User

KIND: Final = "products"
_POINTS: Final = places_of(Product, "points")
_COEFFICIENT: Final = places_of(Product, "coefficient")
_SOURCES: Final = {fold(source.label): source for source in ProductSource if source}
_SOURCES_EXPECTED: Final = ", ".join(f"“{source.label}”" for source in ProductSource if source)
_LENGTHS: Final = {
    "task": 300,
    "product": 300,
    "output": 300,
    "group": 40,
    "point_range": 40,
    "department": 120,
    "note": 500,
}


@dataclass(frozen=True)
class _Line:
    """One product as read, with its row for messages."""

    wanted: Wanted
    row: TableRow


def import_products(
    source: Path | BinaryIO, *, name: str, actor: User | None, dry_run: bool = False
) -> ImportReport:
    """Check a catalogue and, without errors, store it; the verb decides, the catalogue is everyone's."""
    if actor is not None:
        require(actor, Product, "import")
    workbook = read_source(source, name, [CATALOGUE])
    lines = [line for table in workbook.tables for line in _lines(workbook, table)]
    _check_duplicates(workbook.reader, lines)

    def bring() -> ImportReport:
        rows = [line.wanted for line in lines]
        merge = plan_catalogue(rows=rows)
        _check_catalogue(workbook.reader, lines, merge)
        if workbook.is_refused:
            return refused(workbook)
        report = planned(workbook, [merge.rows])
        report.changes += _closings(merge)
        if not dry_run:
            store_catalogue(rows=rows, actor=actor)
            report.applied = True
        return report

    return settled(workbook, bring)


def _closings(merge: CatalogueMerge) -> list[Change]:
    """The preview of versions that a later decision ends."""
    return [
        Change("updated", f"{product.code} {product.name}", _("until (exclusive)"), "", show_date(end))
        for product, end in merge.closed
    ]


def _lines(workbook: Source, table: Table) -> list[_Line]:
    try:
        decision = decision_of(table.title_rows)
    except TitleError as refusal:
        message = _("the date of the decision does not exist; expected dd/mm/yyyy")
        workbook.reader.error(workbook.title_cell(table, refusal.title), message)
        return []
    found = (_line(workbook.reader, row, decision) for row in table.rows)
    return [line for line in found if line]


def _line(reader: Reader, row: TableRow, decision: Decision) -> _Line | None:
    before = len(reader.errors)
    code = reader.text(row.cell("code"), 40)
    texts = {key: reader.text(row.cell(key), longest) for key, longest in _LENGTHS.items()}
    reader.required(row.cell("product"), texts["product"], heading(CATALOGUE, "product"))
    coefficient = _coefficient(reader, row.cell("coefficient"))
    points = read_quantity(reader, row.cell("points"), _POINTS)
    source = reader.choice(row.cell("source"), _SOURCES, _SOURCES_EXPECTED)
    if len(reader.errors) > before:
        return None
    name = texts.pop("product")
    values = texts | {
        "name": name,
        "coefficient": coefficient,
        "points": points,
        "source": (source or ProductSource.MANUAL).value,
        "decision": decision.number,
    }
    identity = {"code": code, "start": decision.day}
    return _Line(Wanted(identity, values, _subject(code, name, decision), row.sheet, row.number), row)


def _subject(code: str, name: str, decision: Decision) -> str:
    day = show_date(decision.day)
    return f"{code} {name} · {day}" if day else f"{code} {name}"


def _coefficient(reader: Reader, cell: Cell) -> Decimal | None:
    """Above 0 (article 13.1.c converts every product to the standard one)."""
    value = reader.required(
        cell, read_quantity(reader, cell, _COEFFICIENT), heading(CATALOGUE, "coefficient")
    )
    if value == 0:
        reader.error(cell, _("the coefficient must be above 0, e.g. 1,5"))
    return value


def _check_duplicates(reader: Reader, lines: Iterable[_Line]) -> None:
    found: dict[object, Cell] = {}
    for line in lines:
        cell = line.row.cell("code")
        first = same_row(found, line.wanted.identity["code"], cell)
        if first:
            message = _("the code already stands in %(place)s; keep one of them")
            reader.error(cell, message % {"place": place(first)})


def _check_catalogue(reader: Reader, lines: list[_Line], merge: CatalogueMerge) -> None:
    cells = {(line.row.sheet, line.row.number): line.row.cell("code") for line in lines}
    for wanted, version in merge.overtaken:
        reader.error(cells[wanted.sheet, wanted.row], overtaken_message(version))
    _check_groups(reader, lines)


def _check_groups(reader: Reader, lines: list[_Line]) -> None:
    """At most five groups by complexity in a department, with those already in force (article 13.1.a)."""
    codes = {line.wanted.identity["code"] for line in lines}
    kept = (
        Product.objects.filter(end__isnull=True).exclude(group="").values_list("code", "department", "group")
    )
    in_force = [(department, group) for code, department, group in kept if code not in codes]
    named = [(line.wanted.values["department"], line.wanted.values["group"]) for line in lines]
    surplus = surplus_groups([*in_force, *named])
    for line, (department, group) in zip(lines, named, strict=True):
        if (fold(department), fold(group)) in surplus:
            message = _(
                "a catalogue has at most %(most)02d groups by complexity in a department "
                "(article 13.1.a of Decree 335/2025); “%(group)s” is one too many"
            )
            reader.error(line.row.cell("group"), message % {"most": MOST_GROUPS, "group": group})
