"""The lists of the screens as workbooks: same rows, same filters, same scope."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date, show_partial
from hrm.kernel.workbook.writer import Value, write_table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def officers_workbook(postings: Iterable[Any], at: date) -> bytes:
    """The officer list; masked fields are not in it."""
    headings = [
        _("Personnel number"),
        _("Full name"),
        _("Date of birth"),
        _("Sex"),
        _("Unit code"),
        _("Unit"),
        _("Post"),
        _("Rank"),
        _("Engagement"),
        _("First day in the unit"),
    ]
    rows = [_officer(posting) for posting in postings]
    return _packed(_("Officers as at %(day)s") % {"day": show_date(at)}, headings, rows)


def _officer(posting: Any) -> list[Value]:
    officer = posting.officer
    return [
        officer.number,
        officer.full_name,
        show_partial(officer.birth_date, officer.birth_precision),
        officer.get_sex_display(),
        posting.unit.code,
        posting.unit.name,
        posting.post.name if posting.post else "",
        posting.rank_name or "",
        posting.get_engagement_display(),
        show_partial(posting.start, posting.start_precision),
    ]


def _packed(title: str, headings: list[str], rows: list[list[Value]]) -> bytes:
    out = io.BytesIO()
    write_table(out, title, headings, rows)
    return out.getvalue()
