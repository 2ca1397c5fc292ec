"""Every kind of history, declared once (domain 3 to 6 and 8.1)."""

from typing import Final

from django.db.models import Model

from staff import models
from staff.enums import PostingKind, QualificationKind
from staff.kinds.shape import Chapter, Kind

_STUDY: Final = ("title", "specialty", "school", "study_form", "certificate")


def _learning(slug: str, kind: QualificationKind, *, alone: bool) -> Kind:
    return Kind(
        slug,
        models.Qualification,
        Chapter.LEARNING,
        str(kind.label),
        _STUDY,
        needed=("title",),
        where={"kind": kind.value},
        alone=() if alone else None,
    )


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "vi-tri",
        models.Posting,
        Chapter.CAREER,
        "Quá trình công tác",
        ("unit", "post", "act", "acting", "engagement"),
        needed=("unit",),
        where={"kind": PostingKind.PRIMARY.value},
        alone=(),
    ),
    Kind(
        "biet-phai",
        models.Posting,
        Chapter.CAREER,
        "Biệt phái",
        ("unit", "post"),
        needed=("unit",),
        where={"kind": PostingKind.SECONDMENT.value},
        alone=(),
    ),
    Kind(
        "kiem-nhiem",
        models.Posting,
        Chapter.CAREER,
        "Kiêm nhiệm",
        ("unit", "post"),
        needed=("unit",),
        where={"kind": PostingKind.CONCURRENT.value},
        alone=("unit",),
    ),
    Kind(
        "nhiem-ky",
        models.LeadershipTerm,
        Chapter.CAREER,
        "Thời hạn giữ chức vụ lãnh đạo",
        ("unit", "post", "act"),
        needed=("unit", "post", "act"),
        alone=("post", "unit"),
    ),
    Kind(
        "phu-trach",
        models.UnitCharge,
        Chapter.CAREER,
        "Đơn vị phụ trách",
        ("unit",),
        needed=("unit",),
        alone=("unit",),
    ),
    Kind(
        "thay-mat",
        models.StandIn,
        Chapter.CAREER,
        "Quyền, phụ trách, ủy quyền",
        ("unit", "kind", "instead_of", "scope", "scores"),
        needed=("unit", "kind"),
        alone=("unit",),
    ),
    Kind(
        "vi-tri-chuyen-doi",
        models.RotationDuty,
        Chapter.CAREER,
        "Vị trí phải định kỳ chuyển đổi",
        ("unit", "position"),
        needed=("unit", "position"),
        alone=("position",),
    ),
    Kind(
        "chua-chuyen-doi",
        models.Hindrance,
        Chapter.CAREER,
        "Trường hợp chưa chuyển đổi vị trí",
        ("kind", "note"),
        needed=("kind",),
        alone=("kind",),
    ),
    Kind(
        "vang-mat",
        models.Absence,
        Chapter.CAREER,
        "Nghỉ dài ngày, đi học",
        ("kind", "place"),
        needed=("kind",),
        alone=(),
    ),
    Kind(
        "hop-dong",
        models.LabourContract,
        Chapter.CAREER,
        "Hợp đồng lao động",
        ("kind", "number", "job"),
        needed=("kind",),
        alone=(),
    ),
    Kind(
        "cong-tac-khac",
        models.PriorWork,
        Chapter.CAREER,
        "Công tác ở nơi khác",
        ("organisation", "job"),
        needed=("organisation",),
    ),
    Kind("ngach", models.RankHolding, Chapter.PAY, "Ngạch công chức", ("rank",), needed=("rank",), alone=()),
    Kind(
        "luong",
        models.SalaryStep,
        Chapter.PAY,
        "Bậc lương",
        ("step", "coefficient", "raised", "beyond_percent", "delay_months"),
        needed=("step",),
        alone=(),
    ),
    Kind(
        "phu-cap",
        models.Allowance,
        Chapter.PAY,
        "Phụ cấp",
        ("name", "coefficient", "percent"),
        needed=("name",),
        alone=("name",),
    ),
    Kind(
        "the",
        models.Card,
        Chapter.PAY,
        "Thẻ chấp hành viên, thẩm tra viên",
        ("kind", "number", "revoked"),
        needed=("kind", "number"),
        alone=("kind",),
    ),
    _learning("trinh-do-chuyen-mon", QualificationKind.EDUCATION, alone=True),
    _learning("ly-luan-chinh-tri", QualificationKind.POLITICAL_THEORY, alone=True),
    _learning("quan-ly-nha-nuoc", QualificationKind.STATE_MANAGEMENT, alone=True),
    _learning("ngoai-ngu", QualificationKind.LANGUAGE, alone=False),
    _learning("tin-hoc", QualificationKind.COMPUTING, alone=False),
    _learning("nghiep-vu-thi-hanh-an", QualificationKind.ENFORCEMENT, alone=False),
    _learning("lanh-dao-quan-ly", QualificationKind.LEADERSHIP, alone=False),
    _learning("quoc-phong-an-ninh", QualificationKind.DEFENCE, alone=False),
    Kind(
        "dang-vien",
        models.PartyMembership,
        Chapter.PARTY,
        "Đảng viên",
        ("cell", "official_on", "card_number"),
        alone=(),
    ),
    Kind(
        "cap-uy",
        models.PartyPost,
        Chapter.PARTY,
        "Chức vụ Đảng, cấp ủy",
        ("title", "committee", "term"),
        needed=("title", "committee"),
        alone=("committee",),
    ),
    Kind(
        "quy-hoach",
        models.Planning,
        Chapter.PARTY,
        "Quy hoạch",
        ("unit", "post", "term"),
        needed=("unit", "post", "term"),
        alone=("post", "unit", "term"),
    ),
    Kind(
        "ky-luat",
        models.Discipline,
        Chapter.INTEGRITY,
        "Kỷ luật",
        ("form", "act", "side", "acted_on", "public_duty", "degradation"),
        needed=("form", "act", "side"),
    ),
    Kind(
        "ket-luan",
        models.Conclusion,
        Chapter.INTEGRITY,
        "Kết luận của cơ quan có thẩm quyền",
        ("authority", "ground", "summary"),
        needed=("authority", "ground", "summary"),
        key=("authority", "ground"),
    ),
    Kind(
        "ke-khai-tai-san",
        models.AssetDuty,
        Chapter.INTEGRITY,
        "Nghĩa vụ kê khai tài sản",
        ("kind", "year", "due", "handed_in", "published"),
        needed=("kind", "year", "due"),
        key=("kind", "year"),
    ),
    Kind(
        "khen-thuong",
        models.AwardHeld,
        Chapter.MERIT,
        "Danh hiệu, khen thưởng",
        ("kind", "name", "year", "money"),
        needed=("kind", "name"),
        key=("name",),
    ),
    Kind(
        "quan-he",
        models.Relation,
        Chapter.FAMILY,
        "Quan hệ gia đình, lợi ích",
        ("relationship", "full_name", "birth_year", "occupation", "side", "abroad", "conflict"),
        needed=("relationship", "full_name"),
        key=("relationship", "full_name"),
        masked=True,
    ),
)

_BY_SLUG: Final = {kind.slug: kind for kind in KINDS}


def kind_by_slug(slug: str) -> Kind | None:
    """The kind of an address, or nothing."""
    return _BY_SLUG.get(slug)


def kind_of(row: Model) -> Kind:
    """The kind a stored row is of; LookupError for a row of no history."""
    for kind in KINDS:
        if kind.covers(row):
            return kind
    raise LookupError(f"{type(row).__name__} is no kind of history")


def kinds_of(model: type[Model]) -> tuple[Kind, ...]:
    """The kinds that share a table."""
    return tuple(kind for kind in KINDS if kind.model is model)
