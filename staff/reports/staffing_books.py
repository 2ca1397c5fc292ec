"""The gap board and the pressure board as workbooks: same rows, same filters, same scope."""

import io
from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.writer import Value, write_table
from staff.rules.leaving import LeavingCause
from staff.selectors.pressure import Mean, Means, Measured, PressureBoard, PressureRow
from staff.selectors.pressure_shown import LEVEL_WORDS, rounded
from staff.selectors.staffing import Board, Figures


def staffing_workbook(board: Board, at: date, causes: Collection[LeavingCause]) -> bytes:
    """The gap board in the order of the tree, with the total below."""
    headings = [
        _("Unit code"),
        _("Unit"),
        _("Quota"),
        _("Present"),
        _("Vacant"),
        _("Seconded in"),
        _("Seconded out"),
        _("Leaving in 12 months"),
        _("of these: retirement"),
        _("of these: known end"),
    ]
    headings += [_("Terms ending in 12 months")] if LeavingCause.TERM in causes else []
    headings += [_("Contracts ending in 12 months")] if LeavingCause.CONTRACT in causes else []
    rows: list[list[Value]] = [[row.code, row.name, *_figures(row, causes)] for row in board.rows]
    rows.append([_("Total"), None, *_figures(board.total, causes)])
    return _packed(_("Staffing as at %(day)s") % {"day": show_date(at)}, headings, rows)


def pressure_workbook(board: PressureBoard, at: date) -> bytes:
    """The pressure board as it is sorted, with the means below; sums only where all units are in reach."""
    headings = [
        _("Unit code"),
        _("Unit"),
        _("Enforcement officers"),
        _("Cases to enforce (C7)"),
        _("Cases per officer"),
        _("Index of cases"),
        _("Money to enforce (đồng, C7)"),
        _("Money per officer (đồng)"),
        _("Index of money"),
        _("Vacant"),
        _("Pressure"),
    ]
    rows = [_pressure(row) for row in board.rows]
    rows += [_mean_row(_("Mean of %(name)s") % {"name": means.name}, means) for means in board.provinces]
    if board.nation is not None:
        rows.append(_mean_row(_("Mean of all units with figures"), board.nation))
    title = _("Pressure of work as at %(day)s, figures of %(period)s") % {
        "day": show_date(at),
        "period": board.period or "–",
    }
    return _packed(title, headings, rows)


def _figures(row: Figures, causes: Collection[LeavingCause]) -> list[Value]:
    counts: list[Value] = [row.quota, row.present, row.vacant, row.seconded_in, row.seconded_out]
    counts += [row.leaving_12_months, row.retiring, row.ending]
    counts += [row.terms_ending] if LeavingCause.TERM in causes else []
    counts += [row.contracts_ending] if LeavingCause.CONTRACT in causes else []
    return counts


def _pressure(row: PressureRow) -> list[Value]:
    vacant = None if row.gap is None else -row.gap
    figures = [*_measured(row.cases, 1), *_measured(row.money, 0)]
    return [row.code, row.name, row.officers, *figures, vacant, str(LEVEL_WORDS[row.level])]


def _measured(measured: Measured | None, places: int) -> list[Value]:
    if measured is None:
        return [None, None, None]
    each = None if measured.each is None else rounded(measured.each, places)
    return [measured.load.amount, each, None if measured.share is None else rounded(measured.share, 2)]


def _mean_row(name: str, means: Means) -> list[Value]:
    officers = means.cases.load.officers if means.cases.open else None
    return [None, name, officers, *_mean(means.cases, 1), *_mean(means.money, 0), None, None]


def _mean(mean: Mean, places: int) -> list[Value]:
    each = None if mean.load.each is None else rounded(mean.load.each, places)
    return [mean.load.amount if mean.open else None, each, None]


def _packed(title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    out = io.BytesIO()
    write_table(out, title, headings, rows)
    return out.getvalue()
