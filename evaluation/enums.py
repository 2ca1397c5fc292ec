"""Fixed lists of caseload and evaluation. Labels are the legal terms, in Vietnamese."""

from django.db.models import TextChoices


class Measure(TextChoices):
    """What the statutory forms count: cases, or money in whole đồng."""

    CASES = "viec", "Việc"
    MONEY = "tien", "Tiền"


class Initiative(TextChoices):
    """Whether the agency enforces on its own initiative or on request."""

    OWN = "chu_dong", "Chủ động"
    REQUEST = "theo_yeu_cau", "Theo yêu cầu"


class ProductSource(TextChoices):
    """Where the quantity done of a product comes from."""

    MANUAL = "", "Nhập trực tiếp"
    RESOLVED_OWN = "viec_xong_chu_dong", "việc xong chủ động"
    RESOLVED_REQUEST = "viec_xong_theo_yeu_cau", "việc xong theo yêu cầu"


class EvaluationState(TextChoices):
    """Where a form stands."""

    DRAFT = "draft", "Dự thảo"
    SELF_SCORED = "self_scored", "Đã tự chấm"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REOPENED = "reopened", "Mở lại"


class Band(TextChoices):
    """Score bands of article 20 of Decree 335/2025."""

    EXCELLENT = "xuat_sac", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "tot", "Hoàn thành tốt nhiệm vụ"
    DONE = "hoan_thanh", "Hoàn thành nhiệm vụ"
    NOT_DONE = "khong_hoan_thanh", "Không hoàn thành nhiệm vụ"


class Seat(TextChoices):
    """In which role an officer is evaluated (articles 14 and 15)."""

    HEAD = "head", "Người đứng đầu"
    DEPUTY = "deputy", "Cấp phó"
    STAFF = "staff", "Công chức không giữ chức vụ lãnh đạo"
