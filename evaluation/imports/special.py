"""Brings in special kinds and reasons for ending of units (workbooks, “Án đặc thù và lý do kết thúc”)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from django.utils.translation import gettext as _

from evaluation.enums import Ending, Initiative, Measure, SpecialKind
from evaluation.imports.books_reading import (
    MEASURES,
    MEASURES_EXPECTED,
    Units,
    money_unit,
    one_month,
    read_measured,
    read_note,
    read_unit,
    subject_of,
    units_of,
)
from evaluation.imports.books_specs import ENDINGS, SPECIAL
from evaluation.imports.closed_books import refuse_in_closed_books
from evaluation.imports.outcome import planned, refused, run_of, settled
from evaluation.imports.source import Source, place, read_source, same_row
from evaluation.imports.special_months import check_progress
from evaluation.imports.specs import heading
from evaluation.imports.titles import TitleError, counting_of
from evaluation.models import EndingFigure, SpecialFigure
from evaluation.rules.books import SPECIAL_COLUMNS, special_faults
from evaluation.rules.periods import StatMonth
from evaluation.services.books.monthly import MonthlyModel, plan_monthly, store_monthly
from evaluation.services.layouts import keep_layouts
from evaluation.services.merging import Wanted
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import MoneyUnit, Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.report import ImportReport
from staff.models import ImportRun, Unit, User

T = TypeVar("T")

KIND: Final = "special"
KINDS: Final = {fold(kind.label): kind for kind in SpecialKind} | {
    "tin dung": SpecialKind.CREDIT,
    "tin dung ngan hang": SpecialKind.CREDIT,
    "tham nhung": SpecialKind.CORRUPTION,
    "tham nhung kinh te": SpecialKind.CORRUPTION,
    "thu ngan sach": SpecialKind.BUDGET,
    "thu ngan sach nha nuoc": SpecialKind.BUDGET,
    "pham nhan": SpecialKind.PRISONERS,
    "trong diem": SpecialKind.KEY,
    "vu viec trong diem": SpecialKind.KEY,
}
ENDINGS_BY_NAME: Final = {fold(ending.label): ending for ending in Ending} | {
    "dinh chi": Ending.TERMINATED,
    "gui lai yeu cau": Ending.RETURNED,
    "ket thuc do gui lai yeu cau": Ending.RETURNED,
    "giam": Ending.REDUCED,
    "mien, giam": Ending.REDUCED,
    "uy thac": Ending.ENTRUSTED,
    "thu hoi, huy": Ending.WITHDRAWN,
}
_INITIATIVES: Final = {fold(kind.label): kind for kind in Initiative}
_EXPECTED: Final = {
    "kind": "; ".join(str(kind.label) for kind in SpecialKind),
    "ending": "; ".join(str(ending.label) for ending in Ending),
    "initiative": "; ".join(str(kind.label) for kind in Initiative),
}


@dataclass
class _Found:
    """Rows of both sheets as read, and where each stood first."""

    month: StatMonth
    units: Units
    special: list[Wanted] = field(default_factory=list)
    endings: list[Wanted] = field(default_factory=list)
    seen: dict[object, Cell] = field(default_factory=dict)


def import_special(
    source: Path | BinaryIO,
    *,
    name: str,
    actor: User | None,
    dry_run: bool = False,
    run: ImportRun | None = None,
) -> ImportReport:
    """Check a workbook of special kinds and reasons for ending and, without errors, store its month."""
    if actor is not None:
        require(actor, SpecialFigure, "import")
    workbook = read_source(source, name, [SPECIAL, ENDINGS])
    month = one_month(workbook)

    def bring() -> ImportReport:
        plans = read_beside(workbook, month, actor) if month else {}
        if month is None or workbook.is_refused:
            return refused(workbook)
        merges = [plan_monthly(model=model, month=month, rows=rows) for model, rows in plans.items()]
        for merge in merges:
            refuse_in_closed_books(workbook, merge, month)
        if workbook.is_refused:
            return refused(workbook)
        report = planned(workbook, merges)
        if not dry_run:
            log = run or run_of(source, kind=KIND, name=name, actor=actor, report=report)
            for model, rows in plans.items():
                store_monthly(model=model, month=month, rows=rows, run=log, actor=actor)
            keep_layouts(run=log, columns=workbook.letters())
            report.applied = True
        return report

    return settled(workbook, bring)


def read_beside(workbook: Source, month: StatMonth, actor: User | None) -> dict[MonthlyModel, list[Wanted]]:
    """The rows of both sheets for a month, in reach; what is wrong with them (I4, I5, I9) is noted."""
    found = _read(workbook, month, unit_ids_for(actor, ReachCode.MANAGE_CASELOAD) if actor else None)
    plans: dict[MonthlyModel, list[Wanted]] = {SpecialFigure: found.special, EndingFigure: found.endings}
    if not workbook.is_refused:
        check_progress(workbook, month, plans)
    return plans


def _read(workbook: Source, month: StatMonth, reach: Collection[int] | None) -> _Found:
    found = _Found(month, units_of(month, reach))
    for table in workbook.tables:
        money = money_unit(workbook, table)
        if table.spec is SPECIAL:
            _read_special(workbook, table, money, found)
        else:
            for row in table.rows:
                found.endings += _ending(workbook.reader, row, money, found)
    return found


def _read_special(workbook: Source, table: Table, money: MoneyUnit, found: _Found) -> None:
    """The column “Đại lượng” says what a row counts; without it the title row or the sheet's name does."""
    counted: Measure | None = None
    if "measure" not in table.columns:
        try:
            counted = counting_of(table.title_rows, table.sheet).measure
        except TitleError as refusal:
            message = _(
                "cannot tell cases from money; expected a column “Đại lượng”, a title row “Đơn vị tính: việc” "
                "or “Đơn vị tính: nghìn đồng”, or a sheet named Việc or Tiền"
            )
            workbook.reader.error(workbook.title_cell(table, refusal.title), message)
            return
    for row in table.rows:
        wanted = _special(workbook.reader, row, counted, money, found)
        if wanted:
            found.special.append(wanted)


