"""The verbs of the unit tree: open, close, give a quota, reorganise."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate
from staff.enums import PostingKind
from staff.models import Posting, Unit, UnitCharge, User
from staff.services.errors import DomainError
from staff.services.ledger import Ledger
from staff.services.unit_book import (
    UnitBook,
    add_unit,
    correct_unit,
    end_unit,
    link_units,
    load_units,
    not_open,
    put_quota,
)


@transaction.atomic
def open_unit(
    *,
    actor: User | None,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None = None,
    start: PartialDate | None = None,
) -> Unit:
    """Open a unit from a day on; without one it has always been there."""
    book, ledger = load_units(), Ledger(actor)
    if code in book.units:
        raise DomainError(_("unit code “%(code)s” is taken") % {"code": code}, "code")
    unit = add_unit(book, ledger, code=code, name=name, kind=kind, start=start)
    if parent is not None:
        correct_unit(ledger, unit, parent=parent)
    ledger.write()
    return unit


@transaction.atomic
def close_unit(*, actor: User | None, unit: Unit, day: date) -> Unit:
    """Close a unit on `day`, the first day it is no longer open; nobody may still be at home there."""
    book, ledger = load_units(), Ledger(actor)
    closed = _close(book, ledger, book.units[unit.code], day)
    ledger.write()
    return closed


@transaction.atomic
def set_quota(
    *, actor: User | None, unit: Unit, seats: int, start: PartialDate | None = None, decision: str = ""
) -> None:
    """Give the unit itself (sub-units apart) so many seats from a day on."""
    book, ledger = load_units(), Ledger(actor)
    put_quota(book, ledger, book.units[unit.code], seats=seats, start=start, decision=decision)
    ledger.write()


@transaction.atomic
def reorganise(
    *, actor: User | None, successor: Unit, predecessors: Sequence[Unit], decision: str = ""
) -> None:
    """Let the predecessors close on the successor's opening day, and remember who followed whom."""
    book, ledger = load_units(), Ledger(actor)
    heir = book.units[successor.code]
    for unit in predecessors:
        before = book.units[unit.code]
        link_units(book, ledger, predecessor=before, successor=heir, decision=decision)
        if before.end is None:
            _close(book, ledger, before, heir.start)
    ledger.write()


def outlasting(units: Sequence[Unit], day: date) -> list[Posting]:
    """Postings in the units that are open on `day` or later, with their officer."""
    rows = Posting.objects.filter(unit__in=units).select_related("officer", "unit").order_by("officer")
    return [row for row in rows if row.end is None or row.end > day]


def outlasting_charges(units: Sequence[Unit], day: date) -> list[UnitCharge]:
    """Charges of the units that are open on `day` or later."""
    rows = UnitCharge.objects.filter(unit__in=units).select_related("unit")
    return [row for row in rows if row.end is None or row.end > day]


def still_there(people: Sequence[str]) -> str:
    """Why a unit cannot close: some of those who still serve in it, by name."""
    names = ", ".join(people[:10]) + (" …" if len(people) > 10 else "")
    return _("people still serve in the unit after it closes: %(names)s") % {"names": names}


def _close(book: UnitBook, ledger: Ledger, unit: Unit, day: date) -> Unit:
    end_unit(book, ledger, unit, day)
    postings = outlasting([unit], day)
    staying = [str(row.officer) for row in postings if row.kind == PostingKind.PRIMARY]
    if staying:
        raise DomainError(still_there(staying), "end")
    for posting in postings:
        end_with_unit(ledger, posting, day)
    for charge in outlasting_charges([unit], day):
        end_with_unit(ledger, charge, day)
    return unit


def end_with_unit(ledger: Ledger, row: Posting | UnitCharge, day: date) -> None:
    """End a loan to a unit or a charge of it on the day the unit closes."""
    if row.start >= day:
        raise DomainError(not_open(row.unit, row.start), "end")
    ledger.change(row, end=day)
