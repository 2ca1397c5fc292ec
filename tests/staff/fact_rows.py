"""A true row of every kind of history, and what a person would type to enter it."""

from datetime import date
from typing import Any

from hrm.kernel.dates import PartialDate
from staff.kinds import KINDS, Kind
from staff.models import Officer, Post, Rank, RotationPosition
from staff.services.facts import record_fact
from tests.conftest import Cast

START, SHOWN = date(2024, 3, 1), "01/03/2024"


def typed(kind: Kind, cast: Cast) -> dict[str, str]:
    """The fields of the form for a row that no rule objects to."""
    head = str(Post.objects.get(name="Trưởng phòng").pk)
    position, _new = RotationPosition.objects.get_or_create(name="Kế toán", defaults={"term_months": 36})
    values: dict[str, dict[str, str]] = {
        "vi-tri": {"unit": str(cast.b.pk), "engagement": "civil_servant"},
        "biet-phai": {"unit": str(cast.t.pk), "end": "01/03/2026"},
        "kiem-nhiem": {"unit": str(cast.t.pk)},
        "nhiem-ky": {"unit": str(cast.b.pk), "post": head, "act": "again", "end": "01/03/2029"},
        "phu-trach": {"unit": str(cast.a.pk)},
        "thay-mat": {"unit": str(cast.b.pk), "kind": "delegation", "instead_of": "CC-binh"},
        "vi-tri-chuyen-doi": {"unit": str(cast.b.pk), "position": str(position.pk)},
        "chua-chuyen-doi": {"kind": "illness"},
        "vang-mat": {"kind": "study", "place": "Học viện Tư pháp"},
        "hop-dong": {"kind": "indefinite", "number": "7/HĐ", "reason": "Chuyển từ hợp đồng"},
        "cong-tac-khac": {"organisation": "Ủy ban nhân dân xã"},
        "ngach": {"rank": str(Rank.objects.get(code="03.301").pk)},
        "luong": {"step": "1", "coefficient": "2,34"},
        "phu-cap": {"name": "Phụ cấp trách nhiệm", "coefficient": "0,3"},
        "the": {"kind": "enforcer", "number": "CHV-077"},
        "trinh-do-chuyen-mon": {"title": "Đại học", "specialty": "Luật"},
        "ly-luan-chinh-tri": {"title": "Trung cấp"},
        "quan-ly-nha-nuoc": {"title": "Chuyên viên"},
        "ngoai-ngu": {"title": "Tiếng Anh B1"},
        "tin-hoc": {"title": "Ứng dụng cơ bản"},
        "nghiep-vu-thi-hanh-an": {"title": "Nghiệp vụ chấp hành viên"},
        "lanh-dao-quan-ly": {"title": "Lãnh đạo cấp phòng"},
        "quoc-phong-an-ninh": {"title": "Đối tượng 3"},
        "dang-vien": {"cell": "Chi bộ khu vực B"},
        "cap-uy": {"title": "Chi ủy viên", "committee": "Chi bộ khu vực B"},
        "quy-hoach": {"unit": str(cast.b.pk), "post": head, "term": "2026-2031"},
        "ky-luat": {"form": "khien_trach", "act": "Chậm nộp báo cáo", "side": "state"},
        "ket-luan": {"authority": "Thanh tra Bộ", "ground": "other", "summary": "Không có sai phạm"},
        "ke-khai-tai-san": {"kind": "yearly", "year": "2024", "due": "31/12/2024"},
        "khen-thuong": {"kind": "award", "name": "Giấy khen", "money": "1.500.000"},
        "quan-he": {"relationship": "spouse", "full_name": "Trần Thị Kín", "birth_year": "1986"},
    }
    return {"start": SHOWN, "decision": "15/QĐ-THADS", **values[kind.slug]}


def prepare(kind: Kind, officer: Officer) -> None:
    """What a row of the kind builds on: a salary step needs a rank."""
    if kind.slug == "luong":
        rank = Rank.objects.get(code="03.301")
        holding = next(each for each in KINDS if each.slug == "ngach")
        start = PartialDate(date(2020, 1, 1), "day")
        record_fact(actor=None, officer=officer, kind=holding, start=start, rank=rank)


def stored(kind: Kind, officer: Officer) -> Any:
    """The officer's rows of a kind."""
    return kind.model.objects.filter(kind.condition, officer=officer)
