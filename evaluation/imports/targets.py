"""Brings in targets (chỉ tiêu) of units and officers, with the decisions that give them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext as _

from evaluation.enums import Measure
from evaluation.imports.books_reading import Units, read_unit
from evaluation.imports.books_specs import TARGETS
from evaluation.imports.outcome import planned, refused, settled
from evaluation.imports.quantities import places_of, read_quantity
from evaluation.imports.source import Source, place, read_member, read_source, same_row
from evaluation.imports.specs import heading
from evaluation.models import Target
from evaluation.selectors.books.targets import TargetKey, key_of, targets_of_years
from evaluation.selectors.roster import Roster, roster_on
from evaluation.services.books.targets import Fate, TargetFacts, check_target, fate_of, set_targets
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import show_decimal
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import TableRow
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.report import Change, Counts, ImportReport
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError

KIND: Final = "targets"
_PERCENT: Final = places_of(Target, "percent")
_YEARS: Final = range(2000, 2101)
# The fact a refusal names → the column of the workbook; the percentage has one for each measure.
_COLUMNS: Final = {"start": "start", "decision": "decision", "officer": "number", "reason": "note"}


@dataclass
class _Desk:
    """What the rows of one file are read against."""

    reader: Reader
    units: Units
    reach: Collection[int] | None
    rosters: dict[date, Roster] = field(default_factory=dict)
    seen: dict[object, Cell] = field(default_factory=dict)

    def roster(self, day: date) -> Roster:
        """Officers of a day, looked up once."""
        if day not in self.rosters:
            self.rosters[day] = roster_on(day, self.reach)
        return self.rosters[day]


@dataclass(frozen=True)
class _Row:
    """One row as read: a target for each measure it states."""

    row: TableRow
    facts: list[TargetFacts]


def import_targets(
    source: Path | BinaryIO, *, name: str, actor: User | None, dry_run: bool = False
) -> ImportReport:
    """Check a workbook of targets and, without errors, store it; the same first day corrects."""
    if actor is not None:
        require(actor, Target, "add")
    workbook = read_source(source, name, [TARGETS])

    def bring() -> ImportReport:
        rows = _read(workbook, unit_ids_for(actor, ReachCode.MANAGE_CASELOAD) if actor else None)
        if workbook.is_refused:
            return refused(workbook)
        counts, changes = _plan(workbook.reader, rows)
        if workbook.is_refused:
            return refused(workbook)
        report = planned(workbook, [])
        report.counts, report.changes = counts, changes
        if not dry_run:
            set_targets(actor=actor, rows=[facts for row in rows for facts in row.facts], corrects=True)
            report.applied = True
        return report

    return settled(workbook, bring)


def _read(workbook: Source, reach: Collection[int] | None) -> list[_Row]:
    units = {unit.code: unit for unit in Unit.objects.all() if reach is None or unit.pk in reach}
    desk = _Desk(workbook.reader, Units(units, reach is not None), reach)
    read = (_row(desk, row) for table in workbook.tables for row in table.rows)
    return [found for found in read if found]


def _row(desk: _Desk, row: TableRow) -> _Row | None:
    reader, before = desk.reader, len(desk.reader.errors)
    unit = read_unit(reader, row, desk.units)
    year = _year(reader, row.cell("year"))
    decision = reader.text(row.cell("decision"), 80)
    reader.required(row.cell("decision"), decision, heading(TARGETS, "decision"))
    signed = _day(reader, row, "decision_date")
    start = _day(reader, row, "start")
    percents = {measure: _percent(reader, row.cell(measure.value)) for measure in Measure}
    if len(reader.errors) == before and not any(percents.values()):
        reader.error(row.cell("viec"), _("give a target for cases, for money, or for both"))
    officer = _officer(desk, row, start) if start else None
    if len(reader.errors) > before or not (unit and year and signed and start):
        return None
    note = reader.text(row.cell("note"), 500)
    facts = [
        TargetFacts(year, unit, officer, measure.value, percent, decision, signed, start, note)
        for measure, percent in percents.items()
        if percent is not None
    ]
    _once(desk, row, facts)
    return _Row(row, facts)


def _plan(reader: Reader, rows: list[_Row]) -> tuple[Counts, list[Change]]:
    """Each row of the workbook once: created before updated before unchanged."""
    known: dict[TargetKey, list[Target]] = {}
    for target in targets_of_years({facts.year for row in rows for facts in row.facts}):
        known.setdefault(key_of(target), []).append(target)
    counts = Counts()
    changes: list[Change] = []
    for row in rows:
        fates = [_fate(reader, row, facts, known, changes) for facts in row.facts]
        if Fate.CREATED in fates:
            counts.created += 1
        elif Fate.UPDATED in fates:
            counts.updated += 1
        else:
            counts.unchanged += 1
    return counts, changes


def _fate(
    reader: Reader,
    row: _Row,
    facts: TargetFacts,
    known: dict[TargetKey, list[Target]],
    changes: list[Change],
) -> Fate | None:
    stored = known.get(facts.key, [])
    try:
        check_target(facts)
        fate = fate_of(facts, stored, corrects=True)
    except DomainError as refusal:
        column = facts.measure if refusal.field == "percent" else _COLUMNS.get(refusal.field, "unit")
        reader.error(row.row.cell(column), refusal.message)
        return None
    if fate is Fate.CREATED:
        changes.append(Change("created", _subject(facts)))
        known[facts.key] = [*stored, _as_row(facts)]
    elif fate is Fate.UPDATED:
        same = next(target for target in stored if target.start == facts.start)
        changes += _edits(same, facts)
    return fate


def _as_row(facts: TargetFacts) -> Target:
    """The target as it will stand, so that a later row of the file meets it."""
    return Target(
        year=facts.year,
        unit=facts.unit,
        officer=facts.officer,
        measure=facts.measure,
        percent=facts.percent,
        decision=facts.decision,
        decision_date=facts.decision_date,
        start=facts.start,
    )


def _edits(stored: Target, facts: TargetFacts) -> list[Change]:
    pairs: list[tuple[str, Any, Any]] = [
        (name, getattr(stored, name), getattr(facts, name))
        for name in ("percent", "decision", "decision_date")
    ]
    return [
        Change("updated", _subject(facts), _label(name), _shown(old), _shown(new))
        for name, old, new in pairs
        if old != new
    ]


def _label(name: str) -> str:
    return str(Target._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{show_decimal(value, 2)}%"
    return show_date(value) if isinstance(value, date) else str(value)


def _subject(facts: TargetFacts) -> str:
    whose = facts.unit.name
    if facts.officer:
        whose = f"{facts.officer.full_name} ({facts.officer.number}) · {whose}"
    return f"{whose} · {Measure(facts.measure).label} · {facts.year} · {show_date(facts.start)}"


def _year(reader: Reader, cell: Cell) -> int | None:
    year = reader.required(cell, reader.count(cell), heading(TARGETS, "year"))
    if year is not None and year not in _YEARS:
        reader.error(cell, _("expected a statistical year, e.g. 2026"))
        return None
    return year


def _day(reader: Reader, row: TableRow, key: str) -> date | None:
    cell = row.cell(key)
    found = reader.required(cell, reader.date(cell), heading(TARGETS, key))
    return found.value if found else None


def _percent(reader: Reader, cell: Cell) -> Decimal | None:
    value = read_quantity(reader, cell, _PERCENT)
    if value is not None and not 0 < value <= 100:
        reader.error(cell, _("a target is above 0 and at most 100 per cent"))
        return None
    if value is not None and value <= 1:
        reader.warning(cell, _("this target is at most 1 per cent; if 0,83 stands for 83%, write 83"))
    return value


def _officer(desk: _Desk, row: TableRow, day: date) -> Officer | None:
    """The officer of the row, empty for the unit itself."""
    member = read_member(desk.reader, row, desk.roster(day))
    return Officer.objects.get(pk=member.officer_id) if member else None


def _once(desk: _Desk, row: TableRow, facts: list[TargetFacts]) -> None:
    for each in facts:
        first = same_row(desk.seen, (each.key, each.start), row.cell("unit"))
        if first:
            message = _("the same target already stands in %(place)s; keep one of them")
            desk.reader.error(row.cell("unit"), message % {"place": place(first)})
            return
