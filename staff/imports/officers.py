"""Section 2 of the workbooks: officers, from cells to typed rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate, add_months, show_date
from hrm.kernel.text import fold
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.tables import Table, TableRow
from staff.enums import Engagement, PostRole, Sex
from staff.imports.cells import (
    LONGEST_CODE,
    citizen_id,
    codes,
    heading,
    is_sound,
    place,
    rank_code,
    read_date,
    required_text,
)
from staff.imports.desk import FirstSeen
from staff.imports.specs import OFFICERS
from staff.models import Post, Rank
from staff.rules.bands import EDUCATION_LEVELS, POLITICAL_LEVELS, age_on

_SEXES: Final = {fold(sex.label): sex for sex in Sex}
_ENGAGEMENTS: Final = {fold(kind.label): kind for kind in Engagement}
_EDUCATION: Final = {fold(label): code for code, label in EDUCATION_LEVELS.items()} | {
    "cu nhan": "university"
}
_POLITICAL: Final = {fold(label): code for code, label in POLITICAL_LEVELS.items()}
# How people write that a head or a deputy is only acting.
_ACTING: Final[Mapping[str, tuple[str, ...]]] = {
    PostRole.HEAD: ("quyen {}", "q. {}", "q.{}", "q {}", "{} (quyen)"),
    PostRole.DEPUTY: ("{} phu trach", "{} (phu trach)"),
}
T = TypeVar("T")
_MOST_STEPS: Final = 30
_LARGEST_COEFFICIENT: Final = Decimal(100)
ADULT: Final = 18
_DATES: Final = (
    "rank_start",
    "step_start",
    "service_start",
    "posting_start",
    "service_end",
    "secondment_start",
    "secondment_end",
    "party_joined",
)


@dataclass(frozen=True)
class Seat:
    """A post as the workbook states it."""

    post: Post | None = None
    acting: bool = False


@dataclass(frozen=True)
class References:
    """The lists of ranks and posts, by folded name and by code."""

    ranks: Mapping[str, Rank]
    posts: Mapping[str, Seat]


@dataclass(frozen=True)
class OfficerRow:
    """One officer as a row states it; None and "" = not stated."""

    row: TableRow
    number: str
    full_name: str
    birth: PartialDate | None
    sex: Sex | None
    unit: str
    engagement: Engagement | None
    seat: Seat
    charges: tuple[str, ...]
    rank: Rank | None
    rank_start: PartialDate | None
    step: int | None
    coefficient: Decimal | None
    step_start: PartialDate | None
    education: str
    specialty: str
    political_theory: str
    state_management: str
    service_start: PartialDate | None
    posting_start: PartialDate | None
    service_end: PartialDate | None
    service_end_reason: str
    secondment_unit: str
    secondment_start: PartialDate | None
    secondment_end: PartialDate | None
    party_joined: PartialDate | None
    ethnicity: str
    citizen_id: str
    note: str

    def cell(self, key: str) -> Cell:
        """The cell a fact was read from."""
        return self.row.cell(key)

    def says(self, key: str) -> bool:
        """Whether the sheet has the column at all: an empty cell of it is a statement for some facts."""
        return self.row.has_column(key)

    @property
    def first_day(self) -> PartialDate | None:
        """First day of service as the row states it."""
        return self.service_start or self.posting_start


def load_references() -> References:
    """Ranks by name and code; posts by name, acting ones included (Quyền …, Phó … phụ trách)."""
    ranks: dict[str, Rank] = {}
    for rank in Rank.objects.all():
        short, full = fold(rank.name), re.sub(r"\btha\b", "thi hanh an", fold(rank.name))
        ranks |= {short: rank, full: rank} | ({rank.code: rank} if rank.code else {})
    posts: dict[str, Seat] = {}
    for post in Post.objects.all():
        name = fold(post.name)
        posts[name] = Seat(post)
        posts |= {pattern.format(name): Seat(post, acting=True) for pattern in _ACTING.get(post.role, ())}
    return References(ranks, posts)


def read_officers(tables: Iterable[Table], reader: Reader, lists: References) -> list[OfficerRow]:
    """Rows without an error of their own; two rows with one number are an error at the later one."""
    found, numbers = [], FirstSeen()
    for table in tables:
        for row in table.rows:
            mark = len(reader.problems)
            read = _read(row, reader, lists)
            first = numbers.before(read.number, row.cell("number")) if read.number else None
            if first is not None:
                message = _("the personnel number already stands in %(place)s; one row for each officer")
                reader.error(row.cell("number"), message % {"place": place(first)})
            _check_dates(read, reader)
            if is_sound(reader, mark):
                found.append(read)
    return found


def _read(row: TableRow, reader: Reader, lists: References) -> OfficerRow:
    cell = row.cell
    dates: dict[str, Any] = {key: read_date(reader, cell(key)) for key in _DATES}
    return OfficerRow(
        row=row,
        number=required_text(reader, OFFICERS, row, "number", LONGEST_CODE),
        full_name=required_text(reader, OFFICERS, row, "name", 120),
        birth=_required(reader, row, "birth", read_date(reader, cell("birth"))),
        sex=_required(reader, row, "sex", reader.choice(cell("sex"), _SEXES, "Nam, Nữ")),
        unit=required_text(reader, OFFICERS, row, "unit", LONGEST_CODE),
        engagement=reader.choice(cell("engagement"), _ENGAGEMENTS, "Công chức, Hợp đồng"),
        seat=_seat(reader, cell("post"), lists),
        charges=codes(reader, cell("charges")),
        rank=_required(reader, row, "rank", _rank(reader, cell("rank"), lists)),
        step=_step(reader, row),
        coefficient=_coefficient(reader, cell("coefficient")),
        education=_required(reader, row, "education", _level(reader, cell("education"), _EDUCATION)) or "",
        specialty=reader.text(cell("specialty"), 120),
        political_theory=_level(reader, cell("political_theory"), _POLITICAL),
        state_management=reader.text(cell("state_management"), 80),
        service_end_reason=reader.text(cell("service_end_reason"), 200),
        secondment_unit=reader.text(cell("secondment_unit")),
        ethnicity=reader.text(cell("ethnicity"), 40),
        citizen_id=citizen_id(reader, cell("citizen_id")),
        note=reader.text(cell("note")),
        **dates,
    )


def _required(reader: Reader, row: TableRow, key: str, value: T | None) -> T | None:
    return reader.required(row.cell(key), value, heading(OFFICERS, key))


def _seat(reader: Reader, cell: Cell, lists: References) -> Seat:
    expected = ", ".join(seat.post.name for seat in lists.posts.values() if seat.post and not seat.acting)
    return reader.choice(cell, lists.posts, expected) or Seat()


def _rank(reader: Reader, cell: Cell, lists: References) -> Rank | None:
    rank = lists.ranks.get(rank_code(cell))
    expected = _("a rank of the list by name or code, e.g. “Chấp hành viên trung cấp” or “03.300”")
    return rank or reader.choice(cell, lists.ranks, expected)


def _level(reader: Reader, cell: Cell, levels: Mapping[str, str]) -> str:
    labels = EDUCATION_LEVELS if levels is _EDUCATION else POLITICAL_LEVELS
    return reader.choice(cell, levels, ", ".join(labels.values())) or ""


def _step(reader: Reader, row: TableRow) -> int | None:
    """A salary step from 1."""
    cell = row.cell("step")
    step = reader.count(cell)
    if step is not None and not 1 <= step <= _MOST_STEPS:
        reader.error(cell, _("a salary step is a whole number from 1 to %(most)d") % {"most": _MOST_STEPS})
    return step


def _coefficient(reader: Reader, cell: Cell) -> Decimal | None:
    value = reader.decimal(cell)
    if value is not None and not (0 < value < _LARGEST_COEFFICIENT and value == round(value, 3)):
        reader.error(
            cell, _("a salary coefficient is above 0 and below 100, at most three decimals, e.g. 2,34")
        )
    return value


def _check_dates(row: OfficerRow, reader: Reader) -> None:
    """What no record can contain: unborn staff, minors, an end before the beginning."""
    _check_birth(row, reader)
    _check_service(row, reader)
    _check_secondment(row, reader)


def _check_birth(row: OfficerRow, reader: Reader) -> None:
    today = timezone.localdate()
    if row.birth is None:
        return
    if row.birth.value > today:
        reader.error(row.cell("birth"), _("the date of birth lies in the future"))
    elif row.first_day and age_on(row.birth.value, row.first_day.value) < ADULT:
        message = _("under 18 on the first day of service, %(day)s; check the date of birth and that day")
        reader.error(row.cell("birth"), message % {"day": show_date(row.first_day.value)})
    if row.party_joined and not row.birth.value < row.party_joined.value <= today:
        reader.error(row.cell("party_joined"), _("expected a day between birth and today"))


def _check_service(row: OfficerRow, reader: Reader) -> None:
    if row.first_day is None:
        key = "service_start" if row.says("service_start") else "posting_start"
        if row.cell("service_start").is_empty and row.cell("posting_start").is_empty:
            reader.error(row.cell(key), _("one of “Ngày tuyển dụng” and “Ngày về đơn vị” must be filled in"))
        return
    if row.posting_start and last_possible(row.posting_start) < row.first_day.value:
        message = _("earlier than the first day of service, %(day)s")
        reader.error(row.cell("posting_start"), message % {"day": show_date(row.first_day.value)})
    last = max(day.value for day in (row.service_start, row.posting_start) if day)
    if row.service_end and row.service_end.value <= last:
        message = _("must come after the first day of service and the first day in the unit, %(day)s")
        reader.error(row.cell("service_end"), message % {"day": show_date(last)})


def _check_secondment(row: OfficerRow, reader: Reader) -> None:
    start, end = row.secondment_start, row.secondment_end
    if not row.secondment_unit and (start or end):
        reader.error(row.cell("secondment_unit"), _("a secondment needs the code of the unit"))
    if start and end and end.value <= start.value:
        reader.error(row.cell("secondment_end"), _("the end comes before the beginning"))


def last_possible(day: PartialDate) -> date:
    """The last day that a date known to the month or the year may stand for."""
    months = {"day": 0, "month": 1, "year": 12}[day.precision]
    return add_months(day.value, months) - timedelta(days=1) if months else day.value
