"""Form 2C-BNV/2008 (Decision 02/2008/QĐ-BNV): the curriculum vitae of a civil servant as PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from django.template.loader import render_to_string

from hrm.kernel.dates import show_date
from hrm.kernel.pdf import TEXT_WIDTH, dotted, render_pdf
from hrm.kernel.pdf_picture import Box, PictureError, place_picture
from staff.documents.layout import date_line
from staff.selectors.reports.agency import Agency
from staff.selectors.reports.curriculum import Curriculum, Pay

# Where the page leaves room for the photo, 4 by 6 cm at the upper left (staff/pdf/cv2c.html).
PHOTO: Final = Box(left=30.4, top=20.5, width=39.2, height=58.8)
_DOTS: Final = "........................"
_PAY_COLUMNS: Final = 8
_EMPTY_ROWS: Final = 2
_BODY_SIZE: Final = 13.0
_BESIDE_WIDTH: Final = TEXT_WIDTH * 0.74 - 10
# Words of the printed document, which is Vietnamese in every language of the interface.
_MASKED_NOTE: Final = (
    "Bản in che thông tin cá nhân (ký hiệu •). Bản đầy đủ chỉ in cho người có quyền và được ghi nhật ký."
)
_FULL_NOTE: Final = "Bản in đầy đủ thông tin cá nhân; lần in này đã được ghi nhật ký (Luật 91/2025/QH15)."
_CLOSED_NOTE: Final = (
    "Không in thông tin lý lịch, quan hệ gia đình: người in không có quyền xem các phần này."
)


@dataclass(frozen=True)
class Answer:
    """A label of the form and what was answered; an empty answer is left as dots."""

    label: str
    text: str

    @property
    def shown(self) -> str:
        """The answer, or dots to be filled in by hand."""
        return self.text or _DOTS


@dataclass(frozen=True)
class FormLine:
    """A numbered line with one or more answers; `width` of the line in points."""

    answers: Sequence[Answer]
    width: float

    @property
    def text(self) -> str:
        """The line as printed; when the last answer is open, dots run to the end of the line."""
        *before, last = self.answers
        begun = "".join(f"{answer.label} {answer.shown}, " for answer in before)
        if last.text:
            return f"{begun}{last.label} {last.text}"
        return dotted(f"{begun}{last.label} ", _BODY_SIZE, self.width)


# Numbered lines of the form: (label, name of the answer), several answers a line.
_BESIDE_PHOTO: Final[tuple[tuple[tuple[str, str], ...], ...]] = (
    (("1) Họ và tên khai sinh (viết chữ in hoa):", "birth_name"),),
    (("2) Tên gọi khác:", "other_names"),),
    (("3) Sinh ngày:", "birth_date"), ("Giới tính:", "sex")),
    (("4) Nơi sinh:", "birth_place"),),
)
_LINES: Final[tuple[tuple[tuple[str, str], ...], ...]] = (
    (("5) Quê quán:", "home_place"),),
    (("6) Dân tộc:", "ethnicity"), ("7) Tôn giáo:", "religion")),
    (("8) Nơi đăng ký hộ khẩu thường trú:", "permanent_address"),),
    (("9) Nơi ở hiện nay:", "current_address"),),
    (("10) Nghề nghiệp khi được tuyển dụng:", "job_before"),),
    (("11) Ngày tuyển dụng:", "recruited"), ("Cơ quan tuyển dụng:", "recruiting_agency")),
    (("12) Chức vụ (chức danh) hiện tại:", "posts"),),
    (("Được quy hoạch chức danh:", "planned"),),
    (("13) Công việc chính được giao:", "main_work"),),
    (("14) Ngạch công chức (viên chức):", "rank"), ("Mã ngạch:", "rank_code")),
    (("Bậc lương:", "step"), ("Hệ số:", "coefficient"), ("Ngày hưởng:", "step_since")),
    (("Phụ cấp chức vụ:", "post_allowance"), ("Phụ cấp khác:", "allowances")),
    (("15.1- Trình độ giáo dục phổ thông (đã tốt nghiệp lớp mấy/thuộc hệ nào):", "general_education"),),
    (("15.2- Trình độ chuyên môn cao nhất:", "education"),),
    (
        ("15.3- Lý luận chính trị:", "political_theory"),
        ("15.4- Quản lý nhà nước:", "state_management"),
    ),
    (("15.5- Ngoại ngữ:", "language"), ("15.6- Tin học:", "computing")),
    (
        ("16) Ngày vào Đảng Cộng sản Việt Nam:", "party_joined"),
        ("Ngày chính thức:", "party_official"),
    ),
    (("17) Ngày tham gia tổ chức chính trị - xã hội:", "organisations_joined"),),
    (("18) Ngày nhập ngũ:", "enlisted_on"), ("Ngày xuất ngũ:", "discharged_on")),
    (("Quân hàm cao nhất:", "military_rank"),),
    (("19) Danh hiệu được phong tặng cao nhất:", "highest_title"),),
    (("20) Sở trường công tác:", "strengths"),),
    (("21) Khen thưởng:", "awards"),),
    (("22) Kỷ luật:", "disciplines"),),
    (
        ("23) Tình trạng sức khỏe:", "health"),
        ("Chiều cao (cm):", "height_cm"),
        ("Cân nặng (kg):", "weight_kg"),
        ("Nhóm máu:", "blood_group"),
    ),
    (
        ("24) Là thương binh hạng:", "disability_class"),
        ("Là con gia đình chính sách:", "policy_family"),
    ),
    (
        ("25) Số căn cước công dân:", "citizen_id"),
        ("Ngày cấp:", "citizen_id_issued_on"),
        ("Nơi cấp:", "citizen_id_issuer"),
    ),
    (("26) Số sổ BHXH:", "insurance_number"),),
)


def cv2c_pdf(facts: Curriculum, agency: Agency, photo: BinaryIO | None = None) -> bytes:
    """The form as PDF; a file that is no picture leaves the place empty. Raises hrm.kernel.pdf.PdfError."""
    pdf = render_pdf(cv2c_html(facts, agency))
    if photo is None:
        return pdf
    try:
        return place_picture(pdf, photo, PHOTO)
    except PictureError:
        return pdf


def cv2c_html(facts: Curriculum, agency: Agency) -> str:
    """The form as HTML for the PDF renderer."""
    context = {
        "facts": facts,
        "agency": agency,
        "beside_photo": _answers(_BESIDE_PHOTO, facts.items, _BESIDE_WIDTH),
        "lines": _answers(_LINES, facts.items, TEXT_WIDTH),
        "personal_history": _answer("", facts.items.get("personal_history", "")),
        "foreign_relations": _answer("", facts.items.get("foreign_relations", "")),
        "abroad": _answer("", facts.items["abroad"]),
        "families": (
            (
                "a) Về bản thân: Cha, Mẹ, Vợ (hoặc chồng), các con, anh chị em ruột",
                facts.own_relatives,
            ),
            ("b) Về bên vợ (hoặc chồng): Cha, Mẹ, anh chị em ruột", facts.spouse_relatives),
        ),
        "pay_tables": list(_pay_tables(facts.pay)),
        "empty_rows": range(_EMPTY_ROWS),
        "dotted_line": dotted("", _BODY_SIZE),
        "declared": date_line(agency.place, None),
        "notes": _notes(facts),
    }
    return render_to_string("staff/pdf/cv2c.html", context)


def _answers(
    lines: Sequence[Sequence[tuple[str, str]]], items: dict[str, str], width: float
) -> list[FormLine]:
    return [FormLine([_answer(label, items.get(name, "")) for label, name in line], width) for line in lines]


def _answer(label: str, text: str) -> Answer:
    return Answer(label, text.strip())


def _pay_tables(pay: Sequence[Pay]) -> Iterator[list[Pay | None]]:
    """Eight steps a table, as the form has it; the last one filled up with empty columns."""
    for start in range(0, max(len(pay), 1), _PAY_COLUMNS):
        part: list[Pay | None] = list(pay[start : start + _PAY_COLUMNS])
        yield part + [None] * (_PAY_COLUMNS - len(part))


def _notes(facts: Curriculum) -> list[str]:
    notes = [f"Dữ liệu tại ngày {show_date(facts.at)}."]
    notes.append(_FULL_NOTE if facts.in_full else _MASKED_NOTE)
    return [*notes, *([_CLOSED_NOTE] if facts.closed else [])]
