"""Choices of the site's tables; the labels are the legal terms."""

from django.db.models import TextChoices


class Level(TextChoices):
    """At which level of the agencies someone serves; what is published may be meant for one of them."""

    NATIONAL = "national", "Trung ương"
    PROVINCE = "province", "THADS tỉnh"
    REGION = "region", "Phòng THADS khu vực"


class Side(TextChoices):
    """Whether a document is the Party's or the State's: their numbers are formed differently."""

    PARTY = "party", "Đảng"
    STATE = "state", "Nhà nước"


class DirectiveKind(TextChoices):
    """Kinds of directive documents (Decree 30/2020; Regulation 399-QĐ/TW for the Party's)."""

    RESOLUTION = "NQ", "Nghị quyết"
    DIRECTIVE = "CT", "Chỉ thị"
    CONCLUSION = "KL", "Kết luận"
    DECISION = "QĐ", "Quyết định"
    CIRCULAR_LETTER = "TTri", "Thông tri"
    PLAN = "KH", "Kế hoạch"
    GUIDANCE = "HD", "Hướng dẫn"
    NOTICE = "TB", "Thông báo"
    RULES = "QC", "Quy chế"
    REGULATION = "QyĐ", "Quy định"
    PROGRAMME = "CTr", "Chương trình"
    OFFICIAL_LETTER = "CV", "Công văn"
    TELEGRAM = "CĐ", "Công điện"
    REPORT = "BC", "Báo cáo"
    LAW = "L", "Luật"
    DECREE = "NĐ", "Nghị định"
    CIRCULAR = "TT", "Thông tư"
    JOINT_CIRCULAR = "TTLT", "Thông tư liên tịch"
    OTHER = "K", "Khác"


class DisseminationForm(TextChoices):
    """How a directive was studied (hình thức quán triệt)."""

    CONFERENCE = "conference", "Hội nghị trực tiếp"
    ONLINE = "online", "Hội nghị trực tuyến"
    PARTY_CELL = "party_cell", "Sinh hoạt chi bộ"
    MEETING = "meeting", "Họp cơ quan"
    DOCUMENT = "document", "Sao gửi văn bản"


class TaskState(TextChoices):
    """Where a task stands. Overdue is not a state: it follows from the deadline."""

    OPEN = "open", "Đang thực hiện"
    REPORTED = "reported", "Đã báo cáo, chờ xác nhận"
    DONE = "done", "Hoàn thành"
    WITHDRAWN = "withdrawn", "Đã rút"


class ReportState(TextChoices):
    """What became of a report on a task."""

    SENT = "sent", "Chờ xem"
    ACCEPTED = "accepted", "Đã chấp nhận"
    RETURNED = "returned", "Trả lại"


class ReviewKind(TextChoices):
    """Reviews of how a directive was carried out."""

    INTERIM = "interim", "Sơ kết"
    FINAL = "final", "Tổng kết"


class PartnerKind(TextChoices):
    """Agencies one coordinates with."""

    COURT = "court", "Tòa án"
    PROCURACY = "procuracy", "Viện kiểm sát"
    POLICE = "police", "Công an"
    PRISON = "prison", "Trại giam"
    BANK = "bank", "Ngân hàng, tổ chức tín dụng"
    INSURANCE = "insurance", "Bảo hiểm xã hội"
    TAX = "tax", "Thuế"
    LAND = "land", "Đăng ký đất đai"
    AUTHORITY = "authority", "Ủy ban nhân dân"
    FRONT = "front", "Mặt trận, đoàn thể"
    OTHER = "other", "Khác"


class InspectionKind(TextChoices):
    """Inspection from above, or the unit's own."""

    INSPECTION = "inspection", "Kiểm tra"
    SELF = "self", "Tự kiểm tra"
    THEMATIC = "thematic", "Kiểm tra chuyên đề"


class InspectionState(TextChoices):
    """Where an inspection stands."""

    PLANNED = "planned", "Theo kế hoạch"
    RUNNING = "running", "Đang tiến hành"
    CONCLUDED = "concluded", "Đã kết luận"
    CLOSED = "closed", "Đã khắc phục xong"


class CommitteeRole(TextChoices):
    """Seats of a steering committee (Decree 152/2026 art. 103, 104)."""

    HEAD = "head", "Trưởng ban"
    DEPUTY = "deputy", "Phó Trưởng ban"
    STANDING = "standing", "Ủy viên thường trực"
    MEMBER = "member", "Ủy viên"
    SECRETARY = "secretary", "Thư ký"


class Found(TextChoices):
    """What search finds."""

    NEWS = "news", "Tin tức"
    GUIDANCE = "guidance", "Hướng dẫn"
    DOCUMENT = "document", "Tệp đính kèm"
    DIRECTIVE = "directive", "Văn bản chỉ đạo"
    PERSON = "person", "Danh bạ"
