"""A filled Mẫu số 01, and plans of booklets of any length made of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from evaluation.documents.form01 import Form01, Form01Group, Form01Line, form01_pdf
from evaluation.registries import Part, Plan
from evaluation.rules.criteria import CRITERIA, GROUPS

FORM = Form01(
    agency_parent="Thi hành án dân sự tỉnh Phú Thọ",
    agency="Phòng Thi hành án dân sự khu vực 8",
    period_title="Quý III năm 2026",
    officer_name="Nguyễn Thị Ánh",
    post_title="Chấp hành viên trung cấp",
    unit_name="Phòng Thi hành án dân sự khu vực 8",
    groups=[
        Form01Group(
            group.code,
            group.text,
            group.maximum,
            [
                Form01Line(line.number, line.text, line.maximum, line.maximum)
                for line in CRITERIA
                if line.group == group.code
            ],
        )
        for group in GROUPS
    ],
    general=Decimal(30),
    result=Decimal("59.995"),
    total=Decimal("89.995"),
    strengths="Chủ động, hoàn thành vượt chỉ tiêu về việc; phối hợp tốt với chính quyền địa phương.",
    weaknesses="Còn chậm cập nhật hồ sơ trên phần mềm.",
    opinion="Nhất trí với kết quả tự chấm.",
    place="Phú Thọ",
    self_date=date(2026, 10, 1),
    officer_signed_name="Nguyễn Thị Ánh",
    confirm_date=date(2026, 10, 5),
    scorer_title="Trưởng phòng",
    scorer_name="Phạm Văn An",
    note="",
)


def plan(length: int) -> Plan:
    """A booklet of so many people, every form with a name of its own."""
    parts = [
        Part(f"cc-{n}", f"Nguyễn Văn Số {n}", "Chấp hành viên", "PT-KV8", FORM.unit_name, _rendering(n))
        for n in range(length)
    ]
    return Plan("Tập phiếu", "tap.pdf", ["TẬP PHIẾU", "Quý III năm 2026"], parts)


def _rendering(n: int) -> Callable[[], bytes]:
    return lambda: form01_pdf(replace(FORM, officer_name=f"Nguyễn Văn Số {n}"))
