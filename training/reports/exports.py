"""The training lists as workbooks: same rows, same filters, same scope."""

import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.writer import Value, write_table
from training.rules.hours import Tally
from training.selectors.commitments import Standing
from training.selectors.hours import HoursBoard, PersonHours
from training.selectors.needs import Need, NeedBoard
from training.selectors.sessions import Participants, stage_of

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DAY: Final = timedelta(days=1)


def sessions_workbook(sessions: Iterable[Any], today: date) -> bytes:
    """The list of sessions."""
    headings = [
        _("Course code"),
        _("Course"),
        _("Programme"),
        _("Unit in charge"),
        _("Organised by"),
        _("Begins on"),
        _("Ends on"),
        _("Place"),
        _("Seats"),
        _("Seats taken"),
        _("Waiting"),
        _("Sign up until"),
        _("State"),
    ]
    rows = [_session(row, today) for row in sessions]
    return _packed(_("Training sessions as at %(day)s") % {"day": show_date(today)}, headings, rows)


def participants_workbook(session: Any, people: Participants) -> bytes:
    """Who takes part in a session, with attendance and result."""
    headings = [
        _("Personnel number"),
        _("Full name"),
        _("Unit"),
        _("State"),
        _("Periods attended"),
        _("Outcome"),
        _("Mark"),
        _("Class of the certificate"),
        _("Certificate number"),
        _("Date of the certificate"),
    ]
    rows = [_participant(row) for row in people.rows]
    return _packed(str(session), headings, rows)


def needs_workbook(needs: Iterable[Need], title: str) -> bytes:
    """Names with what they lack, one line a lack."""
    headings = [
        _("Personnel number"),
        _("Full name"),
        _("Unit"),
        _("Asked for"),
        _("Kind"),
        _("Lacking"),
        _("Ground"),
        _("Note"),
    ]
    rows: list[list[Value]] = []
    for need in needs:
        person = need.person
        for lack in need.lacks:
            note = _("the record does not say") if lack.unknown else ""
            who: list[Value] = [person.number, person.full_name, person.unit, need.aim]
            rows.append([*who, str(lack.kind.label), lack.wanted, lack.basis, note])
    return _packed(title, headings, rows)


def needs_board_workbook(board: NeedBoard, title: str) -> bytes:
    """The needs by unit."""
    kinds = [str(kind.label) for kind in board.kinds]
    headings = [_("Unit code"), _("Unit"), _("People"), _("Lack something"), *kinds]
    rows: list[list[Value]] = [
        [row.code, row.name, row.people, row.lacking, *(row.by_kind[kind] for kind in board.kinds)]
        for row in board.rows
    ]
    total = board.total
    figures = [total.by_kind[kind] for kind in board.kinds]
    rows.append([_("Total"), None, total.people, total.lacking, *figures])
    return _packed(title, headings, rows)


def hours_workbook(people: Iterable[PersonHours], year: int) -> bytes:
    """People with the periods of a year."""
    headings = [
        _("Personnel number"),
        _("Full name"),
        _("Unit"),
        _("Periods"),
        _("Minimum"),
        _("Missing"),
    ]
    rows: list[list[Value]] = [
        [each.number, each.full_name, each.unit, each.periods, each.minimum, each.missing] for each in people
    ]
    return _packed(_("Training periods of %(year)s") % {"year": year}, headings, rows)


def hours_board_workbook(board: HoursBoard, year: int) -> bytes:
    """The periods of a year by unit."""
    headings = [
        _("Unit code"),
        _("Unit"),
        _("People"),
        _("Reached the minimum"),
        _("Share (%)"),
        _("Periods"),
        _("Periods a person"),
    ]
    lines: list[tuple[str, str | None, Tally]] = [(row.code, row.name, row.figures) for row in board.rows]
    lines.append((_("Total"), None, board.total))
    rows: list[list[Value]] = [
        [code, name, f.people, f.reached, f.percent, f.periods, f.mean] for code, name, f in lines
    ]
    return _packed(_("Training periods of %(year)s by unit") % {"year": year}, headings, rows)


def commitments_workbook(rows: Iterable[Standing], states: dict[str, str], today: date) -> bytes:
    """Study commitments with the sums of the day."""
    headings = [
        _("Personnel number"),
        _("Full name"),
        _("Unit"),
        _("Degree"),
        _("Subject"),
        _("School"),
        _("First day of study"),
        _("Last day of study"),
        _("Months to serve"),
        _("Months served"),
        _("Free from"),
        _("Cost (đồng)"),
        _("To pay back (đồng)"),
        _("State"),
    ]
    lines = [_commitment(each, states) for each in rows]
    return _packed(_("Study commitments as at %(day)s") % {"day": show_date(today)}, headings, lines)


def _session(row: Any, today: date) -> list[Value]:
    course = row.course
    return [
        course.code,
        course.title,
        course.programme.title,
        course.unit.name,
        course.organiser,
        row.start,
        row.end - _DAY,
        row.place,
        row.seats,
        row.taken,
        row.waiting,
        row.deadline,
        str(stage_of(row, today).label),
    ]


def _participant(row: Any) -> list[Value]:
    result = getattr(row, "result", None)
    head: list[Value] = [row.officer.number, row.officer.full_name, row.unit_name or ""]
    head += [row.get_state_display(), row.attended]
    if result is None:
        return [*head, "", None, "", "", None]
    outcome = _("Passed") if result.passed else _("Not passed")
    return [*head, outcome, result.mark, result.get_grade_display(), result.certificate, result.issued_on]


def _commitment(each: Standing, states: dict[str, str]) -> list[Value]:
    row = each.row
    return [
        row.officer.number,
        row.officer.full_name,
        row.unit_name or "",
        row.get_degree_display(),
        row.subject,
        row.school,
        row.start,
        row.end - _DAY,
        row.months_to_serve,
        each.months_served,
        each.ends_on,
        row.cost,
        each.at_stake,
        states[each.state],
    ]


def _packed(title: str, headings: list[str], rows: Iterable[list[Value]]) -> bytes:
    out = io.BytesIO()
    write_table(out, title, headings, rows)
    return out.getvalue()
