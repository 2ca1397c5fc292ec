"""What each history sheet asks for, in plain words: one sheet a kind in the blank workbook."""

from datetime import date
from typing import Final

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from hrm.kernel.workbook.guides import SheetGuide
from staff.imports.histories.curricula import CURRICULUM_GUIDE
from staff.imports.histories.parts import expected_parts
from staff.imports.histories.specs import HISTORY
from staff.kinds import KINDS, Kind

# A content that would do, for the kinds most often brought in.
_EXAMPLES: Final = {
    "vi-tri": "Phó Trưởng phòng; Bổ nhiệm",
    "biet-phai": "",
    "nhiem-ky": "Phó Trưởng phòng; Bổ nhiệm lần đầu",
    "ngach": "Chấp hành viên sơ cấp",
    "luong": "3; 3,00; Nâng bậc thường xuyên",
    "the": "Thẻ chấp hành viên; CHV-0123",
    "trinh-do-chuyen-mon": "Đại học; Luật; Trường Đại học Luật Hà Nội; Chính quy",
    "ly-luan-chinh-tri": "Trung cấp",
    "quan-ly-nha-nuoc": "Chuyên viên",
    "dang-vien": "Chi bộ 1; 03/02/2013",
    "cap-uy": "Cấp ủy viên; Chi ủy Chi bộ 1; 2025–2027",
    "quy-hoach": "Trưởng phòng; 2026–2031",
    "ky-luat": "Khiển trách; vi phạm trong thi hành công vụ; Chính quyền; 01/03/2024; x",
    "khen-thuong": "Danh hiệu thi đua; Chiến sĩ thi đua cơ sở; 2025",
    "quan-he": "Vợ / chồng; Nguyễn Thị Mẫu; 1988; giáo viên",
}
_parts = lazy(expected_parts, str)


def _guide(kind: Kind) -> SheetGuide:
    lines: dict[str, tuple[object, object]] = {
        "number": (_("personnel number of an officer who is known already"), "T-0001"),
        "name": (_("checked against the number"), "Nguyễn Văn Mẫu"),
        "start": (_("first day; dd/mm/yyyy, mm/yyyy or yyyy"), date(2015, 6, 1)),
        "end": (_("first day on which it no longer holds; empty = still holds, or until the next row"), None),
        "content": (_parts(kind), _EXAMPLES.get(kind.slug, "")),
        "unit": (_("code of the unit"), "T-KV1"),
        "decision": (_("decision number"), "12/QĐ-CTHADS"),
        "decision_date": (_("date of the decision"), date(2015, 5, 25)),
        "issuer": (_("issued by"), "Cục THADS tỉnh T"),
        "signer": (_("signed by"), ""),
        "reason": (_("needed only where a rule advises against the row; it is kept"), ""),
    }
    if not kind.has_unit:
        del lines["unit"]
    return SheetGuide(sheet=_sheet_name(kind), spec=HISTORY, lines=lines, titles=(kind.heading.upper(),))  # type: ignore[arg-type]


def _sheet_name(kind: Kind) -> str:
    """Excel takes 31 characters; the title row says the whole heading."""
    return kind.heading[:31].strip(" ,")


HISTORY_GUIDES: Final = (*(_guide(kind) for kind in KINDS), CURRICULUM_GUIDE)
