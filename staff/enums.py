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
    LANGUAGE = "language", "Ngoại ngữ"
    COMPUTING = "computing", "Tin học"
    ENFORCEMENT = "enforcement", "Nghiệp vụ thi hành án"
    LEADERSHIP = "leadership", "Lãnh đạo, quản lý"
    DEFENCE = "defence", "Quốc phòng, an ninh"


class ImportState(TextChoices):
    """Where an uploaded workbook stands."""

    PREVIEWED = "previewed", "Đã kiểm tra, chờ ghi"
    REFUSED = "refused", "Bị từ chối"
    APPLIED = "applied", "Đã ghi"


class PostingAct(TextChoices):
    """The act of personnel work that made a posting (Decree 170/2025)."""

    RECRUITED = "recruited", "Tuyển dụng"
    APPOINTED = "appointed", "Bổ nhiệm"
    REAPPOINTED = "reappointed", "Bổ nhiệm lại"
    TRANSFERRED = "transferred", "Điều động"
    ROTATED = "rotated", "Luân chuyển"
    POSITION_CHANGED = "pos_changed", "Chuyển đổi vị trí công tác"
    SECONDED = "seconded", "Biệt phái"
    RETURNED = "returned", "Hết biệt phái"
    CONCURRENT = "concurrent", "Kiêm nhiệm"
    REORGANISED = "reorganised", "Sắp xếp tổ chức"
    DISMISSED = "dismissed", "Thôi giữ chức vụ"


class StepRaise(TextChoices):
    """How a salary step came about (Decree 204/2004 and its circulars)."""

    INITIAL = "initial", "Khi tuyển dụng"
    REGULAR = "regular", "Nâng bậc thường xuyên"
    EARLY = "early", "Nâng bậc trước thời hạn"
    RANK = "rank", "Khi bổ nhiệm ngạch"
    BEYOND = "beyond", "Phụ cấp vượt khung"
    LOWERED = "lowered", "Hạ bậc lương"


class FileKind(TextChoices):
    """What a file of the record shows."""

    PHOTO = "photo", "Ảnh chân dung"
    DECISION = "decision", "Quyết định"
    DIPLOMA = "diploma", "Văn bằng, chứng chỉ"
    PLEDGE = "pledge", "Bản cam kết"
    OTHER = "other", "Tài liệu khác"


class TermAct(TextChoices):
    """What began a term in a leading post: five years each (Decree 170/2025)."""

    FIRST = "first", "Bổ nhiệm lần đầu"
    AGAIN = "again", "Bổ nhiệm lại"
    EXTENDED = "extended", "Kéo dài đến tuổi nghỉ hưu"


class AbsenceKind(TextChoices):
    """Long absences that ratings, rotation and scorers depend on (art. 11 of Decree 335/2025)."""

    SICK = "sick", "Nghỉ ốm"
    MATERNITY = "maternity", "Nghỉ thai sản"
    UNPAID = "unpaid", "Nghỉ không hưởng lương"
    STUDY = "study", "Đi học tập trung"


class StandInKind(TextChoices):
    """How someone acts for a head."""

    ACTING_HEAD = "acting_head", "Quyền / phụ trách đơn vị"
    DELEGATION = "delegation", "Ủy quyền điều hành"


class ContractKind(TextChoices):
    """Labour contracts (Decrees 111/2022 and 173/2025)."""

    INDEFINITE = "indefinite", "Không xác định thời hạn"
    DEFINITE = "definite", "Xác định thời hạn"
    CIVIL_DUTIES = "civil_duties", "Thực hiện nhiệm vụ của công chức (NĐ 173/2025)"


class CardKind(TextChoices):
    """Cards issued to enforcement officers and examiners."""

    ENFORCER = "enforcer", "Thẻ chấp hành viên"
    EXAMINER = "examiner", "Thẻ thẩm tra viên"


class DisciplineSide(TextChoices):
    """Who disciplined."""

    STATE = "state", "Chính quyền"
    PARTY = "party", "Đảng"


