"""`manage.py staffing`: quota, present, vacant, secondments and who leaves, unit by unit."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from hrm.kernel.workbook.writer import Value
from staff.management.reporting import FiguresCommand, figures_table
from staff.selectors.staffing import Figures, staffing, staffing_board

_INDENT: Final = "  "


class Command(FiguresCommand):
    """The staffing gap as at a day; figures of each unit's subtree."""

    help = "Staffing gap as at a day: one row per open unit, figures of its subtree."
    columns: Sequence[str] = (
        "unit",
        "name",
        "quota",
        "present",
        "vacant",
        "seconded_in",
        "seconded_out",
        "leaving_12_months",
    )

    def rows(self, at: date, roots: set[int] | None) -> list[list[Value]]:
        """By unit code."""
        return [[row.code, row.name, *_figures(row)] for row in staffing(at, roots)]

    def table(self, at: date, roots: set[int] | None) -> str:
        """In the order of the tree, with the total of all units asked for."""
        board = staffing_board(at, roots)
        lines = [[row.code, _INDENT * row.depth + row.name, *_shown(row)] for row in board.rows]
        total = [_("Total"), "", *_shown(board.total)]
        title = _("Staffing as at %(day)s") % {"day": show_date(at)}
        return f"{title}\n\n{figures_table(_headings(), [*lines, total], texts=2)}"


def _headings() -> list[str]:
    return [
        _("Code"),
        _("Unit"),
        _("Quota"),
        _("Present"),
        _("Vacant"),
        _("Seconded in"),
        _("Seconded out"),
        _("Leaving in 12 months"),
    ]


def _figures(row: Figures) -> list[int | None]:
    return [row.quota, row.present, row.vacant, row.seconded_in, row.seconded_out, row.leaving_12_months]


def _shown(row: Figures) -> list[str]:
    return ["–" if value is None else group(value) for value in _figures(row)]
