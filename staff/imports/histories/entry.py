"""Enters history rows into the officers' books, and says of each what came of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.text import NameMatch, compare_names
from hrm.kernel.workbook.book import Cell
from staff.access import rows_for
from staff.imports.desk import Desk
from staff.imports.histories.rows import HistoryRow
from staff.kinds import KINDS, Kind, shown_value
from staff.models import Officer, Unit, User
from staff.rules.masking import masked
from staff.services.dated import Edit, label_of
from staff.services.errors import DomainError
from staff.services.fact_book import FactBook, load_books
from staff.services.fact_checks import kinds_read
from staff.services.fact_entry import enter
from staff.services.record import chunks

_DECISION = ("decision", "decision_date", "issuer", "signer")


@dataclass
class HistoryStage:
    """Works on the rows of one file. `books` hold the officers in reach, by personnel number."""

    desk: Desk
    books: Mapping[str, FactBook]
    strangers: frozenset[str]
    today: date = field(default_factory=timezone.localdate)

    def enter(self, rows: Iterable[HistoryRow]) -> None:
        """Each row on its own, in the order in which they build on each other."""
        for row in rows:
            book = self.book_of(row.number, row.name, row.cell)
            unit = self._unit(row) if row.unit else None
            if book is not None and (unit is not None or not row.unit):
                self._enter(row, book, unit)

    def book_of(self, number: str, name: str, cell: Callable[[str], Cell]) -> FactBook | None:
        """The book of the officer a row speaks of; None after an error at the number or the name."""
        reader, book = self.desk.reader, self.books.get(number)
        if number in self.strangers:
            message = _("this number is not in your reach; expected an officer of your units")
            reader.error(cell("number"), message)
        elif book is None:
            message = _("no officer has the number “%(number)s”; bring the officer in first")
            reader.error(cell("number"), message % {"number": number})
        elif name and compare_names(name, book.officer.full_name) is NameMatch.OTHER:
            message = _("the name does not belong to the number %(number)s; expected “%(name)s”")
            reader.error(cell("name"), message % {"number": number, "name": book.officer.full_name})
        else:
            return book
        return None

    def _unit(self, row: HistoryRow) -> Unit | None:
        """Where someone served before may be anywhere; where someone serves must be in reach."""
        unit = self.desk.book.units.get(row.unit)
        if unit is not None and row.end is not None and row.end <= self.today:
            return unit
        return self.desk.unit_at(row.cell("unit"), row.unit)

    def _enter(self, row: HistoryRow, book: FactBook, unit: Unit | None) -> None:
        new = _new_row(row, book, unit)
        before = {id(each): _words(row.kind, each) for each in book.of(row.kind.slug)}
        try:
            stands = enter(book, self.desk.ledger, row.kind, new, reason=row.reason)
        except DomainError as error:
            self.desk.reader.error(self._cell_of(row, error.field), error.message)
            return
        subject = f"{row.number} {book.officer.full_name} – {row.kind.heading} {show_date(stands.start)}"
        old, words = before.get(id(stands)), _words(row.kind, stands)
        if old is None:
            # A new entry has no edits to show: its line says what it holds.
            subject = f"{subject}: {', '.join(filter(None, (words[name] for name in row.kind.fields)))}"
        edits = [] if old is None else _edits(row.kind, old, words)
        self.desk.tally(subject, edits, is_new=old is None)

    def _cell_of(self, row: HistoryRow, name: str) -> Any:
        cell = row.cell(name or "content")
        return row.cell("number") if cell.column == 0 else cell


def _new_row(row: HistoryRow, book: FactBook, unit: Unit | None) -> Any:
    """The row as stated; what it leaves out stays as the stored row of the same day says."""
    model: Any = row.kind.model
    values = row.values | ({"unit": unit} if unit is not None else {})
    new = model(
        officer=book.officer,
        **dict(row.kind.where),
        start=row.start.value,
        start_precision=row.start.precision,
        end=row.end,
        **values,
        **row.decision,
    )
    same = _stored_twin(row.kind, book, new)
    for name in row.kind.fields if same is not None else ():
        if name not in values:
            setattr(new, name, getattr(same, name))
    return new


def _stored_twin(kind: Kind, book: FactBook, new: Any) -> Any:
    rows = (row for row in book.of(kind.slug) if row.start == new.start)
    return next((row for row in rows if all(getattr(row, n) == getattr(new, n) for n in kind.identity)), None)


def _words(kind: Kind, row: Any) -> dict[str, str]:
    """What a row says, field by field, for the preview; masked kinds stay masked there too."""
    names = ("start", "end", *kind.fields, *_DECISION, "reason")
    shown = {name: shown_value(row, name) for name in names}
    return {name: masked(text) for name, text in shown.items()} if kind.masked else shown


def _edits(kind: Kind, old: dict[str, str], new: dict[str, str]) -> list[Edit]:
    changed = (name for name in new if old[name] != new[name])
    return [Edit(label_of(kind.model, name), old[name], new[name]) for name in changed]


def load_stage(
    desk: Desk, rows: Sequence[HistoryRow], others: Iterable[str], actor: User | None
) -> HistoryStage:
    """The books of the officers named, with every kind of the file and what its rules look at.

    `others`: numbers that stand in other sheets of the file.
    """
    numbers = sorted({*(row.number for row in rows), *others})
    officers: list[Officer] = []
    for portion in chunks(numbers):
        officers += Officer.objects.select_for_update().filter(number__in=portion)
    allowed = _in_reach(officers, actor)
    books = load_books([officer for officer in officers if officer.number in allowed], _kinds_for(rows))
    by_number = {book.officer.number: book for book in books.values()}
    return HistoryStage(desk, by_number, frozenset(o.number for o in officers) - allowed)


def _kinds_for(rows: Sequence[HistoryRow]) -> list[Kind]:
    """Kinds in the file, and those that rules and effects read besides."""
    wanted = kinds_read(row.kind.slug for row in rows)
    return [kind for kind in KINDS if kind.slug in wanted]


def _in_reach(officers: Sequence[Officer], actor: User | None) -> set[str]:
    if actor is None:
        return {officer.number for officer in officers}
    allowed: set[str] = set()
    for ids in chunks(officer.pk for officer in officers):
        allowed |= set(rows_for(actor, Officer, "import").filter(pk__in=ids).values_list("number", flat=True))
    return allowed
