"""Checks caseload rows: identities I1 to I5, totals I8, progress I9, duplicates (domain of TT 05/2024)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from evaluation.enums import Initiative
from evaluation.imports.caseload_rows import KINDS, TOTAL, CaseloadSheet, Line, read_figures
from evaluation.imports.source import place, same_row
from evaluation.imports.specs import CASELOAD, FIGURES, heading
from evaluation.imports.titles import Counting
from evaluation.models import CaseloadFigure
from evaluation.rules.caseload import (
    COLUMN_CODES,
    COMPUTED,
    FIELDS,
    FORMULAS,
    Breach,
    Figures,
    add,
    check_identities,
    check_progress,
    check_total,
)
from evaluation.rules.periods import StatMonth
from hrm.kernel.numbers import group, show_decimal
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import TableRow

_RESOLVED: Final = "Giải quyết xong"
LABELS: Final = {
    code: heading(CASELOAD, name) if name != "resolved" else _RESOLVED for name, code in COLUMN_CODES.items()
}
_TWO_WAY: Final = "C7 = C8 + C15"


def check_sheet(reader: Reader, sheet: CaseloadSheet) -> None:
    """I1 to I5 row by row; the totals row and the old two-way split give warnings."""
    balances = True
    for line in sheet.lines:
        if line.figures is None or line.kind == TOTAL:
            continue
        for breach in check_identities(line.figures, line.measure):
            balances &= breach.rule != "I3"
            reader.error(line.cell(breach.field), _broken(breach, line.counting, sheet))
    if sheet.is_two_way and balances:
        reader.warning(
            Cell(sheet.table.sheet, sheet.table.header_row, sheet.table.columns["not_executable"], None),
            _("there is no column “%(heading)s”: read as the old split into two classes, which balances")
            % {"heading": heading(CASELOAD, "suspended")},
        )
    _compare_totals(reader, sheet)


def check_duplicates(reader: Reader, lines: Iterable[Line]) -> None:
    """One row per officer, measure and kind in a file."""
    found: dict[object, Cell] = {}
    for line in lines:
        cell = line.row.cell("number")
        first = same_row(found, line.key, cell)
        if first:
            message = _("the officer already has a row of this kind (%(place)s); keep one of them")
            reader.error(cell, message % {"place": place(first)})


def check_sums(reader: Reader, lines: Iterable[Line]) -> None:
    """I8: an officer's row “Tổng số” is the sum of the kinds."""
    by_officer: dict[tuple[int, str], list[Line]] = defaultdict(list)
    for line in lines:
        by_officer[line.member.officer_id, line.measure].append(line)
    for rows in by_officer.values():
        if all(row.figures for row in rows):
            _check_sum(reader, rows)


def check_months(reader: Reader, lines: Iterable[Line], month: StatMonth) -> None:
    """I9 against the nearest earlier and the nearest later month of the same statistical year."""
    stored: dict[tuple[int, str, str], list[CaseloadFigure]] = defaultdict(list)
    for row in CaseloadFigure.objects.filter(year=month.year).exclude(months=month.months).order_by("months"):
        stored[row.officer_id, row.measure, row.initiative].append(row)
    for line in lines:
        if line.figures is None or line.kind == TOTAL:
            continue
        others = stored.get(line.key, [])
        earlier = [row for row in others if row.months < month.months][-1:]
        later = [row for row in others if row.months > month.months][:1]
        for other in [*earlier, *later]:
            _check_neighbour(reader, line, line.figures, other, comes_after=other.months > month.months)


def figures_of(row: CaseloadFigure) -> Figures:
    """The figures of a stored row."""
    return Figures(**{name: getattr(row, name) for name in FIELDS})


def shown(number: int, counting: Counting) -> str:
    """A figure in the unit of its sheet."""
    if counting.money != "nghìn đồng":
        return group(number)
    thousands = Decimal(number) / 1000
    return show_decimal(thousands, 0 if number % 1000 == 0 else 3)


def explained(formula: str) -> str:
    """A formula with the headings of its columns: C3 → Tổng số thụ lý (C3)."""
    return re.sub(r"C\d+", lambda code: f"{LABELS[code[0]]} ({code[0]})", formula)