class DisciplineForm(TextChoices):
    """Forms of discipline: six until 30/06/2025, four from 01/07/2025 (Decree 172/2025); party: four."""

    REPRIMAND = "khien_trach", "Khiển trách"
    WARNING = "canh_cao", "Cảnh cáo"
    STEP_LOWERED = "ha_bac_luong", "Hạ bậc lương"
    DEMOTION = "giang_chuc", "Giáng chức"
    REMOVAL = "cach_chuc", "Cách chức"
    DISMISSAL = "buoc_thoi_viec", "Buộc thôi việc"
    EXPULSION = "khai_tru", "Khai trừ"


class ConclusionGround(TextChoices):
    """Conclusions of authorities that force a rating (art. 20.4 of Decree 335/2025), and others."""

    DEGRADATION = "degradation", "Suy thoái tư tưởng chính trị, đạo đức, lối sống"
    PARTY_PROHIBITED = "prohibited", "Vi phạm những điều đảng viên không được làm"
    EXEMPLARY = "exemplary", "Vi phạm trách nhiệm nêu gương"
    UNIT_CORRUPTION = "unit_corrupt", "Đơn vị phụ trách trực tiếp có tham nhũng, lãng phí"
    OTHER = "other", "Kết luận khác"


class HindranceKind(TextChoices):
    """States in which a change of position waits (art. 38 of Decree 59/2019)."""

    DISCIPLINE_PENDING = "pending", "Đang bị xem xét, xử lý kỷ luật"
    INVESTIGATED = "investigated", "Đang bị kiểm tra, xác minh, thanh tra, điều tra, truy tố, xét xử"
    ILLNESS = "illness", "Đang điều trị bệnh hiểm nghèo"
    NURSING = "nursing", "Đang mang thai hoặc nuôi con dưới 36 tháng tuổi"


class Relationship(TextChoices):
    """Relatives of a curriculum vitae and of the conflict-of-interest list (art. 16.2 of Law 106/2025)."""

    SPOUSE = "spouse", "Vợ / chồng"
    CHILD = "child", "Con"
    PARENT = "parent", "Cha / mẹ"
    GRANDPARENT = "grandparent", "Ông / bà"
    SIBLING = "sibling", "Anh / chị / em ruột"
    UNCLE_AUNT = "uncle_aunt", "Cô / dì / chú / bác / cậu"
    NEPHEW_NIECE = "nephew", "Cháu ruột"
    OTHER = "other", "Người có quan hệ lợi ích khác"


class Side(TextChoices):
    """Whose relatives."""

    OWN = "own", "Bản thân"
    SPOUSE = "spouse", "Bên vợ (chồng)"


class AssetDutyKind(TextChoices):
    """Kinds of asset declaration (articles 34 to 36 of Law 36/2018)."""

    FIRST = "first", "Lần đầu"
    YEARLY = "yearly", "Hằng năm"
    SUPPLEMENTARY = "supplement", "Bổ sung"
    PERSONNEL = "personnel", "Phục vụ công tác cán bộ"


class AwardKind(TextChoices):
    """Titles of emulation and awards (Law 06/2022)."""

    TITLE = "title", "Danh hiệu thi đua"
    AWARD = "award", "Hình thức khen thưởng"


class PledgeMethod(TextChoices):
    """How a pledge was given."""

    ACCOUNT = "account", "Xác nhận trên hệ thống"
    PAPER = "paper", "Bản giấy đã ký"


class CorrectionState(TextChoices):
    """Where a proposed correction stands."""

    WAITING = "waiting", "Chờ xem xét"
    APPROVED = "approved", "Đã chấp nhận"
    REFUSED = "refused", "Không chấp nhận"
    WITHDRAWN = "withdrawn", "Đã rút lại"


class PlanState(TextChoices):
    """Where a planned reorganisation stands."""

    DRAFT = "draft", "Dự thảo"
    APPLIED = "applied", "Đã thực hiện"
    DROPPED = "dropped", "Đã bỏ"


class StepKind(TextChoices):
    """What one step of a reorganisation does to units."""

    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia, tách"
    RENAME = "rename", "Đổi tên, đổi loại hình"