def _special(
    reader: Reader, row: TableRow, counted: Measure | None, money: MoneyUnit, found: _Found
) -> Wanted | None:
    before = len(reader.errors)
    unit = read_unit(reader, row, found.units)
    cell = row.cell("kind")
    kind = reader.required(cell, reader.choice(cell, KINDS, _EXPECTED["kind"]), heading(SPECIAL, "kind"))
    measure = counted or _measure(reader, row.cell("measure"))
    if measure is None or kind is None or unit is None:
        return None
    figures = _figures(reader, row, measure, money)
    _once(reader, row.cell("unit"), (unit.pk, kind, measure), found)
    if len(reader.errors) > before:
        return None
    identity = {"kind": kind.value, "measure": measure.value}
    values = figures | read_note(reader, row)
    return _wanted(unit, row, identity, values, (kind.label, measure.label), found.month)


def _measure(reader: Reader, cell: Cell) -> Measure | None:
    found = reader.choice(cell, MEASURES, MEASURES_EXPECTED)
    return reader.required(cell, found, heading(SPECIAL, "measure"))


def _figures(reader: Reader, row: TableRow, measure: Measure, money: MoneyUnit) -> dict[str, int]:
    """C7, C8, C12, C17 of a row; an absent C17 is computed."""
    read = {name: read_measured(reader, row.cell(name), measure, money) or 0 for name in SPECIAL_COLUMNS}
    if not row.has_column("carried_forward"):
        read["carried_forward"] = read["to_enforce"] - read["resolved"]
    messages = {
        "executable": _("“Có điều kiện” (C8) cannot exceed “Tổng số phải thi hành” (C7)"),
        "resolved": _("“Giải quyết xong” (C12) cannot exceed “Có điều kiện” (C8)"),
        "carried_forward": _("I5: “Chuyển kỳ sau” (C17) = C7 − C12"),
    }
    for name in special_faults(read):
        cell = row.cell(name) if row.has_column(name) else row.cell("to_enforce")
        reader.error(cell, messages[name])
    return read


def _ending(reader: Reader, row: TableRow, money: MoneyUnit, found: _Found) -> list[Wanted]:
    """Up to two rows: cases and money of one reason and kind."""
    before = len(reader.errors)
    unit = read_unit(reader, row, found.units)
    ending = _choice(reader, row, "ending", ENDINGS_BY_NAME)
    initiative = _choice(reader, row, "initiative", _INITIATIVES)
    amounts = {
        measure: read_measured(reader, row.cell(measure.value), measure, money) or 0 for measure in Measure
    }
    if ending is Ending.REDUCED and amounts[Measure.CASES]:
        reader.error(row.cell("viec"), _("a reduction exists in money only (C11); expected 0 cases"))
    if unit is None or ending is None or initiative is None:
        return []
    _once(reader, row.cell("unit"), (unit.pk, ending, initiative), found)
    note = read_note(reader, row)
    if len(reader.errors) > before:
        return []
    identity = {"ending": ending.value, "initiative": initiative.value}
    return [
        _wanted(
            unit,
            row,
            {**identity, "measure": measure.value},
            {"amount": amount, **note},
            (ending.label, initiative.label, measure.label),
            found.month,
        )
        for measure, amount in amounts.items()
    ]


def _choice(reader: Reader, row: TableRow, key: str, values: dict[str, T]) -> T | None:
    cell = row.cell(key)
    return reader.required(cell, reader.choice(cell, values, _EXPECTED[key]), heading(ENDINGS, key))


def _once(reader: Reader, cell: Cell, key: object, found: _Found) -> None:
    first = same_row(found.seen, key, cell)
    if first:
        message = _("the unit already has such a row in %(place)s; keep one of them")
        reader.error(cell, message % {"place": place(first)})


def _wanted(
    unit: Unit,
    row: TableRow,
    identity: dict[str, str],
    values: Mapping[str, Any],
    words: tuple[object, ...],
    month: StatMonth,
) -> Wanted:
    whose = {"unit_id": unit.pk, "year": month.year, "months": month.months}
    return Wanted({**whose, **identity}, values, subject_of(unit, words, month), row.sheet, row.number)