def _broken(breach: Breach, counting: Counting, sheet: CaseloadSheet) -> str:
    formula = _TWO_WAY if breach.rule == "I3" and sheet.is_two_way else FORMULAS[breach.rule]
    details = _details(breach, counting) | {"formula": explained(formula)}
    if breach.found < 0:
        return _("%(rule)s: %(formula)s; %(column)s comes out as %(found)s, expected 0 or more") % details
    return _("%(rule)s: %(formula)s; the cell says %(found)s, computed %(expected)s") % details


def _details(breach: Breach, counting: Counting) -> dict[str, str]:
    return {
        "rule": breach.rule,
        "column": explained(COLUMN_CODES[breach.field]),
        "found": shown(breach.found, counting),
        "expected": shown(breach.expected, counting),
    }


def _check_sum(reader: Reader, rows: Sequence[Line]) -> None:
    parts = [row.figures for row in rows if row.kind != TOTAL and row.figures]
    totals = [(row, row.figures) for row in rows if row.kind == TOTAL and row.figures]
    for total, figures in totals:
        for breach in _written(check_total(parts, figures), total):
            message = _(
                "I8: Tổng số = Chủ động + Theo yêu cầu; %(column)s: the cell says %(found)s, computed %(expected)s"
            )
            reader.error(total.cell(breach.field), message % _details(breach, total.counting))


def _written(breaches: Iterable[Breach], line: Line) -> list[Breach]:
    """Without the figures computed for this row: they only repeat what is said of their parts."""
    return [b for b in breaches if b.field not in COMPUTED or line.row.has_column(b.field)]


def _check_neighbour(
    reader: Reader, line: Line, figures: Figures, other: CaseloadFigure, *, comes_after: bool
) -> None:
    neighbour = figures_of(other)
    earlier, later = (figures, neighbour) if comes_after else (neighbour, figures)
    reason = line.note or (other.note if comes_after else "")
    for breach in _written(check_progress(earlier, later), line):
        fault = _regress(breach, line, StatMonth(other.year, other.months), comes_after=comes_after)
        if reason:
            given = _("reason given: %(reason)s") % {"reason": reason}
            reader.warning(line.cell(breach.field), f"{fault}; {given}")
        else:
            remedy = _("if cases changed hands, give the reason in “Ghi chú”")
            reader.error(line.cell(breach.field), f"{fault}; {remedy}")


def _regress(breach: Breach, line: Line, other: StatMonth, *, comes_after: bool) -> str:
    here, there = (breach.expected, breach.found) if comes_after else (breach.found, breach.expected)
    details = {
        "column": explained(COLUMN_CODES[breach.field]),
        "here": shown(here, line.counting),
        "there": shown(there, line.counting),
        "month": other.title,
    }
    if breach.field == "brought_forward":
        message = _(
            "I9: %(column)s stays equal within a statistical year; here %(here)s, in %(month)s %(there)s"
        )
    else:
        message = _(
            "I9: %(column)s is cumulative and never falls within a statistical year; "
            "here %(here)s, in %(month)s %(there)s"
        )
    return message % details


def _compare_totals(reader: Reader, sheet: CaseloadSheet) -> None:
    """The totals row below the table against the sum; kinds only, so that “Tổng số” counts once."""
    row = sheet.table.totals
    if row is None or not sheet.is_complete:
        return
    quiet = Reader(reader.file_name)
    total = read_figures(quiet, row, sheet.counting)
    if total is None:
        return
    kinds = _kinds_of(row)
    expected = add(line.figures for line in sheet.lines if line.figures and line.kind in kinds)
    for column in FIGURES:
        cell = row.cell(column.key)
        figures = getattr(total, column.key), getattr(expected, column.key)
        if not cell.is_empty and figures[0] != figures[1]:
            breach = Breach("", column.key, figures[1], figures[0])
            message = _("totals row: %(column)s says %(found)s, the rows add up to %(expected)s")
            reader.warning(cell, message % _details(breach, sheet.counting))


def _kinds_of(totals: TableRow) -> set[str]:
    kind = KINDS.get(fold(totals.cell("initiative").shown))
    return {kind} if kind else {kind.value for kind in Initiative}
