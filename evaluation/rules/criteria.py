"""The general criteria of Mẫu số 01 (NĐ 335/2025, art. 12.2 and Phụ lục II), in the words of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Group:
    """A group of criteria: a numbered heading of the form with the most its lines can give."""

    code: str
    maximum: Decimal
    text: str


@dataclass(frozen=True)
class Criterion:
    """A line of the form that takes points."""

    code: str
    group: str
    maximum: Decimal
    text: str

    @property
    def number(self) -> str:
        """The line's number within its group, as printed in the first column."""
        return self.code.partition(".")[2]


_GROUP = Decimal(10)
_WHOLE = Decimal(5)
_HALF = Decimal("2.5")

GROUPS: Final = (
    Group(
        "I",
        _GROUP,
        "Phẩm chất chính trị, phẩm chất đạo đức, văn hóa thực thi công vụ và ý thức kỷ luật, kỷ cương trong "
        "thực thi công vụ",
    ),
    Group(
        "II",
        _GROUP,
        "Năng lực chuyên môn, nghiệp vụ theo yêu cầu của vị trí việc làm; khả năng đáp ứng yêu cầu thực thi "
        "nhiệm vụ được giao; tinh thần trách nhiệm trong thực thi công vụ; thái độ phục vụ người dân, doanh "
        "nghiệp và khả năng phối hợp với đồng nghiệp",
    ),
    Group(
        "III",
        _GROUP,
        "Năng lực đổi mới, sáng tạo, dám nghĩ, dám làm, dám chịu trách nhiệm vì lợi ích chung trong thực thi "
        "công vụ",
    ),
)

CRITERIA: Final = (
    Criterion("I.1", "I", _WHOLE, "Phẩm chất chính trị, phẩm chất đạo đức, văn hóa thực thi công vụ"),
    Criterion("I.2", "I", _WHOLE, "Ý thức kỷ luật, kỷ cương trong thực thi công vụ"),
    Criterion("II.1", "II", _HALF, "Năng lực chuyên môn, nghiệp vụ theo yêu cầu của vị trí việc làm"),
    Criterion(
        "II.2",
        "II",
        _HALF,
        "Khả năng đáp ứng yêu cầu thực thi nhiệm vụ được giao thường xuyên, đột xuất",
    ),
    Criterion("II.3", "II", _HALF, "Tinh thần trách nhiệm trong thực thi công vụ"),
    Criterion(
        "II.4",
        "II",
        _HALF,
        "Thái độ phục vụ người dân, doanh nghiệp và khả năng phối hợp với đồng nghiệp",
    ),
    Criterion(
        "III.1",
        "III",
        _HALF,
        "Có sản phẩm, giải pháp đột phá, sáng tạo đem lại giá trị, hiệu quả thiết thực, tác động tích cực đến "
        "kết quả thực hiện nhiệm vụ của cơ quan, tổ chức, đơn vị.",
    ),
    Criterion(
        "III.2",
        "III",
        _HALF,
        "Sẵn sàng tham gia thực hiện nhiệm vụ chính trị đặc biệt quan trọng, nhiệm vụ có tính chất đột xuất, "
        "phức tạp hoặc trong điều kiện khó khăn.",
    ),
    Criterion(
        "III.3",
        "III",
        _HALF,
        "Có tinh thần chịu trách nhiệm trước kết quả công việc; chủ động nhận trách nhiệm khi có sai sót và "
        "có biện pháp khắc phục rõ ràng, cụ thể.",
    ),
    Criterion(
        "III.4",
        "III",
        _HALF,
        "Chủ động đưa ra quyết định trong phạm vi thẩm quyền, không né tránh; có tinh thần tiên phong trong "
        "thực hiện những nhiệm vụ mới.",
    ),
)

BY_CODE: Final[Mapping[str, Criterion]] = MappingProxyType({line.code: line for line in CRITERIA})


def check_points(code: str, points: Decimal) -> bool:
    """Whether a line can take these points: from 0 to its maximum (KeyError for an unknown line)."""
    maximum = BY_CODE[code].maximum
    return points.is_finite() and 0 <= points <= maximum


def general_sum(points: Mapping[str, Decimal | None]) -> Decimal | None:
    """Points for the general criteria, 0 to 30 (art. 12.2); None while one of the ten lines has none."""
    total = Decimal(0)
    for line in CRITERIA:
        given = points.get(line.code)
        if given is None:
            return None
        total += given
    return total
