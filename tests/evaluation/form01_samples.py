"""A filled and a blank Mẫu số 01 with the criteria as the decree prints them."""

from datetime import date
from decimal import Decimal

from evaluation.documents.form01 import Form01, Form01Group, Form01Line

# Appendix II of the decree: group, maximum, its lines with their maximum.
CRITERIA = [
    (
        "I",
        "Phẩm chất chính trị, phẩm chất đạo đức, văn hóa thực thi công vụ và ý thức kỷ luật, kỷ cương trong thực "
        "thi công vụ",
        [
            ("Phẩm chất chính trị, phẩm chất đạo đức, văn hóa thực thi công vụ", "5"),
            ("Ý thức kỷ luật, kỷ cương trong thực thi công vụ", "5"),
        ],
    ),
    (
        "II",
        "Năng lực chuyên môn, nghiệp vụ theo yêu cầu của vị trí việc làm; khả năng đáp ứng yêu cầu thực thi nhiệm "
        "vụ được giao; tinh thần trách nhiệm trong thực thi công vụ; thái độ phục vụ người dân, doanh nghiệp và "
        "khả năng phối hợp với đồng nghiệp",
        [
            ("Năng lực chuyên môn, nghiệp vụ theo yêu cầu của vị trí việc làm", "2.5"),
            ("Khả năng đáp ứng yêu cầu thực thi nhiệm vụ được giao thường xuyên, đột xuất", "2.5"),
            ("Tinh thần trách nhiệm trong thực thi công vụ", "2.5"),
            ("Thái độ phục vụ người dân, doanh nghiệp và khả năng phối hợp với đồng nghiệp", "2.5"),
        ],
    ),
    (
        "III",
        "Năng lực đổi mới, sáng tạo, dám nghĩ, dám làm, dám chịu trách nhiệm vì lợi ích chung trong thực thi công vụ",
        [
            (
                "Có sản phẩm, giải pháp đột phá, sáng tạo đem lại giá trị, hiệu quả thiết thực, tác động tích cực "
                "đến kết quả thực hiện nhiệm vụ của cơ quan, tổ chức, đơn vị.",
                "2.5",
            ),
            (
                "Sẵn sàng tham gia thực hiện nhiệm vụ chính trị đặc biệt quan trọng, nhiệm vụ có tính chất đột "
                "xuất, phức tạp hoặc trong điều kiện khó khăn.",
                "2.5",
            ),
            (
                "Có tinh thần chịu trách nhiệm trước kết quả công việc; chủ động nhận trách nhiệm khi có sai sót "
                "và có biện pháp khắc phục rõ ràng, cụ thể.",
                "2.5",
            ),
            (
                "Chủ động đưa ra quyết định trong phạm vi thẩm quyền, không né tránh; có tinh thần tiên phong "
                "trong thực hiện những nhiệm vụ mới.",
                "2.5",
            ),
        ],
    ),
]
SELF_POINTS = ["4.5", "5", "2.25", "2", "1.75", "2.5", "1", "1.25", "0", "1.5"]


def groups(points: list[str] | None) -> list[Form01Group]:
    left = iter(points or [])
    return [
        Form01Group(
            code,
            text,
            Decimal(10),
            [
                Form01Line(str(number), line, Decimal(maximum), Decimal(next(left)) if points else None)
                for number, (line, maximum) in enumerate(lines, start=1)
            ],
        )
        for code, text, lines in CRITERIA
    ]


FULL = Form01(
    agency_parent="Thi hành án dân sự tỉnh Phú Thọ",
    agency="Phòng Thi hành án dân sự khu vực 1",
    period_title="Quý III năm 2026",
    officer_name="Nguyễn Thị Đường",
    post_title="Chấp hành viên trung cấp",
    unit_name="Phòng Thi hành án dân sự khu vực 1",
    groups=groups(SELF_POINTS),
    general=Decimal("27"),
    result=Decimal("60.083333333333"),
    total=Decimal("87.083333333333"),
    strengths="Chủ động, trách nhiệm.",
    weaknesses="Cập nhật hồ sơ còn chậm.",
    opinion="Nhất trí với nội dung tự đánh giá.",
    place="Phú Thọ",
    self_date=date(2026, 10, 2),
    officer_signed_name="Nguyễn Thị Đường",
    confirm_date=date(2026, 10, 12),
    scorer_title="Trưởng phòng",
    scorer_name="Trần Văn Bình",
    note="",
)
BLANK = Form01(
    **{
        **dict.fromkeys(Form01.__dataclass_fields__, ""),
        **dict.fromkeys(("general", "result", "total", "self_date", "confirm_date")),
        "groups": groups(None),
    }
)
