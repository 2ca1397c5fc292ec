"""Enters the officers of a file into their records, fact by fact."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate, show_date
from hrm.kernel.text import NameMatch, compare_names
from staff.access import rows_for
from staff.enums import Engagement, QualificationKind
from staff.imports.cells import is_sound
from staff.imports.desk import Desk
from staff.imports.officer_warnings import warn
from staff.imports.officers import OfficerRow, Seat, last_possible
from staff.models import Officer, Posting, Unit, User
from staff.rules.bands import EDUCATION_LEVELS, POLITICAL_LEVELS
from staff.rules.levels import level_of
from staff.services.dated import Edit, earlier
from staff.services.errors import DomainError
from staff.services.record import (
    Record,
    add_officer,
    chunks,
    close_record,
    correct_officer,
    load_records,
    move_service_start,
    set_charges,
    set_posting,
    set_qualification,
    set_rank,
    set_secondment,
    set_step,
)

# Which cells to point at when a service refuses a fact: the first that is filled in.
_CELLS: Final[Mapping[str, tuple[str, ...]]] = {
    "posting": ("posting_start", "unit"),
    "rank": ("rank_start", "rank"),
    "step": ("step_start", "step"),
    "education": ("education",),
    "political_theory": ("political_theory",),
    "state_management": ("state_management",),
}
Edits = list[Edit]
Verb = Callable[[], Edit | Edits | None]


@dataclass
class OfficerStage:
    """Works on the officers of one file. `strangers` are numbers in use out of the person's reach."""

    desk: Desk
    records: dict[str, Record]
    strangers: frozenset[str]

    def enter(self, rows: Iterable[OfficerRow]) -> None:
        """Each row on its own: what is wrong with one does not hide what is wrong with another."""
        for row in rows:
            self._enter(row)

    def _enter(self, row: OfficerRow) -> None:
        reader = self.desk.reader
        if row.number in self.strangers:
            reader.error(
                row.cell("number"), _("this number is not in your reach; expected an officer of your units")
            )
            return
        mark = len(reader.problems)
        record = self.records.get(row.number)
        if record is not None:
            self._check_name(row, record.officer)
        units = self._units(row)
        if not is_sound(reader, mark) or units is None:
            return
        entry = _Entry(self.desk, row, record, units)
        edits = entry.enter()
        self.records[row.number] = entry.record
        if is_sound(reader, mark):
            warn(reader, row, entry.record)
            self.desk.tally(f"{row.number} {row.full_name}", edits, is_new=record is None)

    def _check_name(self, row: OfficerRow, officer: Officer) -> None:
        match = compare_names(row.full_name, officer.full_name)
        details = {"number": row.number, "name": officer.full_name}
        if match is NameMatch.OTHER:
            message = _("the name does not belong to the number %(number)s; expected “%(name)s”")
            self.desk.reader.error(row.cell("name"), message % details)
        elif match is NameMatch.DIACRITICS:
            message = _("the diacritics differ from the stored name “%(name)s”; it is corrected")
            self.desk.reader.warning(row.cell("name"), message % details)

    def _units(self, row: OfficerRow) -> "_Units | None":
        """The units a row names; None if one of them is unknown, out of reach or in error itself."""
        home = self.desk.unit_at(row.cell("unit"), row.unit)
        charges = [self.desk.unit_at(row.cell("charges"), code) for code in row.charges]
        host = (
            self.desk.unit_at(row.cell("secondment_unit"), row.secondment_unit)
            if row.secondment_unit
            else None
        )
        if home is None or None in charges or (row.secondment_unit and host is None):
            return None
        return _Units(home, [unit for unit in charges if unit], host)


@dataclass(frozen=True)
class _Units:
    home: Unit
    charges: Sequence[Unit]
    host: Unit | None


