"""One rule for every dated fact: the same start corrects, a later one follows on, an earlier one is refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, PartialDate, show_date
from staff.models import Dated
from staff.services.errors import DomainError
from staff.services.ledger import Ledger

R = TypeVar("R", bound=Dated)


@dataclass(frozen=True, slots=True)
class Edit:
    """One fact as it was and as it becomes, in words for a preview."""

    label: str
    old: str
    new: str


def put_dated(
    ledger: Ledger,
    rows: list[R],
    new: R,
    *,
    facts: Sequence[str],
    show: Callable[[R], str],
) -> Edit | None:
    """Enter a dated fact among the stored ones of its owner, which are in order of their start.

    A row with that very start takes over the new values of `facts`. A later start closes the row in
    force and opens a new one. A start before the latest row is a DomainError of the field "start".
    """
    same = next((row for row in rows if row.start == new.start), None)
    if same is not None:
        return _correct(ledger, same, new, facts, show)
    latest = rows[-1] if rows else None
    if latest is not None:
        if latest.start > new.start:
            raise DomainError(earlier(latest.start), "start")
        if latest.end is None or latest.end > new.start:
            ledger.change(latest, end=new.start)
    ledger.create(new)
    rows.append(new)
    return Edit(_label(new), shown(latest, show), shown(new, show))


def is_stated(start: PartialDate | None, rows: Sequence[R], same: Callable[[R], bool]) -> bool:
    """Whether a fact has to be entered: without a date of its own, the value in force repeats itself."""
    return start is not None or not rows or not same(rows[-1])


def move_start(ledger: Ledger, rows: Sequence[Dated], old: date, new: PartialDate) -> None:
    """Let rows that began on `old` begin on another day: they had no date of their own."""
    if any(old < row.start <= new.value for row in rows):
        raise DomainError(_("later facts of the record begin before that day"), "service_start")
    for row in rows:
        if row.start == old:
            ledger.change(row, start=new.value, start_precision=new.precision)


def end_rows(ledger: Ledger, rows: Sequence[Dated], day: date, *, instead_of: date | None) -> None:
    """Close what is open on `day`, or was closed on the day that `day` replaces."""
    for row in rows:
        if row.start >= day:
            raise DomainError(
                _("a fact of the record begins on %(start)s, not before %(day)s")
                % {"start": show_date(row.start), "day": show_date(day)},
                "end",
            )
        if row.end is None or row.end > day or row.end == instead_of:
            ledger.change(row, end=day)


def shown(row: R | None, show: Callable[[R], str]) -> str:
    """A dated fact in words, with its first day."""
    if row is None:
        return ""
    if row.start == ALWAYS:
        return show(row)
    return _("%(fact)s from %(day)s") % {"fact": show(row), "day": show_date(row.start)}


def label_of(model: type[Model], name: str) -> str:
    """What people call a column of a table."""
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _correct(ledger: Ledger, same: R, new: R, facts: Sequence[str], show: Callable[[R], str]) -> Edit | None:
    before = shown(same, show)
    values = {name: getattr(new, name) for name in (*facts, "start_precision")}
    if not ledger.change(same, **values):
        return None
    return Edit(_label(same), before, shown(same, show))


def earlier(stored: date) -> str:
    """Why a fact cannot begin before one that is stored."""
    message = _("earlier than what is stored, in force from %(day)s; expected that day or a later one")
    return message % {"day": show_date(stored)}


def _label(row: Dated) -> str:
    return str(row._meta.verbose_name)
