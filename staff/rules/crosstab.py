"""Cross-tabs of staff: under which class one person counts in each dimension, on one day (domain 8.2).

Each person counts once in every dimension, at the highest level held; what is not known is a class of its
own, so that the classes of a dimension always add up to the people present.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from hrm.kernel.dates import add_months
from hrm.kernel.text import fold
from staff.enums import PostRole, QualificationKind, RankFamily, Sex, UnitKind
from staff.rules.bands import AGE_BANDS, age_band, age_on, highest
from staff.rules.certificates import computing_class, language_class
from staff.rules.retirement import retirement_date

UNKNOWN: Final = "unknown"
UNKNOWN_LABEL: Final = "Chưa có thông tin"
_NOT_LEADING: Final = "none"

Traits = Mapping[str, str]
"""Dimension → code of the class under which one person counts."""


@dataclass(frozen=True)
class Dimension:
    """One way to divide the people: the statutory term, and code → label of its classes in their order."""

    key: str
    label: str
    classes: Mapping[str, str]


@dataclass(frozen=True)
class RankFact:
    """A rank held: its place in the list (1 = highest), its code, family and salary table."""

    order: int
    code: str
    family: str
    table: str


@dataclass(frozen=True)
class PersonFacts:
    """What is known of one person on a day.

    `memberships`: (start, end) of memberships of the Party begun by that day. `levels`: kind of
    qualification → (level code, title) of those held. `posts`: (role, kind of unit) of the posts held.
    """

    birth: date
    sex: str
    ethnicity: str = ""
    religion: str = ""
    party_joined: date | None = None
    memberships: Sequence[tuple[date, date | None]] = ()
    ranks: Sequence[RankFact] = ()
    levels: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    posts: Sequence[tuple[str, str]] = ()


# Grades by salary table of Decree 204/2004: A3 is the table of senior experts, A2 of principal ones, …
_GRADES: Final = (
    ("A3", "senior", "Chuyên viên cao cấp và tương đương"),
    ("A2", "principal", "Chuyên viên chính và tương đương"),
    ("A1", "specialist", "Chuyên viên và tương đương"),
    ("A0", "clerk", "Cán sự và tương đương"),
)
_SUPPORT: Final = ("support", "Nhân viên")
_CENTRAL: Final = frozenset({UnitKind.MANAGEMENT_DEPARTMENT, UnitKind.GENERAL_DEPARTMENT})
_PROVINCIAL: Final = frozenset({UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT})
_NO_RELIGION: Final = frozenset({"khong", "khong co", "khong ton giao", "khong theo ton giao nao", "0"})
_NO_RELIGION_WORDS: Final = ("khong theo", "khong co")
_POSTGRADUATE_UNSPECIFIED: Final = "Sau đại học (không ghi rõ)"


def _fixed(key: str, label: str, classes: Mapping[str, str], *, known: bool = False) -> Dimension:
    """A dimension whose classes are fixed by law or form; `known`: nobody is without one."""
    return Dimension(
        key, label, MappingProxyType(dict(classes) | ({} if known else {UNKNOWN: UNKNOWN_LABEL}))
    )


_BEFORE_RANKS: Final = (
    _fixed("gender", "Giới tính", {str(sex.value): str(sex.label) for sex in Sex}, known=True),
    _fixed("party", "Đảng viên", {"member": "Đảng viên", "no": "Chưa là đảng viên"}, known=True),
    _fixed("ethnicity", "Dân tộc", {"kinh": "Kinh", "minority": "Dân tộc thiểu số"}),
    _fixed("religion", "Tôn giáo", {"believer": "Có tôn giáo", "no": "Không tôn giáo"}),
    _fixed("age", "Độ tuổi", AGE_BANDS, known=True),
    _fixed(
        "retirement",
        "Tuổi nghỉ hưu",
        {
            "reached": "Đã đến tuổi nghỉ hưu",
            "soon": "Đến tuổi nghỉ hưu trong 12 tháng",
            "later": "Chưa đến tuổi nghỉ hưu",
        },
        known=True,
    ),
    _fixed(
        "grade",
        "Ngạch",
        {code: label for _table, code, label in _GRADES} | dict((_SUPPORT,)),
    ),
    _fixed("family", "Chức danh", {str(f.value): str(f.label) for f in RankFamily}),
)
_AFTER_RANKS: Final = (
    _fixed(
        "education",
        "Trình độ chuyên môn",
        {
            "phd": "Tiến sĩ",
            "master": "Thạc sĩ",
            "postgraduate": _POSTGRADUATE_UNSPECIFIED,
            "university": "Đại học",
            "college": "Cao đẳng",
            "intermediate": "Trung cấp",
            "elementary": "Sơ cấp",
        },
    ),
    _fixed(
        "political_theory",
        "Lý luận chính trị",
        {"advanced": "Cử nhân, cao cấp", "intermediate": "Trung cấp", "elementary": "Sơ cấp"},
    ),
    _fixed(
        "state_management",
        "Quản lý nhà nước",
        {
            "senior": "Chuyên viên cao cấp và tương đương",
            "principal": "Chuyên viên chính và tương đương",
            "specialist": "Chuyên viên và tương đương",
            "clerk": "Cán sự và tương đương",
            "other": "Chương trình khác",
        },
    ),
    _fixed(
        "language",
        "Ngoại ngữ",
        {
            "degree": "Đại học trở lên",
            "c": "Bậc 5, 6 (C1, C2)",
            "b": "Bậc 3, 4 (B1, B2)",
            "a": "Bậc 1, 2 (A1, A2)",
            "old": "Chứng chỉ A, B, C",
            "other": "Chứng chỉ khác",
        },
    ),
    _fixed(
        "computing",
        "Tin học",
        {
            "degree": "Trung cấp trở lên",
            "advanced": "Ứng dụng CNTT nâng cao",
            "basic": "Ứng dụng CNTT cơ bản",
            "other": "Chứng chỉ khác",
        },
    ),
    _fixed(
        "leadership",
        "Chức vụ lãnh đạo",
        {
            "central_head": "Cấp trưởng, trung ương",
            "central_deputy": "Cấp phó, trung ương",
            "province_head": "Cấp trưởng, cấp tỉnh",
            "province_deputy": "Cấp phó, cấp tỉnh",
            "office_head": "Cấp trưởng, cấp phòng, chi cục",
            "office_deputy": "Cấp phó, cấp phòng, chi cục",
            _NOT_LEADING: "Không giữ chức vụ lãnh đạo",
        },
        known=True,
    ),
)
# Sensitive (Law 91/2025): who may not see the facts behind it may not single people out by it either.
SENSITIVE: Final = frozenset({"religion"})
# A count among fewer people than these says something of each of them.
SMALLEST_GROUP: Final = 5


def withheld(closed: Collection[str], people: int) -> frozenset[str]:
    """Dimensions that a count of so many people may not be shown in to someone for whom these are closed."""
    return frozenset(closed) if people < SMALLEST_GROUP else frozenset()


def dimensions(ranks: Mapping[str, str]) -> dict[str, Dimension]:
    """All dimensions in the order of the tables; `ranks`: code → name of the reference list, highest first."""
    rank = Dimension("rank", "Tên ngạch", dict(ranks) | {UNKNOWN: UNKNOWN_LABEL})
    return {each.key: each for each in (*_BEFORE_RANKS, rank, *_AFTER_RANKS)}


def traits_of(facts: PersonFacts, day: date) -> Traits:
    """Under which class of each dimension the person counts on the day."""
    rank = min(facts.ranks, key=lambda held: held.order, default=None)
    return {
        "gender": facts.sex,
        "party": "member" if is_party_member(facts.party_joined, facts.memberships, day) else "no",
        "ethnicity": ethnicity_class(facts.ethnicity),
        "religion": religion_class(facts.religion),
        "age": age_band(age_on(facts.birth, day)),
        "retirement": retirement_class(facts.birth, facts.sex, day),
        "grade": UNKNOWN if rank is None else grade_of(rank.table),
        "family": UNKNOWN if rank is None else rank.family,
        "rank": UNKNOWN if rank is None else rank.code,
        "leadership": leadership_class(facts.posts),
        **_learned(facts.levels),
    }


def _learned(levels: Mapping[str, Sequence[tuple[str, str]]]) -> Traits:
    def held(kind: str) -> Sequence[tuple[str, str]]:
        return levels.get(kind, ())

    def titles(kind: str) -> list[str]:
        return [title for _code, title in held(kind)]

    education = highest(code for code, _title in held(QualificationKind.EDUCATION))
    theory = highest(code for code, _title in held(QualificationKind.POLITICAL_THEORY))
    return {
        "education": education or UNKNOWN,
        "political_theory": "advanced" if theory == "bachelor" else theory or UNKNOWN,
        "state_management": state_class([c for c, _t in held(QualificationKind.STATE_MANAGEMENT)]),
        "language": language_class(titles(QualificationKind.LANGUAGE)) or UNKNOWN,
        "computing": computing_class(titles(QualificationKind.COMPUTING)) or UNKNOWN,
    }


def is_party_member(joined: date | None, memberships: Iterable[tuple[date, date | None]], day: date) -> bool:
    """Whether someone is a member of the Party on a day: by the memberships begun by then, else by the
    day of joining, which many records hold alone."""
    begun = [(start, end) for start, end in memberships if start <= day]
    if begun:
        return any(end is None or end > day for _start, end in begun)
    return joined is not None and joined <= day


def ethnicity_class(ethnicity: str) -> str:
    """Ethnic minorities are all groups but the Kinh (Decree 05/2011, art. 4.2)."""
    written = fold(ethnicity)
    if not written:
        return UNKNOWN
    return "kinh" if written in {"kinh", "viet"} else "minority"


def religion_class(religion: str) -> str:
    """Someone who wrote “Không” follows none; an empty field says nothing."""
    written = fold(religion).strip(" .")
    if not written:
        return UNKNOWN
    return "no" if written in _NO_RELIGION or written.startswith(_NO_RELIGION_WORDS) else "believer"


def retirement_class(birth: date, sex: str, day: date) -> str:
    """Where someone stands before the age of retirement in normal conditions (Decree 135/2020, art. 4)."""
    out = retirement_date(birth, sex)
    if out <= day:
        return "reached"
    return "soon" if out <= add_months(day, 12) else "later"


def grade_of(table: str) -> str:
    """The grade that a salary table of Decree 204/2004 stands for."""
    return next((code for start, code, _label in _GRADES if table.startswith(start)), _SUPPORT[0])


def state_class(codes: Sequence[str]) -> str:
    """The highest course in state management; a course of another name counts below the four."""
    order = ("senior", "principal", "specialist", "clerk")
    return min(
        (code if code in order else "other" for code in codes),
        key=lambda code: order.index(code) if code in order else len(order),
        default=UNKNOWN,
    )


def leadership_class(posts: Iterable[tuple[str, str]]) -> str:
    """The highest leading post: by the level of the unit first, heads before deputies."""
    order = tuple(_AFTER_RANKS[-1].classes)
    led = (f"{_level_of(kind)}_{role}" for role, kind in posts if role != PostRole.NONE)
    return min(led, key=order.index, default=_NOT_LEADING)


def _level_of(unit_kind: str) -> str:
    if unit_kind in _CENTRAL:
        return "central"
    return "province" if unit_kind in _PROVINCIAL else "office"


def cross(people: Iterable[Traits], row: str, column: str) -> Counter[tuple[str, str]]:
    """How many people stand in each pair of classes of two dimensions."""
    return Counter((traits[row], traits[column]) for traits in people)
