"""Headings of the workbook of participants, and what they explain."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hrm.kernel.workbook.guides import SheetGuide
from hrm.kernel.workbook.tables import Column, TableSpec

PARTICIPANTS: Final = TableSpec(
    name="participants",
    key_headings=("Số hiệu", "Mã khóa"),
    columns=(
        Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ"), required=True),
        Column("name", ("Họ và tên", "Họ tên")),
        Column("course", ("Mã khóa",), required=True),
        Column("start", ("Ngày bắt đầu", "Ngày khai giảng")),
        Column("outcome", ("Kết quả",)),
        Column("mark", ("Điểm",)),
        Column("grade", ("Xếp loại",)),
        Column("certificate", ("Số chứng chỉ",)),
        Column("issued_on", ("Ngày cấp",)),
        Column("order", ("STT", "TT", "Số TT")),
    ),
)
GUIDES: Final = (
    SheetGuide(
        sheet="Học viên",
        spec=PARTICIPANTS,
        lines={
            "number": (_("personnel number"), "T-0001"),
            "name": (_("checked against the number"), "Nguyễn Văn Mẫu"),
            "course": (_("a course whose session is open here"), "TH-LUAT-01"),
            "start": (_("needed where the course has several sessions"), "15/06/2026"),
            "outcome": ("Đạt; Không đạt", "Đạt"),
            "mark": (_("0 to 100"), 8.5),
            "grade": ("Xuất sắc; Giỏi; Khá; Trung bình", "Khá"),
            "certificate": ("", "01/CC"),
            "issued_on": (_("the qualification holds from that day"), "20/06/2026"),
        },
    ),
)
