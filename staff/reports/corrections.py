"""The list of proposed corrections as a workbook; what was proposed, a personal fact, is not in it."""

import io
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.writer import Value, write_table
from staff.selectors.corrections import part_label
from staff.selectors.officers import name_of


def corrections_workbook(rows: Iterable[Any]) -> bytes:
    """Who proposed to correct what, when, and what came of it."""
    headings = [
        _("Asked on"),
        _("Personnel number"),
        _("Full name"),
        _("Unit"),
        _("Part of the record"),
        _("State"),
        _("Decided by"),
        _("Decided on"),
    ]
    out = io.BytesIO()
    write_table(out, _("Proposed corrections"), headings, [_row(each) for each in rows])
    return out.getvalue()


def _row(request: Any) -> list[Value]:
    return [
        show_date(timezone.localdate(request.asked_at)),
        request.officer.number,
        request.officer.full_name,
        request.home_unit or "",
        part_label(request.target),
        request.get_state_display(),
        name_of(request.decided_by) if request.decided_by else "",
        show_date(timezone.localdate(request.decided_at)) if request.decided_at else "",
    ]
