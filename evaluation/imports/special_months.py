"""I9 for special kinds and reasons for ending: what is cumulative never falls within a statistical year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from evaluation.imports.closed_books import key_cells
from evaluation.imports.source import Source
from evaluation.models import EndingFigure, SpecialFigure
from evaluation.rules.books import SPECIAL_FLOWS, fell
from evaluation.rules.periods import StatMonth
from evaluation.services.books.monthly import KEYS, MonthlyModel
from evaluation.services.merging import Wanted
from hrm.kernel.numbers import group
from hrm.kernel.workbook.book import Cell

_FLOWS: Final[dict[MonthlyModel, Sequence[str]]] = {SpecialFigure: SPECIAL_FLOWS, EndingFigure: ("amount",)}


def check_progress(
    workbook: Source, month: StatMonth, plans: Mapping[MonthlyModel, Sequence[Wanted]]
) -> None:
    """Hold every row against the nearest months of the same year before and after; two queries.

    A fall needs its reason in “Ghi chú” of the later month, as in the main form.
    """
    places = _Places(workbook)
    for model, rows in plans.items():
        stored = _others(model, month) if rows else {}
        for wanted in rows:
            near = _Neighbours(stored.get(_key(model, wanted), []), month)
            for column in _FLOWS[model]:
                _check(workbook, places.cell(wanted, column), wanted, column, near)


class _Places:
    """Where the figures of a row stand."""

    def __init__(self, workbook: Source) -> None:
        self._rows = {(row.sheet, row.number): row for table in workbook.tables for row in table.rows}
        self._keys = key_cells(workbook)

    def cell(self, wanted: Wanted, column: str) -> Cell:
        """The cell of a column; of the key where the sheet has no such column."""
        row = self._rows[wanted.sheet, wanted.row]
        name = wanted.identity["measure"] if column == "amount" else column
        return row.cell(name) if row.has_column(name) else self._keys[wanted.sheet, wanted.row]


class _Neighbours:
    """The nearest stored months before and after."""

    def __init__(self, rows: Sequence[Any], month: StatMonth) -> None:
        self.earlier = next((row for row in reversed(rows) if row.months < month.months), None)
        self.later = next((row for row in rows if row.months > month.months), None)

    def falls(self, column: str, now: int) -> Iterator[tuple[Any, bool]]:
        """Months against which a figure falls, each with whether it is the later one."""
        before, after = self.earlier, self.later
        since, then = fell(
            getattr(before, column) if before else None, now, getattr(after, column) if after else None
        )
        if since:
            yield before, False
        if then:
            yield after, True


def _check(workbook: Source, cell: Cell, wanted: Wanted, column: str, near: _Neighbours) -> None:
    for other, comes_after in near.falls(column, wanted.values[column]):
        fault = _fault(wanted, column, other)
        reason = wanted.values.get("note", "") or (other.note if comes_after else "")
        if reason:
            given = _("reason given: %(reason)s") % {"reason": reason}
            workbook.reader.warning(cell, f"{fault}; {given}")
        else:
            remedy = _("if cases changed hands, give the reason in “Ghi chú”")
            workbook.reader.error(cell, f"{fault}; {remedy}")


def _fault(wanted: Wanted, column: str, other: Any) -> str:
    message = _(
        "I9: %(column)s is cumulative and never falls within a statistical year; "
        "here %(here)s, in %(month)s %(there)s"
    )
    named = str(other.get_ending_display()) if column == "amount" else "Giải quyết xong (C12)"
    return message % {
        "column": named,
        "here": group(wanted.values[column]),
        "there": group(getattr(other, column)),
        "month": StatMonth(other.year, other.months).title,
    }


def _others(model: MonthlyModel, month: StatMonth) -> dict[tuple[Any, ...], list[Any]]:
    found: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in model.objects.filter(year=month.year).exclude(months=month.months).order_by("months"):
        found[tuple(getattr(row, name) for name in KEYS[model])].append(row)
    return found


def _key(model: MonthlyModel, wanted: Wanted) -> tuple[Any, ...]:
    return tuple(wanted.identity[name] for name in KEYS[model])
