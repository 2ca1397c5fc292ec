"""Enters the units of a file into the tree: parents, ends, reorganisations, quotas."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.book import Cell
from staff.imports.desk import Desk
from staff.imports.units import UnitFacts, UnitRow, UnitSheets
from staff.models import Unit
from staff.services.dated import Edit
from staff.services.errors import DomainError
from staff.services.unit_book import add_unit, ancestors_of, correct_unit, end_unit, link_units, put_quota


@dataclass
class Closing:
    """A unit that this file closes, and the cell that says so."""

    unit: Unit
    cell: Cell


@dataclass
class UnitStage:
    """Works on the units of one file; what is wrong with one of them spoils that one only."""

    desk: Desk
    facts: Mapping[str, UnitFacts]
    is_new: set[str] = field(default_factory=set)
    closings: dict[str, Closing] = field(default_factory=dict)
    edits: dict[str, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    quota_edits: dict[int, Edit | None] = field(default_factory=dict)

    def enter(self) -> None:
        """All steps in order; the tree must stand before anything hangs on it."""
        steps = (self._check_parents, self._check_reach, self._enter, self._set_parent, self._end, self._link)
        for step in steps:
            for facts in self.facts.values():
                if facts.code not in self.desk.spoiled:
                    step(facts)
        self._end_predecessors()
        for facts in self.facts.values():
            if facts.code not in self.desk.spoiled:
                self._put_quotas(facts)
        self._warn_of_orphans()

    def tally(self) -> None:
        """Count every row once: facts of the unit with its first row, each quota with its own."""
        for code, facts in self.facts.items():
            for row in facts.rows:
                edits = self.edits[code] if row is facts.rows[0] else []
                quota = self.quota_edits.get(id(row))
                self.desk.tally(
                    f"{code} {facts.name}",
                    [*edits, *([quota] if quota else [])],
                    is_new=code in self.is_new,
                )

    def _spoil(self, facts: UnitFacts, cell: Cell, message: str) -> None:
        self.desk.reader.error(cell, message)
        self.desk.spoiled.add(facts.code)

    def _parents(self) -> dict[str, str]:
        """Code → code of the parent, as it will be."""
        stored = {code: unit.parent.code for code, unit in self.desk.book.units.items() if unit.parent}
        return stored | {code: facts.parent for code, facts in self.facts.items() if facts.parent}

    def _check_parents(self, facts: UnitFacts) -> None:
        if not facts.parent:
            return
        cell = facts.cell("parent")
        if facts.code in ancestors_of(facts.code, self._parents()):
            self._spoil(facts, cell, _("the unit would be its own ancestor"))
        elif facts.parent in self.desk.spoiled:
            self.desk.spoiled.add(facts.code)
        elif facts.parent not in self.facts and facts.parent not in self.desk.book.units:
            self._spoil(
                facts,
                cell,
                _(
                    "no unit has the code “%(code)s”; expected the code of a unit that exists "
                    "or stands in this file"
                )
                % {"code": facts.parent},
            )

    def _check_reach(self, facts: UnitFacts) -> None:
        """Known units must be in reach, new ones below one that is."""
        desk = self.desk
        unit = desk.book.units.get(facts.code)
        if desk.reach is None:
            return
        if unit is not None and not desk.may_touch(unit):
            self._spoil(facts, facts.cell("code"), _("the unit is not in your reach"))
            return
        if unit is not None and (not facts.parent or facts.parent == _code(unit.parent)):
            return
        stored = (
            desk.book.units.get(code) for code in (facts.parent, *ancestors_of(facts.parent, self._parents()))
        )
        nearest = next((above for above in stored if above is not None), None)
        if nearest is None or not desk.may_touch(nearest):
            message = _("the parent unit is not in your reach; expected the code of one of your units")
            self._spoil(facts, facts.cell("parent"), message)

    def _enter(self, facts: UnitFacts) -> None:
        desk = self.desk
        unit = desk.book.units.get(facts.code)
        if unit is None:
            self.is_new.add(facts.code)
            add_unit(
                desk.book, desk.ledger, code=facts.code, name=facts.name, kind=facts.kind, start=facts.start
            )
            return
        if facts.start and facts.start.value != unit.start:
            self._spoil(facts, facts.cell("start"), _another_start(unit, facts.start.value))
            return
        values: dict[str, object] = {"name": facts.name, "kind": facts.kind.value}
        if facts.start:
            values["start_precision"] = facts.start.precision
        self.edits[facts.code] += correct_unit(desk.ledger, unit, **values)

    def _set_parent(self, facts: UnitFacts) -> None:
        parent = self.desk.book.units.get(facts.parent)
        if parent is None:
            return
        unit = self.desk.book.units[facts.code]
        edits = correct_unit(self.desk.ledger, unit, parent=parent)
        if edits and facts.code not in self.is_new:
            self.desk.reader.warning(
                facts.cell("parent"),
                _("the parent unit is corrected for the whole time; a move is a new unit with its own code"),
            )
        self.edits[facts.code] += edits

    def _end(self, facts: UnitFacts) -> None:
        if facts.end is not None:
            self._close(self.desk.book.units[facts.code], facts.end.value, facts, facts.cell("end"))

    def _close(self, unit: Unit, day: date, facts: UnitFacts, cell: Cell) -> None:
        try:
            edit = end_unit(self.desk.book, self.desk.ledger, unit, day)
        except DomainError as error:
            self._spoil(facts, cell, error.message)
            return
        if edit is not None:
            self.edits[facts.code].append(edit)
            self.closings[unit.code] = Closing(unit, cell)

    def _link(self, facts: UnitFacts) -> None:
        """Make the reorganisation on the successor's opening day."""
        cell = facts.cell("predecessors")
        decision = next((row.decision for row in facts.rows if row.decision), "")
        for code in facts.predecessors:
            predecessor = self.desk.unit_at(cell, code)
            if predecessor is None:
                self.desk.spoiled.add(facts.code)
                continue
            try:
                edit = link_units(
                    self.desk.book,
                    self.desk.ledger,
                    predecessor=predecessor,
                    successor=self.desk.book.units[facts.code],
                    decision=decision,
                )
            except DomainError as error:
                self._spoil(facts, facts.cell("start") if error.field == "start" else cell, error.message)
                continue
            self.edits[facts.code] += [edit] if edit else []

    def _end_predecessors(self) -> None:
        """A predecessor whose end nobody states closes when the last of its successors opens."""
        successors: dict[str, list[UnitFacts]] = defaultdict(list)
        for facts in self.facts.values():
            if facts.code not in self.desk.spoiled:
                for code in facts.predecessors:
                    successors[code].append(facts)
        for code, found in successors.items():
            unit = self.desk.book.units.get(code)
            if unit is not None and unit.end is None and code not in self.desk.spoiled:
                last = max(found, key=lambda facts: self.desk.book.units[facts.code].start)
                self._close(unit, self.desk.book.units[last.code].start, last, last.cell("predecessors"))

    def _put_quotas(self, facts: UnitFacts) -> None:
        rows = [row for row in facts.rows if row.quota is not None]
        rows.sort(key=lambda row: row.quota_start.value if row.quota_start else date.min)
        for row in rows:
            try:
                self.quota_edits[id(row)] = self._put_quota(row)
            except DomainError as error:
                stated = error.field == "start" and row.quota_start is not None
                self._spoil(facts, row.cell("quota_start" if stated else "quota"), error.message)

    def _put_quota(self, row: UnitRow) -> Edit | None:
        return put_quota(
            self.desk.book,
            self.desk.ledger,
            self.desk.book.units[row.code],
            seats=row.quota or 0,
            start=row.quota_start,
            decision=row.decision,
        )

    def _warn_of_orphans(self) -> None:
        """A unit that outlives its parent disappears from every subtree: rarely what was meant."""
        for unit in self.desk.book.units.values():
            parent = unit.parent
            if parent is None or parent.end is None or (unit.end is not None and unit.end <= parent.end):
                continue
            closing, facts = self.closings.get(parent.code), self.facts.get(unit.code)
            if closing is None and facts is None:
                continue
            cell = facts.cell("code") if facts else closing.cell if closing else None
            if cell is not None:
                message = _("unit “%(code)s” stays open after its parent “%(parent)s” closes on %(day)s")
                details = {"code": unit.code, "parent": parent.code, "day": show_date(parent.end)}
                self.desk.reader.warning(cell, message % details)


def enter_units(desk: Desk, sheets: UnitSheets) -> UnitStage:
    """Enter the units of a file; the stage knows which units close."""
    desk.spoiled |= sheets.spoiled
    stage = UnitStage(desk, sheets.units)
    stage.enter()
    return stage


def _another_start(unit: Unit, day: date) -> str:
    if day < unit.start:
        message = _("earlier than what is stored, in force from %(day)s; expected that day or a later one")
        return message % {"day": show_date(unit.start)}
    stored = show_date(unit.start) or _("always")
    message = _(
        "the unit is stored as open from %(day)s; a unit that opens later is a new one with its own code"
    )
    return message % {"day": stored}


def _code(unit: Unit | None) -> str:
    return unit.code if unit else ""
