"""A list of a history as a workbook: same rows, filters and scope as the screen, masked fields masked."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, show_date, show_partial
from hrm.kernel.workbook.writer import Value, write_table
from staff.kinds import Kind
from staff.rules.masking import is_masked
from staff.selectors.chapters import state_on
from staff.selectors.facts import said, state_word
from staff.templatetags.figures import last_day


def facts_workbook(kind: Kind, rows: Iterable[Any], at: date, *, everything: bool) -> bytes:
    """One row for each entry; with the day of the list in the title."""
    heading = _("%(kind)s, everything recorded") if everything else _("%(kind)s as at %(day)s")
    title = heading % {"kind": kind.heading, "day": show_date(at)}
    out = io.BytesIO()
    write_table(out, title, _headings(kind), (_row(kind, row, at) for row in rows))
    return out.getvalue()


def _headings(kind: Kind) -> list[str]:
    fields = [capfirst(str(kind.model._meta.get_field(name).verbose_name)) for name in kind.fields]  # type: ignore[union-attr]
    return [
        _("Personnel number"),
        _("Full name"),
        *([] if kind.has_unit else [_("Home unit")]),
        *fields,
        _("From day"),
        _("To the end of"),
        _("Decision number"),
        _("Date of the decision"),
        _("Issued by"),
        _("Signed by"),
        _("State"),
    ]


def _row(kind: Kind, row: Any, at: date) -> list[Value]:
    words = said(kind, row)
    known = row.start_precision == "day" and row.start != ALWAYS
    return [
        row.officer.number,
        row.officer.full_name,
        *([] if kind.has_unit else [row.home_name or ""]),
        *(_value(kind, row, name, words.get(name, "")) for name in kind.fields),
        row.start if known else show_partial(row.start, row.start_precision),
        last_day(row.end),
        row.decision,
        row.decision_date,
        row.issuer,
        row.signer,
        state_word(state_on(row, at)),
    ]


def _value(kind: Kind, row: Any, name: str, words: str) -> Value:
    """Numbers and days as such where nothing is masked, else the words of the screen."""
    value = getattr(row, name)
    plain = isinstance(value, int | Decimal | date) and not isinstance(value, bool)
    if plain and not is_masked(str(kind.model._meta.model_name), name):
        number: Value = value
        return number
    return words
