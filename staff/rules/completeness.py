"""The field list: what the record of every officer should hold, and what one of them still lacks.

The fields follow form 2C-BNV/2008 (domain 8.1) and the histories without which lists, due dates and reports
stay silent. Labels are the words of the form, in Vietnamese.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Trait(StrEnum):
    """Plain facts about a person that decide which fields are expected."""

    CONTRACT = "contract"
    ENFORCER = "enforcer"
    LEADER = "leader"
    PARTY = "party"


Traits = frozenset[Trait]


class Group(StrEnum):
    """Blocks of the form; the values are their headings."""

    IDENTITY = "Sơ yếu lý lịch"
    WORK = "Công tác, ngạch, lương"
    LEARNING = "Trình độ"
    PARTY = "Đảng, đoàn thể"
    OTHER = "Sức khỏe, lịch sử bản thân"
    FAMILY = "Quan hệ gia đình"


def _everyone(traits: Traits) -> bool:
    return True


def _civil(traits: Traits) -> bool:
    return Trait.CONTRACT not in traits


def _with(trait: Trait) -> Callable[[Traits], bool]:
    return lambda traits: trait in traits


@dataclass(frozen=True)
class Field:
    """One field of the list. `applies`: of whom it is expected; `chapter`: where it is entered."""

    key: str
    label: str
    group: Group
    applies: Callable[[Traits], bool] = _everyone
    chapter: str = ""


FIELDS: Final[tuple[Field, ...]] = (
    Field("birth_day", "Ngày, tháng sinh", Group.IDENTITY),
    Field("birth_place", "Nơi sinh", Group.IDENTITY),
    Field("home_place", "Quê quán", Group.IDENTITY),
    Field("ethnicity", "Dân tộc", Group.IDENTITY),
    Field("religion", "Tôn giáo", Group.IDENTITY),
    Field("citizen_id", "Số CCCD", Group.IDENTITY),
    Field("citizen_id_issued_on", "Ngày cấp CCCD", Group.IDENTITY),
    Field("insurance_number", "Mã số BHXH", Group.IDENTITY),
    Field("permanent_address", "Nơi đăng ký thường trú", Group.IDENTITY),
    Field("current_address", "Nơi ở hiện nay", Group.IDENTITY),
    Field("phone", "Điện thoại", Group.IDENTITY),
    Field("photo", "Ảnh chân dung", Group.IDENTITY),
    Field("job_before", "Nghề nghiệp khi được tuyển dụng", Group.WORK),
    Field("recruiting_agency", "Cơ quan tuyển dụng", Group.WORK, _civil),
    Field("main_work", "Công việc chính được giao", Group.WORK),
    Field("rank", "Ngạch công chức", Group.WORK, _civil, "ngach-luong"),
    Field("step", "Bậc lương, hệ số", Group.WORK, _civil, "ngach-luong"),
    Field("term", "Thời hạn giữ chức vụ lãnh đạo", Group.WORK, _with(Trait.LEADER), "cong-tac"),
    Field("card", "Thẻ chấp hành viên", Group.WORK, _with(Trait.ENFORCER), "ngach-luong"),
    Field("contract", "Hợp đồng lao động", Group.WORK, _with(Trait.CONTRACT), "cong-tac"),
    Field("general_education", "Giáo dục phổ thông", Group.LEARNING),
    Field("education", "Trình độ chuyên môn", Group.LEARNING, _civil, "trinh-do"),
    Field("political_theory", "Lý luận chính trị", Group.LEARNING, _civil, "trinh-do"),
    Field("state_management", "Quản lý nhà nước", Group.LEARNING, _civil, "trinh-do"),
    Field("language", "Ngoại ngữ", Group.LEARNING, _civil, "trinh-do"),
    Field("computing", "Tin học", Group.LEARNING, _civil, "trinh-do"),
    Field("enforcement", "Nghiệp vụ thi hành án", Group.LEARNING, _with(Trait.ENFORCER), "trinh-do"),
    Field("party_cell", "Chi bộ đang sinh hoạt", Group.PARTY, _with(Trait.PARTY), "dang"),
    Field("party_official", "Ngày vào Đảng chính thức", Group.PARTY, _with(Trait.PARTY), "dang"),
    Field("organisations_joined", "Tổ chức chính trị - xã hội", Group.PARTY),
    Field("health", "Tình trạng sức khỏe", Group.OTHER),
    Field("height_cm", "Chiều cao", Group.OTHER),
    Field("weight_kg", "Cân nặng", Group.OTHER),
    Field("blood_group", "Nhóm máu", Group.OTHER),
    Field("strengths", "Sở trường công tác", Group.OTHER),
    Field("personal_history", "Đặc điểm lịch sử bản thân", Group.OTHER),
    Field("relatives", "Quan hệ gia đình (ít nhất một người)", Group.FAMILY, _everyone, "quan-he"),
)
BY_KEY: Final = {field.key: field for field in FIELDS}


@dataclass(frozen=True)
class Completeness:
    """How many fields are filled of how many wanted; a record is complete when nothing is missing."""

    wanted: int
    missing: tuple[Field, ...]

    @property
    def filled(self) -> int:
        """Fields wanted that are there."""
        return self.wanted - len(self.missing)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def chosen_fields(keys: Iterable[str] | None) -> tuple[Field, ...]:
    """The fields with those keys in the order of the list, all without any; unknown keys are passed over."""
    if keys is None:
        return FIELDS
    wanted = set(keys)
    return tuple(field for field in FIELDS if field.key in wanted)


def completeness(traits: Traits, present: Iterable[str], fields: Iterable[Field] = FIELDS) -> Completeness:
    """What a person with those traits should have of the fields, and what is not among `present`."""
    there = frozenset(present)
    wanted = [field for field in fields if field.applies(traits)]
    return Completeness(len(wanted), tuple(field for field in wanted if field.key not in there))


def most_missing(people: Iterable[Completeness], at_most: int) -> list[tuple[Field, int]]:
    """The fields missing most often with how many people lack each; as often: in the order of the list."""
    counted = Counter(field.key for person in people for field in person.missing)
    order = {field.key: n for n, field in enumerate(FIELDS)}
    ranked = sorted(counted.items(), key=lambda item: (-item[1], order[item[0]]))
    return [(BY_KEY[key], number) for key, number in ranked[:at_most]]
