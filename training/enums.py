"""Fixed lists of the training app. Labels are the terms of the field, in Vietnamese."""

from django.db.models import TextChoices


class EnrolmentState(TextChoices):
    """Where someone's place in a session stands."""

    PROPOSED = "proposed", "Đề nghị, chờ duyệt"
    ENROLLED = "enrolled", "Được cử đi học"
    WAITING = "waiting", "Danh sách chờ"
    WITHDRAWN = "withdrawn", "Đã rút"
    REFUSED = "refused", "Không cử"


class Stage(TextChoices):
    """Where a session stands on a day."""

    OPEN = "open", "Đang nhận đăng ký"
    CLOSED = "closed", "Hết hạn đăng ký"
    RUNNING = "running", "Đang học"
    OVER = "over", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class Class(TextChoices):
    """Class (xếp loại) on a certificate."""

    EXCELLENT = "xuat_sac", "Xuất sắc"
    VERY_GOOD = "gioi", "Giỏi"
    GOOD = "kha", "Khá"
    FAIR = "trung_binh", "Trung bình"


class Degree(TextChoices):
    """Postgraduate studies that bind to serve (Decree 171/2025)."""

    MASTER = "master", "Thạc sĩ"
    DOCTOR = "phd", "Tiến sĩ"


class NeedKind(TextChoices):
    """What somebody may lack for a rank or post, in the order of the boards."""

    EDUCATION = "education", "Trình độ chuyên môn"
    POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
    STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"
    ENFORCEMENT = "enforcement", "Nghiệp vụ thi hành án"
    LEADERSHIP = "leadership", "Lãnh đạo, quản lý"
    EXAM = "exam", "Kỳ thi tuyển"
    TIME = "time", "Thời gian công tác"
    POSITION = "position", "Vị trí việc làm"


class Target(TextChoices):
    """What the needs are asked for."""

    HELD = "hien-giu", "Ngạch, chức vụ đang giữ"
    NEXT = "ke-tiep", "Ngạch kế tiếp"