class _Entry:
    """One row being entered into one record."""

    def __init__(self, desk: Desk, row: OfficerRow, record: Record | None, units: _Units) -> None:
        self.desk, self.row, self.units = desk, row, units
        self.left = record.officer.service_end if record else None
        self.record = record or add_officer(desk.ledger, number=row.number, **self._person(None))
        self.is_new = record is None
        self.edits: Edits = []

    def enter(self) -> Edits:
        """The person first, then what hangs on the first day of service, the end last."""
        if not self.is_new and not self._correct():
            return self.edits
        self._place()
        self._rank_and_step()
        self._qualify()
        self._second()
        self._try("service_end", lambda: close_record(self.record, self.desk.ledger, instead_of=self.left))
        return self.edits

    def _try(self, fact: str, verb: Verb) -> bool:
        """Enter one fact; a refusal becomes an error at the cell of the fact at fault."""
        try:
            found = verb()
        except DomainError as error:
            keys = _CELLS.get(fact, (fact,)) if error.field == "start" else (error.field, fact)
            cells = [self.row.cell(key) for key in keys]
            self.desk.reader.error(next((c for c in cells if not c.is_empty), cells[-1]), error.message)
            return False
        self.edits += found if isinstance(found, list) else [found] if found else []
        return True

    def _person(self, known: Officer | None) -> dict[str, Any]:
        """Facts without a date, as far as the row states them; a name that only looks different stays."""
        row = self.row
        values: dict[str, Any] = {"full_name": row.full_name, "sex": row.sex.value if row.sex else ""}
        if known and compare_names(known.full_name, row.full_name) is NameMatch.SAME:
            del values["full_name"]
        for name in ("ethnicity", "citizen_id", "note", "service_end_reason"):
            values |= {name: text} if (text := getattr(row, name)) else {}
        if row.service_end:
            values["service_end"] = row.service_end.value
        start = row.service_start if known else row.first_day
        dates = {"birth": row.birth, "party_joined": row.party_joined, "service_start": start}
        for name, day in dates.items():
            if day is not None:
                column = "birth_date" if name == "birth" else name
                values |= {column: day.value, f"{name}_precision": day.precision}
        return values

    def _correct(self) -> bool:
        """The person as stated; not where nothing can follow on what the first day of service says."""
        row, record, ledger = self.row, self.record, self.desk.ledger
        undated = {"postings": row.posting_start, "ranks": row.rank_start, "steps": row.step_start}
        lists = ["qualifications", *(name for name, day in undated.items() if day is None)]
        start = row.service_start
        if start is not None:
            if self._places_earlier(start):
                return False
            self._try("service_start", lambda: move_service_start(record, ledger, start, lists=lists))
        self._try("name", lambda: correct_officer(record, ledger, **self._person(record.officer)))
        return True

    def _places_earlier(self, start: PartialDate) -> bool:
        """Where “Ngày về đơn vị” is left to “Ngày tuyển dụng”, an earlier one would place someone earlier."""
        stored = self.record.officer.service_start
        if self.row.posting_start is not None or last_possible(start) >= stored:
            return False
        self.desk.reader.error(self.row.cell("service_start"), earlier(stored))
        return True

    def _place(self) -> None:
        row, known = self.row, len(self.record.postings)
        if row.posting_start and last_possible(row.posting_start) < self.record.officer.service_start:
            message = _("earlier than the first day of service, %(day)s")
            day = show_date(self.record.officer.service_start)
            self.desk.reader.error(row.cell("posting_start"), message % {"day": day})
            return
        before = self._posting()
        seat = row.seat if row.says("post") or before is None else Seat(before.post, before.acting)
        engagement = row.engagement
        if engagement is None and self.record.postings and not row.says("engagement"):
            engagement = Engagement((before or self.record.postings[-1]).engagement)
        placed = self._try(
            "posting",
            lambda: set_posting(
                self.record,
                self.desk.ledger,
                unit=self.units.home,
                start=row.posting_start,
                engagement=engagement or Engagement.CIVIL_SERVANT,
                post=seat.post,
                acting=seat.acting,
            ),
        )
        posting = self._posting()
        if placed and posting and (row.says("charges") or len(self.record.postings) > known):
            self._try(
                "charges",
                lambda: set_charges(self.record, self.desk.ledger, self.units.charges, posting),
            )

    def _posting(self) -> Posting | None:
        """The posting the row speaks of: by its first day; without one the latest, or the first of all."""
        postings, start = self.record.postings, self.row.posting_start
        if start is None and postings and postings[-1].unit == self.units.home:
            return postings[-1]
        day = (start or self.record.service_start).value
        return next((posting for posting in postings if posting.start == day), None)

    def _rank_and_step(self) -> None:
        row, record, ledger = self.row, self.record, self.desk.ledger
        rank, step = row.rank, row.step
        if rank is not None:
            self._try("rank", lambda: set_rank(record, ledger, rank=rank, start=row.rank_start))
        if step is not None:
            self._try(
                "step",
                lambda: set_step(
                    record, ledger, step=step, coefficient=row.coefficient, start=row.step_start
                ),
            )

    def _qualify(self) -> None:
        row = self.row
        levels = (
            (QualificationKind.EDUCATION, row.education, EDUCATION_LEVELS.get(row.education, "")),
            (
                QualificationKind.POLITICAL_THEORY,
                row.political_theory,
                POLITICAL_LEVELS.get(row.political_theory, ""),
            ),
            (
                QualificationKind.STATE_MANAGEMENT,
                level_of(QualificationKind.STATE_MANAGEMENT, row.state_management) or "",
                row.state_management,
            ),
        )
        for kind, level, title in levels:
            if title:
                specialty = row.specialty if kind is QualificationKind.EDUCATION else ""
                self._try(kind.value, self._qualification(kind, level, title, specialty))

    def _qualification(self, kind: QualificationKind, level: str, title: str, specialty: str) -> Verb:
        return lambda: set_qualification(
            self.record,
            self.desk.ledger,
            kind=kind.value,
            level=level,
            title=title,
            specialty=specialty,
            start=self.record.service_start,
        )

    def _second(self) -> None:
        host, start, end = self.units.host, self.row.secondment_start, self.row.secondment_end
        if host is not None:
            self._try(
                "secondment_start",
                lambda: set_secondment(
                    self.record, self.desk.ledger, unit=host, start=start, end=end.value if end else None
                ),
            )


def enter_officers(desk: Desk, rows: Sequence[OfficerRow], actor: User | None) -> OfficerStage:
    """Enter the officers of a file; the stage holds their records as they will be."""
    numbers = [row.number for row in rows]
    records = load_records(numbers)
    stage = OfficerStage(desk, records, _strangers(records, actor))
    stage.enter(rows)
    return stage


def _strangers(records: Mapping[str, Record], actor: User | None) -> frozenset[str]:
    """Numbers of people on whom this person may not import."""
    if actor is None:
        return frozenset()
    allowed: set[str] = set()
    for numbers in chunks(records):
        mine = rows_for(actor, Officer, "import").filter(number__in=numbers)
        allowed |= set(mine.values_list("number", flat=True))
    return frozenset(records) - allowed
