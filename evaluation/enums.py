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


class SpecialKind(TextChoices):
    """Kinds of case the agencies report apart."""

    CREDIT = "tin_dung", "Tín dụng, ngân hàng"
    CORRUPTION = "tham_nhung", "Tham nhũng, kinh tế"
    BUDGET = "thu_ngan_sach", "Thu cho ngân sách nhà nước"
    PRISONERS = "pham_nhan", "Người phải thi hành án đang chấp hành hình phạt tù"
    KEY = "trong_diem", "Vụ việc trọng điểm, phức tạp"


class Ending(TextChoices):
    """How cases left the books in a statistical month."""

    COMPLETED = "thi_hanh_xong", "Thi hành xong"
    TERMINATED = "dinh_chi", "Đình chỉ thi hành án"
    RETURNED = "gui_lai_yeu_cau", "Kết thúc do gửi lại yêu cầu (Luật 106/2025, Điều 32 NĐ 152/2026)"
    REDUCED = "mien_giam", "Miễn, giảm nghĩa vụ thi hành án"
    ENTRUSTED = "uy_thac", "Ủy thác thi hành án"
    WITHDRAWN = "thu_hoi_huy", "Thu hồi, hủy quyết định thi hành án"
    WATCH_BOOK = "chuyen_so_rieng", "Chuyển sổ theo dõi riêng"


class Counterpart(TextChoices):
    """Who counts the same cases beside us (TTLT 12/2021)."""

    COURT = "toa_an", "Tòa án"
    PROCURACY = "vien_kiem_sat", "Viện kiểm sát"


class InstanceKind(TextChoices):
    """What takes 25% off a product (article 14.2.b and c of Decree 335/2025)."""

    DEFECT = "khong_dat", "Không đạt chất lượng"
    DELAY = "cham", "Chậm tiến độ"


class Verdict(TextChoices):
    """What came of something that was asked for."""

    OPEN = "cho", "Chờ xem xét"
    YES = "dong_y", "Đồng ý"
    NO = "khong", "Không đồng ý"


class RatingState(TextChoices):
    """Where the rating of a year stands (articles 9 and 21 of Decree 335/2025)."""

    DRAFT = "draft", "Dự thảo"
    SELF_RATED = "self_rated", "Đã tự xếp loại"
    PROPOSED = "proposed", "Đã đề xuất"
    SIGNED = "signed", "Đã quyết định"


class AwardLevel(TextChoices):
    """At which level a title or award is given."""

    UNIT = "co_so", "Cơ sở"
    MINISTRY = "bo_tinh", "Bộ, tỉnh"
    STATE = "nha_nuoc", "Nhà nước"


class AwardStage(TextChoices):
    """Where a proposal for a title or an award stands."""

    PROPOSED = "proposed", "Đã đề nghị"
    PASSED = "passed", "Hội đồng thông qua"
    NOT_PASSED = "not_passed", "Hội đồng không thông qua"
    DECIDED = "decided", "Đã có quyết định"
    REFUSED = "refused", "Không được tặng"


class JobState(TextChoices):
    """Where work in the background stands."""

    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không thành"
    CANCELLED = "cancelled", "Đã hủy"
