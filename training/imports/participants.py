"""Brings in the people of sessions: places, and results where the workbook has them."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.db import transaction
from django.utils.translation import gettext as _

from hrm.kernel.text import NameMatch, compare_names, fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.access import require, rows_for
from staff.imports.attempt import attempt
from staff.imports.cells import heading, is_sound, read_date, required_text
from staff.imports.report import Change, ImportReport
from staff.models import Officer, User
from staff.services.errors import DomainError
from training.enums import Class, EnrolmentState
from training.imports.specs import PARTICIPANTS
from training.models import Enrolment, Result, Session
from training.services.enrolment import enrol
from training.services.results import ResultFacts, record_result

KIND: Final = "participants"
_OUTCOMES: Final = {"dat": True, "khong dat": False}
_CLASSES: Final = {fold(each.label): each.value for each in Class}
_LISTED: Final = ", ".join(f"“{each.label}”" for each in Class)
# Field of a refusal → column to mark.
_COLUMNS: Final = {"officer": "number", "mark": "mark", "issued_on": "issued_on"}


@dataclass(frozen=True)
class _Line:
    """One row as read: who, in which session, with what result."""

    row: TableRow
    officer: Officer
    session: Session
    result: ResultFacts | None


def import_participants(
    source: Path | BinaryIO, *, name: str, actor: User | None, dry_run: bool = False
) -> ImportReport:
    """Check the people of sessions and, without errors, enrol them and keep their results.

    Only officers whose records the person keeps; sessions must exist. Running it twice changes nothing.
    """
    if actor is not None:
        require(actor, Enrolment, "add")
    people = Officer.objects.all() if actor is None else rows_for(actor, Officer, "change")

    def process(tables: list[Table], reader: Reader, report: ImportReport) -> None:
        officers = {officer.number: officer for officer in people}
        sessions = _sessions()
        for row in (row for table in tables for row in table.rows):
            line = _read(reader, row, officers, sessions)
            if line is not None:
                _enter(reader, report, line, actor)

    return attempt(source, name=name, specs=[PARTICIPANTS], dry_run=dry_run, process=process)


def _sessions() -> dict[str, list[Session]]:
    """Folded course code → sessions that are not cancelled."""
    found: dict[str, list[Session]] = {}
    for session in Session.objects.filter(cancelled=False).select_related("course__programme"):
        found.setdefault(fold(session.course.code), []).append(session)
    return found


def _read(
    reader: Reader, row: TableRow, officers: dict[str, Officer], sessions: dict[str, list[Session]]
) -> _Line | None:
    mark = len(reader.problems)
    officer = _officer(reader, row, officers)
    session = _session(reader, row, sessions)
    result = _result(reader, row)
    if officer is None or session is None or not is_sound(reader, mark):
        return None
    return _Line(row, officer, session, result)


def _officer(reader: Reader, row: TableRow, officers: dict[str, Officer]) -> Officer | None:
    number = required_text(reader, PARTICIPANTS, row, "number", 40)
    officer = officers.get(number)
    if number and officer is None:
        reader.error(row.cell("number"), _("no officer of your reach has this number"))
    name = reader.text(row.cell("name"), 120)
    if officer is not None and name and compare_names(name, officer.full_name) is NameMatch.OTHER:
        message = _("the number belongs to %(name)s; please check number and name")
        reader.error(row.cell("name"), message % {"name": officer.full_name})
    return officer


def _session(reader: Reader, row: TableRow, sessions: dict[str, list[Session]]) -> Session | None:
    code = required_text(reader, PARTICIPANTS, row, "course", 40)
    start = read_date(reader, row.cell("start"))
    known = sessions.get(fold(code), []) if code else []
    found = [each for each in known if start is None or each.start == start.value]
    if len(found) == 1:
        return found[0]
    if code and not known:
        reader.error(row.cell("course"), _("no session of a course with this code; open it first"))
    elif code and found:
        label = {"heading": heading(PARTICIPANTS, "start")}
        reader.error(row.cell("course"), _("the course has several sessions; fill in “%(heading)s”") % label)
    elif code:
        reader.error(row.cell("start"), _("the course has no session that begins on this day"))
    return None


def _result(reader: Reader, row: TableRow) -> ResultFacts | None:
    passed = reader.choice(row.cell("outcome"), _OUTCOMES, "“Đạt”, “Không đạt”")
    grade = reader.choice(row.cell("grade"), _CLASSES, _LISTED) or ""
    certificate = reader.text(row.cell("certificate"), 60)
    issued = read_date(reader, row.cell("issued_on"))
    mark = _mark(reader, row.cell("mark"))
    if passed is not None:
        return ResultFacts(passed, mark, grade, certificate, issued.value if issued else None)
    if row.cell("outcome").is_empty and (grade or certificate or issued or mark is not None):
        reader.error(row.cell("outcome"), _("say whether the person passed: “Đạt” or “Không đạt”"))
    return None


def _mark(reader: Reader, cell: Cell) -> Decimal | None:
    mark = reader.decimal(cell)
    if mark is not None and (not 0 <= mark <= 100 or mark != round(mark, 2)):
        reader.error(cell, _("a mark from 0 to 100 with two decimals at the most"))
        return None
    # As the column keeps it, so that the same file changes nothing.
    return None if mark is None else mark.quantize(Decimal("0.01"))


def _enter(reader: Reader, report: ImportReport, line: _Line, actor: User | None) -> None:
    subject = f"{line.officer.full_name} · {line.session}"
    before = _state(line)
    try:
        with transaction.atomic():
            _place(line, actor)
    except DomainError as refusal:
        reader.error(line.row.cell(_COLUMNS.get(refusal.field, "number")), refusal.message)
        return
    after = _state(line)
    if before == after:
        report.counts.unchanged += 1
    elif not before[0]:
        report.counts.created += 1
        report.changes.append(Change("created", subject, _("state"), "", after[0]))
    else:
        report.counts.updated += 1
        report.changes.append(Change("updated", subject, _("training result"), before[1], after[1]))


def _place(line: _Line, actor: User | None) -> None:
    known = Enrolment.objects.filter(session=line.session, officer=line.officer).first()
    taken = known is not None and known.state in (EnrolmentState.ENROLLED, EnrolmentState.WAITING)
    place = known if taken else enrol(actor=actor, session=line.session, officer=line.officer)
    if line.result is not None and place is not None:
        record_result(actor=actor, enrolment=place, facts=line.result)


def _state(line: _Line) -> tuple[str, str]:
    """The place and the result in words, for the preview; empty without one."""
    place: Any = (
        Enrolment.objects.live()
        .filter(session=line.session, officer=line.officer)
        .exclude(state=EnrolmentState.PROPOSED)
        .first()
    )
    if place is None:
        return "", ""
    result = Result.objects.filter(enrolment=place).first()
    if result is None:
        return place.get_state_display(), ""
    facts = (result.mark, result.grade, result.certificate, result.issued_on)
    outcome = _("Passed") if result.passed else _("Not passed")
    return place.get_state_display(), "; ".join([outcome, *(str(each) for each in facts if each)])
