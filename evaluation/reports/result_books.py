"""The boards as workbooks: every column of every line; money in whole đồng, rates in per cent."""

import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from evaluation.enums import Ending, Measure
from evaluation.reports.result_charts import step_name
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import CODES, COLUMNS, PLACES, change, rounded
from evaluation.selectors.results.board import Board, Side, UnitLine
from evaluation.selectors.results.shown import LABELS
from evaluation.selectors.results.special import SPECIAL_COLUMNS, SpecialBoard, SpecialLine
from evaluation.selectors.results.trend import Trend
from hrm.kernel.numbers import rate
from hrm.kernel.workbook.writer import Value, write_tables
from staff.selectors.tree import Node

Sheet = tuple[str, str, list[str], Iterable[list[Value]]]


def packed(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as one file."""
    out = io.BytesIO()
    write_tables(out, sheets)
    return out.getvalue()


def board_workbook(board: Board, unit: Node | None) -> bytes:
    """One sheet a measure: the chosen unit first, then the units below, each with its comparison."""
    return packed(board_sheet(board, measure, unit) for measure in Measure)


def board_sheet(board: Board, measure: Measure, unit: Node | None) -> Sheet:
    """Every column of every line of one measure."""
    lines = [board.top, *board.lines]
    title = _("Results, %(measure)s, %(period)s, %(unit)s") % {
        "measure": str(measure.label).lower(),
        "period": board.month.title,
        "unit": unit.name if unit else _("My own results"),
    }
    rows = [row for line in lines if (row := _board_row(line, measure))]
    return str(measure.label), title, _board_headings(measure), rows


def _board_headings(measure: Measure) -> list[str]:
    unit = " (đồng)" if measure == Measure.MONEY else ""
    return [
        _("Unit code"),
        _("Unit"),
        _("Enforcement officers"),
        *(f"{CODES[name]} {LABELS[name]}{unit}" for name in COLUMNS),
        _("Rate resolved (C12/C8, %)"),
        _("Target (%)"),
        _("Target of"),
        _("Against target (points)"),
        _("Rate last year (%)"),
        _("Against last year (points)"),
        _("Resolved against last year (%)"),
        _("Place in the ranking"),
        _("Executable (C8/C7, %)"),
        "C17 − C1",
        _("To enforce per enforcement officer (C7)"),
    ]


def _board_row(line: UnitLine, measure: Measure) -> list[Value] | None:
    side = line.money if measure == Measure.MONEY else line.cases
    if side is None:
        return None
    name = f"{line.name} ({_('the unit itself')})" if line.itself else line.name
    return [line.code, name, line.officers, *(side.now.column(c) for c in COLUMNS), *_compared(side)]


def _compared(side: Side) -> list[Value]:
    before = side.before
    return [
        rounded(side.now.resolved_rate.percent),
        side.target.percent if side.target else None,
        (side.target.source or _("own")) if side.target else None,
        rounded(side.over),
        rounded(before.resolved_rate.percent) if before else None,
        rounded(side.gained),
        change(before.figures.resolved, side.now.figures.resolved) if before else None,
        side.rank.place if side.rank else None,
        rounded(side.now.executable_rate.percent),
        side.now.carried_change,
        rounded(side.each),
    ]


def trend_workbook(trend: Trend) -> bytes:
    """One sheet a measure: a row for each month reported, cumulative, then what the step added."""
    return packed(_trend_sheet(trend, measure) for measure in Measure)


def _trend_sheet(trend: Trend, measure: Measure) -> Sheet:
    title = _("By month, %(measure)s, statistical year %(year)s") % {
        "measure": str(measure.label).lower(),
        "year": trend.year,
    }
    headings = [
        _("Period"),
        *(f"{CODES[name]} {LABELS[name]}" for name in COLUMNS),
        _("Rate resolved (C12/C8, %)"),
        _("Step (months)"),
        _("Newly accepted in the step"),
        _("Resolved in the step"),
    ]
    rows: list[list[Value]] = [
        [
            found.month.title,
            *(found.now.column(name) for name in COLUMNS),
            rounded(found.now.resolved_rate.percent),
            step_name(found),
            found.step.figures.accepted,
            found.step.figures.resolved,
        ]
        for found in trend.of(measure)
    ]
    return str(measure.label), title, headings, rows


def special_workbook(board: SpecialBoard, month: StatMonth) -> bytes:
    """Special kinds on one sheet, reasons for ending on another."""
    return packed(special_sheets(board, month))


def special_sheets(board: SpecialBoard, month: StatMonth) -> Iterator[Sheet]:
    """Rows by unit, kind or reason, and measure."""
    lines = [board.top, *board.lines]
    yield (
        _("Special kinds"),
        _("Special kinds of case, %(period)s") % {"period": month.title},
        [
            _("Unit code"),
            _("Unit"),
            _("Special kind"),
            _("Measure"),
            *(f"{CODES[name]} {LABELS[name]}" for name in SPECIAL_COLUMNS),
            _("Rate resolved (C12/C8, %)"),
            _("Share of C7 (%)"),
        ],
        [row for line in lines for row in _kind_rows(line)],
    )
    yield (
        _("Reasons for ending"),
        _("Reasons for ending, %(period)s") % {"period": month.title},
        [_("Unit code"), _("Unit"), _("Reason for ending"), _("Measure"), _("Amount"), _("Share (%)")],
        [row for line in lines for row in _ending_rows(line)],
    )


def _kind_rows(line: SpecialLine) -> Iterator[list[Value]]:
    for found in line.kinds.values():
        yield [
            line.code,
            line.name,
            str(found.kind.label),
            str(found.measure.label),
            *(getattr(found, name) for name in SPECIAL_COLUMNS),
            rounded(found.rate.percent),
            rate(found.to_enforce, found.whole, PLACES) if found.whole else None,
        ]


def _ending_rows(line: SpecialLine) -> Iterator[list[Value]]:
    for (ending, measure), amount in line.endings.items():
        whole = line.ended(measure)
        share = rate(amount, whole, PLACES) if whole and ending != Ending.RETURNED else None
        yield [line.code, line.name, str(ending.label), str(measure.label), amount, share]
