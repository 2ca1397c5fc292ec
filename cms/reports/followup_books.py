"""The board of tasks as a workbook: rates with numerator and denominator in columns of their own."""

import io

from django.utils.translation import gettext as _

from cms.rules.followup import Tally, percent_of
from cms.selectors.followup_boards import Board
from hrm.kernel.workbook.writer import Value, write_table


def units_workbook(board: Board) -> bytes:
    """A row for each unit and one for all of them."""
    columns = [
        _("Unit"),
        _("Tasks given"),
        _("In hand"),
        _("Overdue"),
        _("Done in time"),
        _("Done late"),
        _("Done"),
        _("Done of given (%)"),
        _("In time of done (%)"),
    ]
    rows = [[line.name, *_figures(line.tally)] for line in board.lines]
    out = io.BytesIO()
    write_table(out, _("Tasks by unit"), columns, [*rows, [_("All units"), *_figures(board.total)]])
    return out.getvalue()


def _figures(tally: Tally) -> list[Value]:
    counted: list[Value] = [tally.given, tally.open, tally.overdue, tally.in_time, tally.late, tally.done]
    return [*counted, percent_of(tally.done, tally.given), percent_of(tally.in_time, tally.done)]
