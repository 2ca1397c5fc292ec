"""Brings in ratings of years up to 2025 (kind `ratings90`; Decree 90/2020)."""

from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.enums import Band
from evaluation.models import YearRating
from evaluation.rules.nd90 import applies
from evaluation.selectors.organisations.service_in_year import ServedYear, served
from evaluation.services.locking import take_turns
from evaluation.services.organisations.past_ratings import PastRating, record_past_rating
from hrm.kernel.text import NameMatch, compare_names, fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.guides import SheetGuide
from hrm.kernel.workbook.tables import Column, Table, TableRow, TableSpec
from staff.access import ReachCode, require, unit_ids_for
from staff.imports.attempt import attempt
from staff.imports.cells import is_sound, read_date, required_text
from staff.imports.report import Change, ImportReport
from staff.models import Officer, User
from staff.services.errors import DomainError

KIND: Final = "ratings90"
RATINGS: Final = TableSpec(
    "ratings90",
    ("Số hiệu", "Mức xếp loại"),
    (
        Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ"), required=True),
        Column("name", ("Họ và tên", "Họ tên")),
        Column("year", ("Năm", "Năm xếp loại"), required=True),
        Column("band", ("Mức xếp loại",), required=True),
        Column("decision", ("Số quyết định",), required=True),
        Column("decision_date", ("Ngày quyết định",), required=True),
        Column("unit", ("Đơn vị", "Mã đơn vị")),
        Column("note", ("Ghi chú",)),
    ),
)
GUIDES: Final = (
    SheetGuide(
        sheet="Xếp loại",
        spec=RATINGS,
        titles=("Kết quả xếp loại công chức theo Nghị định 90/2020/NĐ-CP",),
        lines={
            "number": (gettext_lazy("personnel number"), "T-0001"),
            "name": (gettext_lazy("checked against the number"), "Nguyễn Văn Mẫu"),
            "year": (gettext_lazy("2020 to 2025"), 2024),
            "band": (
                gettext_lazy("one of the four bands, in full or without “nhiệm vụ”"),
                "Hoàn thành tốt nhiệm vụ",
            ),
            "decision": ("", "125/QĐ-CTHADS"),
            "decision_date": ("", "10/12/2024"),
            "unit": (gettext_lazy("code of the unit then; may be left empty"), ""),
            "note": ("", ""),
        },
    ),
)
_LABELS: Final = "; ".join(f"“{band.label}”" for band in Band)
_BANDS: Final = {fold(band.label): band.value for band in Band} | {
    fold(band.label.removesuffix(" nhiệm vụ")): band.value for band in Band
}
_COLUMNS: Final = {
    "officer": "number",
    "year": "year",
    "band": "band",
    "decision": "decision",
    "decision_date": "decision_date",
    "unit": "unit",
}


@dataclass
class _Desk:
    """What rows are read against: officers, the years that rows name, who may be touched."""

    officers: dict[str, Officer]
    reach: Container[int] | None
    years: dict[int, dict[int, ServedYear]] = field(default_factory=dict)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def year_of(self, officer: Officer, year: int) -> ServedYear | None:
        """The officer's year; each year is read once for everyone."""
        if year not in self.years:
            self.years[year] = served(year)
        return self.years[year].get(officer.pk)


@dataclass(frozen=True)
class _Line:
    """One row as read."""

    row: TableRow
    past: PastRating
    served: ServedYear | None


def import_ratings90(
    source: Path | BinaryIO, *, name: str, actor: User | None, dry_run: bool = False
) -> ImportReport:
    """Check a workbook of past ratings and, without errors, keep them; `actor` None is the system."""
    if actor is not None:
        require(actor, YearRating, "propose")
    reach = unit_ids_for(actor, ReachCode.MANAGE_EVALUATIONS) if actor is not None else None

    def process(tables: list[Table], reader: Reader, report: ImportReport) -> None:
        take_turns()
        desk = _Desk({o.number: o for o in Officer.objects.all()}, reach)
        for row in (row for table in tables for row in table.rows):
            line = _read(reader, row, desk, name)
            if line is not None:
                _enter(reader, report, line, actor)

    return attempt(source, name=name, specs=[RATINGS], dry_run=dry_run, process=process)


def _read(reader: Reader, row: TableRow, desk: _Desk, file_name: str) -> _Line | None:
    mark = len(reader.problems)
    year = _year(reader, row.cell("year"))
    officer, year_served = _officer(reader, row, desk, year)
    band = reader.choice(row.cell("band"), _BANDS, _LABELS)
    decision = required_text(reader, RATINGS, row, "decision", 80)
    day = read_date(reader, row.cell("decision_date"))
    day_value = day.value if day else None
    reader.required(row.cell("decision_date"), day_value, "Ngày quyết định")
    reader.required(row.cell("band"), band, "Mức xếp loại")
    if not is_sound(reader, mark) or officer is None or year is None or band is None or day_value is None:
        return None
    if (officer.pk, year) in desk.seen:
        reader.error(row.cell("number"), _("the officer already stands in this file for that year"))
        return None
    desk.seen.add((officer.pk, year))
    source = {"file": file_name, "sheet": row.sheet, "row": row.number}
    past = PastRating(
        officer,
        year,
        band,
        decision,
        day_value,
        unit=reader.text(row.cell("unit"), 40),
        note=reader.text(row.cell("note"), 500),
        source=source,
    )
    return _Line(row, past, year_served)


def _year(reader: Reader, cell: Cell) -> int | None:
    year = reader.required(cell, reader.count(cell), "Năm")
    if year is not None and not applies(year):
        reader.error(cell, _("expected 2020 to 2025; later years follow Decree 335/2025"))
        return None
    return year


def _officer(
    reader: Reader, row: TableRow, desk: _Desk, year: int | None
) -> tuple[Officer | None, ServedYear | None]:
    """The officer and the year served; someone of another agency is told nothing of."""
    number = required_text(reader, RATINGS, row, "number", 40)
    officer = desk.officers.get(number)
    year_served = desk.year_of(officer, year) if officer and year else None
    reached = desk.reach is None or (year_served is not None and year_served.unit_id in desk.reach)
    if number and (officer is None or (year is not None and not reached)):
        reader.error(row.cell("number"), _("no officer of your units in that year has this number"))
        return None, None
    written = reader.text(row.cell("name"), 120)
    if officer and written and compare_names(written, officer.full_name) is NameMatch.OTHER:
        message = _("the number belongs to %(name)s; please check number and name")
        reader.error(row.cell("name"), message % {"name": officer.full_name})
    return officer, year_served


def _enter(reader: Reader, report: ImportReport, line: _Line, actor: User | None) -> None:
    past = line.past
    try:
        with transaction.atomic():
            _row, created = record_past_rating(past=past, actor=actor, year_served=line.served)
    except DomainError as refusal:
        reader.error(line.row.cell(_COLUMNS.get(refusal.field, "number")), refusal.message)
        return
    if not created:
        report.counts.unchanged += 1
        return
    report.counts.created += 1
    subject = f"{past.officer.full_name} ({past.officer.number}) · {past.year} · {Band(past.band).label}"
    report.changes.append(Change("created", subject))
