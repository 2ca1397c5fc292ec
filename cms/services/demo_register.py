"""What the demonstration registers: directives and what follows from them. Invented, but for the public ones.

Days are fixed where they lie behind, and counted from today where they are deadlines.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

INVENTED: Final = " (hư cấu)"


@dataclass(frozen=True)
class Document:
    """A directive of the demonstration. `targets`: unit code, with below, level; none = everyone."""

    symbol: str
    issuer: str
    issued_on: date
    title: str
    summary: str
    signer: str = ""
    in_force_from: date | None = None
    implements: str = ""
    replaces: tuple[str, ...] = ()
    targets: tuple[tuple[str, bool, str], ...] = ()
    asks: bool = True
    days_left: int | None = None
    published: bool = True


DOCUMENTS: Final = (
    Document(
        symbol="84-KL/TW",
        issuer="Ban Bí thư Trung ương Đảng",
        issued_on=date(2020, 7, 29),
        title="Kết luận của Ban Bí thư (nêu trong các bài viết về công tác thi hành án dân sự)",
        summary="Làm căn cứ cho các chỉ thị, kế hoạch của tỉnh; bản minh họa không sao lại nội dung văn bản.",
        asks=False,
    ),
    Document(
        symbol="33-CT/TU",
        issuer="Tỉnh ủy Vĩnh Phúc",
        issued_on=date(2020, 9, 25),
        title="Chỉ thị về lãnh đạo công tác thi hành án dân sự trên địa bàn tỉnh",
        summary="Tiếp nối Chỉ thị số 01-CT/TU ngày 04/01/2011; hết hiệu lực khi có chỉ thị thay thế.",
        asks=False,
        targets=(("PT", True, ""),),
    ),
    Document(
        symbol="12-CT/TU",
        issuer="Tỉnh ủy Phú Thọ",
        issued_on=date(2026, 9, 15),
        title="Chỉ thị về tăng cường lãnh đạo công tác thi hành án dân sự trong tình hình mới" + INVENTED,
        summary=(
            "Cấp ủy các đơn vị tổ chức quán triệt trong tháng 10/2026; giao từng việc rõ người, rõ việc, rõ thời "
            "gian; báo cáo hằng quý; tập trung các việc có giá trị lớn và việc liên quan tổ chức tín dụng."
        ),
        signer="Bí thư Tỉnh ủy" + INVENTED,
        in_force_from=date(2026, 9, 15),
        implements="84-KL/TW",
        replaces=("33-CT/TU",),
        targets=(("PT", True, ""),),
        days_left=12,
    ),
    Document(
        symbol="21/KH-THADS",
        issuer="Thi hành án dân sự tỉnh Phú Thọ",
        issued_on=date(2026, 10, 1),
        title="Kế hoạch thực hiện Chỉ thị số 12-CT/TU của Tỉnh ủy" + INVENTED,
        summary="Phân công nhiệm vụ cho các phòng, thời hạn từng việc, chế độ báo cáo ba tháng một lần.",
        signer="Trần Quang Huy",
        in_force_from=date(2026, 10, 1),
        implements="12-CT/TU",
        targets=(("PT", True, ""),),
        days_left=5,
    ),
    Document(
        symbol="842/THADS-VP",
        issuer="Thi hành án dân sự tỉnh Phú Thọ",
        issued_on=date(2026, 11, 16),
        title="Công văn về đợt cao điểm thi hành án dân sự cuối năm tại các phòng khu vực" + INVENTED,
        summary="Mỗi phòng khu vực lập danh sách việc có điều kiện, báo cáo kết quả hằng tuần về Văn phòng.",
        signer="Trần Quang Huy",
        targets=(("PT", True, "region"),),
        days_left=3,
    ),
    Document(
        symbol="25/KH-THADS",
        issuer="Thi hành án dân sự tỉnh Phú Thọ",
        issued_on=date(2026, 11, 20),
        title="Kế hoạch kiểm tra nghiệp vụ năm 2027 (dự thảo)" + INVENTED,
        summary="Bản dự thảo: chỉ người quản lý văn bản nhìn thấy cho đến khi được phổ biến.",
        targets=(("PT", True, ""),),
        published=False,
    ),
)


@dataclass(frozen=True)
class Duty:
    """A task of the demonstration; `days`: from today to the deadline; `percent`: what was reported."""

    unit: str
    owner: str
    title: str
    product: str
    days: int
    evidence: str = ""
    percent: int = 0
    text: str = ""
    accepted: bool = False


TASKS: Final = (
    Duty(
        "PT-KV8",
        "VP0045",
        "Rà soát các việc có điều kiện thi hành liên quan tổ chức tín dụng",
        "Danh sách việc có điều kiện, kèm phương án xử lý từng việc",
        10,
        "Bảng Excel theo mẫu của Văn phòng",
        60,
        "Đã rà soát 31 trong 48 việc; còn các việc chờ thẩm định giá.",
    ),
    Duty(
        "PT-KV8",
        "VP0043",
        "Báo cáo kết quả quý IV/2026 thực hiện Chỉ thị số 12-CT/TU",
        "Báo cáo của phòng gửi Văn phòng",
        25,
    ),
    Duty(
        "PT",
        "VP0010",
        "Tổng hợp tình hình quán triệt Chỉ thị số 12-CT/TU của các phòng",
        "Bảng tổng hợp tỷ lệ tham dự theo phòng",
        2,
        "Danh sách dự hội nghị của từng phòng",
        100,
        "Đã nhận đủ danh sách của các phòng, tổng hợp gửi kèm.",
        accepted=True,
    ),
    Duty(
        "PT",
        "VP0015",
        "Đề xuất bổ sung chấp hành viên cho phòng có lượng việc cao",
        "Tờ trình kèm bảng biên chế và lượng việc",
        15,
    ),
)

PARTNERS: Final = (
    "Tòa án nhân dân tỉnh Phú Thọ",
    "Viện kiểm sát nhân dân tỉnh Phú Thọ",
    "Công an tỉnh Phú Thọ",
    "Ngân hàng Nhà nước khu vực 5",
)
MEMBERS: Final = (
    ("head", "Phó Chủ tịch Ủy ban nhân dân tỉnh", "Nguyễn Văn Hòa"),
    ("deputy", "Trưởng Thi hành án dân sự tỉnh", "Trần Quang Huy"),
    ("member", "Phó Giám đốc Công an tỉnh", "Lê Minh Sơn"),
    ("member", "Phó Chánh án Tòa án nhân dân tỉnh", "Phạm Thị Hạnh"),
    ("member", "Phó Viện trưởng Viện kiểm sát nhân dân tỉnh", "Đỗ Xuân Trường"),
)
