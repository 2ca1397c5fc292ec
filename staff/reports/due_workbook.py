"""The list of due dates as a workbook: same rows, same filters, same scope."""

import io
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.writer import Value, write_table
from staff.selectors.due import HORIZON_LABELS, KIND_LABELS, STATE_LABELS, DueItem


def due_workbook(items: Iterable[DueItem], at: date) -> bytes:
    """One row a due date, in the order of the list."""
    headings = [
        _("Due on"),
        _("How near"),
        _("Kind of due date"),
        _("Full name"),
        _("Personnel number"),
        _("Unit code"),
        _("Unit"),
        _("What falls due"),
        _("How the day came about"),
        _("State"),
        _("What stands in the way"),
    ]
    out = io.BytesIO()
    title = _("Due dates as at %(day)s") % {"day": show_date(at)}
    write_table(out, title, headings, [_row(item) for item in items])
    return out.getvalue()


def _row(item: DueItem) -> list[Value]:
    return [
        item.due,
        str(HORIZON_LABELS[item.horizon]),
        str(KIND_LABELS[item.kind]),
        item.person.full_name,
        item.person.number,
        item.person.unit_code,
        item.person.unit_name,
        item.what,
        item.why,
        str(STATE_LABELS[item.state]),
        item.block,
    ]
