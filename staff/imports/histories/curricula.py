"""The sheet “Lý lịch”: undated facts of a curriculum vitae, one row an officer (workbooks, section 8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hrm.kernel.text import nfc
from hrm.kernel.workbook.book import Cell
from hrm.kernel.workbook.cells import Reader
from hrm.kernel.workbook.guides import SheetGuide
from hrm.kernel.workbook.tables import Column, Table, TableRow, TableSpec
from staff.imports.cells import is_sound, read_date, required_text
from staff.imports.histories.parts import Lists, read_value, what_is_expected
from staff.kinds import shown_value
from staff.models import Profile
from staff.rules.masking import veiled
from staff.services.dated import Edit
from staff.services.errors import DomainError
from staff.services.profile import require_plausible

if TYPE_CHECKING:
    from staff.imports.histories.entry import HistoryStage

_LONGEST_NUMBER: Final = 40
# Field of the profile → its heading, in the order of form 2C.
HEADINGS: Final[Mapping[str, str]] = {
    "home_place": "Quê quán",
    "birth_name": "Họ tên khai sinh",
    "other_names": "Tên gọi khác",
    "birth_place": "Nơi sinh",
    "religion": "Tôn giáo",
    "citizen_id_issued_on": "Ngày cấp CCCD",
    "citizen_id_issuer": "Nơi cấp CCCD",
    "insurance_number": "Mã số BHXH",
    "permanent_address": "Nơi đăng ký thường trú",
    "current_address": "Nơi ở hiện nay",
    "phone": "Điện thoại",
    "work_email": "Thư điện tử công vụ",
    "job_before": "Nghề nghiệp khi tuyển dụng",
    "recruiting_agency": "Cơ quan tuyển dụng",
    "main_work": "Công việc chính",
    "general_education": "Giáo dục phổ thông",
    "organisations_joined": "Tổ chức chính trị xã hội",
    "enlisted_on": "Ngày nhập ngũ",
    "discharged_on": "Ngày xuất ngũ",
    "military_rank": "Quân hàm cao nhất",
    "highest_title": "Danh hiệu cao nhất",
    "strengths": "Sở trường",
    "health": "Sức khỏe",
    "height_cm": "Chiều cao (cm)",
    "weight_kg": "Cân nặng (kg)",
    "blood_group": "Nhóm máu",
    "disability_class": "Hạng thương binh",
    "policy_family": "Gia đình chính sách",
    "personal_history": "Đặc điểm lịch sử bản thân",
    "foreign_relations": "Quan hệ với nước ngoài",
}
CURRICULUM: Final = TableSpec(
    name="curriculum",
    key_headings=("Số hiệu", "Quê quán"),
    columns=(
        Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ"), required=True),
        Column("name", ("Họ và tên", "Họ tên")),
        *(Column(name, (heading,)) for name, heading in HEADINGS.items()),
        Column("order", ("STT", "TT", "Số TT")),
    ),
)
CURRICULUM_GUIDE: Final = SheetGuide(
    sheet="Lý lịch",
    spec=CURRICULUM,
    lines={
        "number": (gettext_lazy("personnel number of an officer who is known already"), "T-0001"),
        "name": (gettext_lazy("checked against the number"), "Nguyễn Văn Mẫu"),
        **dict.fromkeys(HEADINGS, ("", "")),
    },
)


@dataclass(frozen=True)
class CurriculumRow:
    """What one row states: field → value; an empty cell states nothing."""

    source: TableRow
    number: str
    name: str
    facts: dict[str, Any]

    def cell(self, key: str) -> Cell:
        """Where a fact stands."""
        return self.source.cell(key)


def read_curricula(tables: Iterable[Table], reader: Reader) -> list[CurriculumRow]:
    """Rows without an error of their own."""
    lists = Lists() if tables else None
    found = []
    for table in tables:
        for source in table.rows:
            row = _read(reader, source, lists) if lists is not None else None
            if row is not None:
                found.append(row)
    return found


def enter_curricula(stage: "HistoryStage", rows: Iterable[CurriculumRow]) -> None:
    """Enter the facts of each row into the officer's profile, and count what came of it."""
    stored = _profiles(stage, rows)
    for row in rows:
        book = stage.book_of(row.number, row.name, row.cell)
        if book is None:
            continue
        known = stored.get(book.officer.pk)
        profile = known or Profile(officer=book.officer)
        try:
            require_plausible(book.officer, profile, row.facts)
        except DomainError as error:
            stage.desk.reader.error(row.cell(error.field), error.message)
            continue
        edits = _apply(stage, profile, row.facts)
        if known is None:
            stage.desk.ledger.create(profile)
            stored[book.officer.pk] = profile
        subject = f"{row.number} {book.officer.full_name} – {Profile._meta.verbose_name}"
        stage.desk.tally(subject, edits, is_new=known is None)


def _profiles(stage: "HistoryStage", rows: Iterable[CurriculumRow]) -> dict[int, Profile]:
    ids = [stage.books[row.number].officer.pk for row in rows if row.number in stage.books]
    found: dict[int, Profile] = {}
    for profile in Profile.objects.filter(officer__in=ids):
        found[profile.officer_id] = profile
    return found


def _apply(stage: "HistoryStage", profile: Profile, facts: dict[str, Any]) -> list[Edit]:
    edits = []
    for name, value in facts.items():
        before = shown_value(profile, name)
        if stage.desk.ledger.change(profile, **{name: value}):
            after = shown_value(profile, name)
            label = HEADINGS[name]
            edits.append(Edit(label, veiled("profile", name, before), veiled("profile", name, after)))
    return edits


def _read(reader: Reader, row: TableRow, lists: Lists) -> CurriculumRow | None:
    mark = len(reader.problems)
    number = required_text(reader, CURRICULUM, row, "number", _LONGEST_NUMBER)
    facts: dict[str, Any] = {}
    for name in HEADINGS:
        cell = row.cell(name)
        if not cell.is_empty:
            facts[name] = _fact(reader, cell, name, lists)
    if not is_sound(reader, mark):
        return None
    return CurriculumRow(row, number, reader.text(row.cell("name")), facts)


def _fact(reader: Reader, cell: Cell, name: str, lists: Lists) -> Any:
    column: Any = Profile._meta.get_field(name)
    if column.get_internal_type() == "DateField":
        day = read_date(reader, cell)
        return day.value if day else None
    text = nfc(reader.text(cell))
    try:
        value = read_value(column, text, lists)
        column.run_validators(value)
    except ValidationError as error:
        reader.error(cell, "; ".join(error.messages))
    except ValueError as error:
        message = _("“%(text)s” is no “%(part)s”; expected %(expected)s")
        told = {"text": text, "part": HEADINGS[name], "expected": what_is_expected(column, error)}
        reader.error(cell, message % told)
    else:
        return value
    return None
