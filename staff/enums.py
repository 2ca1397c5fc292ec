"""Fixed lists of the personnel record. Labels are the legal terms, in Vietnamese."""

from django.db.models import TextChoices


class UnitKind(TextChoices):
    """Kinds of agencies before and after 01/07/2025 (domain: QĐ 1898/QĐ-BTP)."""

    MANAGEMENT_DEPARTMENT = "cuc_quan_ly", "Cục Quản lý THADS"
    GENERAL_DEPARTMENT = "tong_cuc", "Tổng cục THADS"
    PROVINCIAL_AGENCY = "thads_tinh", "THADS tỉnh"
    PROVINCIAL_DEPARTMENT = "cuc_tinh", "Cục THADS"
    REGIONAL_OFFICE = "phong_khu_vuc", "Phòng THADS khu vực"
    DISTRICT_BRANCH = "chi_cuc", "Chi cục THADS"
    DIVISION = "phong", "Phòng"


class Sex(TextChoices):
    """Sex as the workbooks write it."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Precision(TextChoices):
    """How exactly a date is known; unknown parts count as 01."""

    DAY = "day", "ngày"
    MONTH = "month", "tháng"
    YEAR = "year", "năm"


class Engagement(TextChoices):
    """Civil servants and contract staff are counted apart."""

    CIVIL_SERVANT = "civil_servant", "Công chức"
    CONTRACT = "contract", "Hợp đồng"


class PostingKind(TextChoices):
    """What a posting is to its officer: home, loan, or a second chair."""

    PRIMARY = "primary", "Chính thức"
    SECONDMENT = "secondment", "Biệt phái"
    CONCURRENT = "concurrent", "Kiêm nhiệm"


class PostRole(TextChoices):
    """Whether a post leads its unit (articles 10 and 15 of Decree 335/2025)."""

    HEAD = "head", "Cấp trưởng"
    DEPUTY = "deputy", "Cấp phó"
    NONE = "none", "Không lãnh đạo"


class RankFamily(TextChoices):
    """Families of ranks, for cross-tabs and workload per enforcement officer."""

    ENFORCER = "enforcer", "Chấp hành viên"
    EXAMINER = "examiner", "Thẩm tra viên"
    CLERK = "clerk", "Thư ký thi hành án"
    SPECIALIST = "specialist", "Chuyên viên"
    ACCOUNTANT = "accountant", "Kế toán viên"
    ARCHIVIST = "archivist", "Văn thư viên"
    SUPPORT = "support", "Nhân viên hỗ trợ"


class QualificationKind(TextChoices):
    """Kinds of qualification that the reports count."""

    EDUCATION = "education", "Trình độ chuyên môn"
    POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
    STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"


class ImportState(TextChoices):
    """Where an uploaded workbook stands."""

    PREVIEWED = "previewed", "Đã kiểm tra, chờ ghi"
    REFUSED = "refused", "Bị từ chối"
    APPLIED = "applied", "Đã ghi"
