"""What is only unusual in an existing record: said, and let through."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.cells import Reader
from staff.enums import Engagement, PostRole, RankFamily
from staff.imports.officers import ADULT, OfficerRow
from staff.rules.bands import age_on
from staff.rules.records import step_coefficient
from staff.rules.retirement import retirement_date
from staff.services.record import Record

_LAW_DEGREE: Final = {"phd", "master", "postgraduate", "university"}


def warn(reader: Reader, row: OfficerRow, record: Record) -> None:
    """Everything worth a second look in one row."""
    _past_retirement(reader, row, record)
    _appointment(reader, row, record)
    _salary(reader, row)
    _without_a_day(reader, row, record)
    _others(reader, row, record)


def _past_retirement(reader: Reader, row: OfficerRow, record: Record) -> None:
    """Decree 135/2020, art. 4: still serving after the day of retirement."""
    officer = record.officer
    serves = officer.service_end is None and bool(record.postings)
    if not serves or record.postings[-1].engagement == Engagement.CONTRACT:
        return
    day = retirement_date(officer.birth_date, officer.sex)
    if day <= timezone.localdate():
        message = _("past retirement age since %(day)s and still in service; please check")
        reader.warning(row.cell("birth"), message % {"day": show_date(day)})


def _appointment(reader: Reader, row: OfficerRow, record: Record) -> None:
    """An enforcement officer needs a law degree or higher (Law on judgment enforcement, art. 18)."""
    if row.rank and row.rank.family == RankFamily.ENFORCER and row.education not in _LAW_DEGREE:
        reader.warning(row.cell("education"), _("a chấp hành viên needs a university degree; please check"))
    start = row.rank_start
    if start and start.precision == "day" and start.value < record.officer.service_start:
        reader.warning(row.cell("rank_start"), _("appointed to the rank before the first day of service"))


def _salary(reader: Reader, row: OfficerRow) -> None:
    rank = row.rank
    if row.step is None and (row.coefficient is not None or row.step_start):
        key = "step_start" if row.coefficient is None else "coefficient"
        reader.warning(row.cell(key), _("left out: a coefficient or its date needs the salary step (Bậc)"))
    if rank is None or row.step is None:
        return
    if row.step > rank.steps:
        message = _("the rank “%(rank)s” has %(steps)d steps; please check")
        reader.warning(row.cell("step"), message % {"rank": rank.name, "steps": rank.steps})
        return
    expected = step_coefficient(rank.first_coefficient, rank.step_coefficient, row.step)
    if expected is not None and row.coefficient not in (None, expected):
        message = _("step %(step)d of “%(rank)s” has the coefficient %(expected)s; please check")
        shown = f"{expected:f}".replace(".", ",")
        reader.warning(
            row.cell("coefficient"), message % {"step": row.step, "rank": rank.name, "expected": shown}
        )


def _without_a_day(reader: Reader, row: OfficerRow, record: Record) -> None:
    """What holds from the first day of service only because its own day is not stated."""
    home = record.postings[-1] if record.postings else None
    if row.posting_start is None and home and home.start < home.unit.start:
        message = _(
            "unit “%(code)s” opened only on %(day)s, but the officer counts there from the first day of "
            "service; expected a day in “Ngày về đơn vị”"
        )
        details = {"code": home.unit.code, "day": show_date(home.unit.start)}
        reader.warning(row.cell("unit"), message % details)
    if row.secondment_unit and row.secondment_start is None:
        message = _("a secondment without its first day (Từ ngày) counts from the first day of service")
        reader.warning(row.cell("secondment_unit"), message)


def _others(reader: Reader, row: OfficerRow, record: Record) -> None:
    joined, birth = row.party_joined, row.birth
    if joined and birth and age_on(birth.value, joined.value) < ADULT:
        reader.warning(row.cell("party_joined"), _("joined the Party before the age of 18; please check"))
    if row.charges and not (row.seat.post and row.seat.post.role == PostRole.DEPUTY):
        reader.warning(row.cell("charges"), _("only a deputy is put in charge of units; please check"))
    if row.service_end_reason and record.officer.service_end is None:
        reader.warning(
            row.cell("service_end_reason"), _("a reason for leaving without its day; please check")
        )
