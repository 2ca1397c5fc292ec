"""The verbs of every history: record, correct, withdraw. One row at a time, with the decision behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate
from staff.kinds import Kind, kind_of
from staff.models import Decided, Officer, RecordFile, User
from staff.services.editing import require_unchanged
from staff.services.errors import DomainError
from staff.services.fact_book import FactBook
from staff.services.fact_entry import amend, enter, strike
from staff.services.ledger import Ledger


@dataclass(frozen=True)
class DecisionFacts:
    """The decision behind a change: number, date, who issued and signed it, its scan."""

    number: str = ""
    day: date | None = None
    issuer: str = ""
    signer: str = ""
    scan: RecordFile | None = None

    def values(self) -> dict[str, Any]:
        """As the columns of a row."""
        return {
            "decision": self.number,
            "decision_date": self.day,
            "issuer": self.issuer,
            "signer": self.signer,
            "scan": self.scan,
        }


NO_DECISION: Final = DecisionFacts()
# What the change history keeps of a reason.
LONGEST_NOTE: Final = 1_000


@transaction.atomic
def record_fact(
    *,
    actor: User | None,
    officer: Officer,
    kind: Kind,
    start: PartialDate,
    end: date | None = None,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
    **values: Any,
) -> Any:
    """Enter a fact into an officer's history and return its row.

    Where only one row of the kind may hold at a time, an open one before it is closed on `start`, and a
    fact before a known later one lasts until that. The same first day again corrects. DomainError when a
    rule forbids it, ReasonNeeded when a rule advises against it and `reason` is empty.
    A field of the row called `kind` is passed as `kind_`.
    """
    book, ledger = open_book(officer), Ledger(actor)
    new = new_row(kind, officer, start, end, decision, by_field(values))
    row = enter(book, ledger, kind, new, reason=reason)
    ledger.write()
    return row


@transaction.atomic
def correct_fact(
    *,
    actor: User | None,
    row: Decided,
    seen: int | None = None,
    start: PartialDate,
    end: date | None = None,
    decision: DecisionFacts = NO_DECISION,
    reason: str = "",
    **values: Any,
) -> Any:
    """Correct a stored fact: its days, its values, its decision. `seen`: see services.editing."""
    kind = kind_of(row)
    book, ledger = open_book(_owner(row)), Ledger(actor)
    stored = _in_book(book, kind, row)
    require_unchanged(row, seen)
    facts = by_field(values) | decision.values() | {"start_precision": start.precision}
    amend(book, ledger, kind, stored, start=start.value, end=end, values=facts, reason=reason)
    ledger.write()
    return stored


@transaction.atomic
def withdraw_fact(*, actor: User | None, row: Decided, seen: int | None = None, reason: str) -> None:
    """Take back a fact entered by mistake; why is kept in the change history."""
    if not reason.strip():
        raise DomainError(_("say why the entry is withdrawn"), "reason")
    if len(reason.strip()) > LONGEST_NOTE:
        raise DomainError(_("at most %(count)d characters") % {"count": LONGEST_NOTE}, "reason")
    kind = kind_of(row)
    book, ledger = open_book(_owner(row)), Ledger(actor)
    stored = _in_book(book, kind, row)
    require_unchanged(row, seen)
    strike(book, ledger, kind, stored, reason=reason.strip())
    ledger.write()


def by_field(values: dict[str, Any]) -> dict[str, Any]:
    """Values by the names of their fields, without the underscore that keeps arguments apart."""
    return {name.removesuffix("_"): value for name, value in values.items()}


def open_book(officer: Officer) -> FactBook:
    """The officer's histories, under a lock where the database has one."""
    return FactBook(Officer.objects.select_for_update().get(pk=officer.pk))


def _owner(row: Any) -> Officer:
    owner: Officer = row.officer
    return owner


def _in_book(book: FactBook, kind: Kind, row: Decided) -> Any:
    found = next((each for each in book.of(kind.slug) if each.pk == row.pk), None)
    if found is None:
        raise DomainError(_("the entry no longer exists: it was withdrawn meanwhile"))
    return found


def new_row(
    kind: Kind,
    officer: Officer,
    start: PartialDate,
    end: date | None,
    decision: DecisionFacts,
    values: dict[str, Any],
) -> Any:
    """A row that is not stored yet."""
    model: Any = kind.model
    dates = {"start": start.value, "start_precision": start.precision, "end": end}
    return model(officer=officer, **kind.where, **dates, **decision.values(), **values)
