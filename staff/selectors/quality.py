"""Quality of staff as at a day: each civil servant once a dimension, at the highest level held (domain 8.2)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from hrm.kernel.numbers import rate
from staff.enums import QualificationKind, RankFamily, Sex
from staff.models import Posting, Qualification, Rank, RankHolding
from staff.rules.bands import (
    AGE_BANDS,
    EDUCATION_CLASSES,
    POLITICAL_CLASSES,
    age_band,
    age_on,
    education_class,
    highest,
    political_class,
)
from staff.selectors.tree import Tree, load_tree

NO_RANK: Final = "Chưa bổ nhiệm ngạch"
PARTY_CLASSES: Final = ("Đảng viên", "Chưa là đảng viên")

# Names of the dimensions as the statutory tables call them, in their order.
DIMENSIONS: Final = {
    "rank": "Ngạch công chức",
    "education": "Trình độ chuyên môn",
    "political_theory": "Lý luận chính trị",
    "gender": "Giới tính",
    "age_band": "Độ tuổi",
    "party": "Đảng viên",
}

# What reports quote first, as sums of labels: dimension, name, labels.
_HEADLINES: Final = (
    ("education", "Từ đại học trở lên", ("Sau đại học", "Đại học")),
    ("political_theory", "Lý luận chính trị từ trung cấp trở lên", ("Cao cấp", "Trung cấp")),
    ("gender", "Nữ", ("Nữ",)),
    ("party", "Đảng viên", (PARTY_CLASSES[0],)),
)
_ENFORCERS: Final = "Chấp hành viên"

Traits = dict[str, str]
"""Dimension → the label under which one person counts."""


@dataclass(frozen=True)
class QualityRow:
    """How many civil servants of a unit's subtree count under one label."""

    unit: str
    dimension: str
    value: str
    count: int


@dataclass(frozen=True)
class Share:
    """A label with its number, and its share of all, one decimal, half up."""

    value: str
    count: int
    total: int

    @property
    def percent(self) -> Decimal | None:
        """53 of 103 → 51.5."""
        return rate(self.count, self.total, 1)


def quality(at: date, units: Collection[int] | None) -> list[QualityRow]:
    """Rows by unit code, dimension and order of its labels; labels nobody has are left out."""
    tree = load_tree()
    counts = _counts(at, tree, tree.below(units))
    labels = _labels()
    return [
        QualityRow(node.code, dimension, value, counts[node.id][dimension][value])
        for node in tree.open_below(units, at)
        for dimension in DIMENSIONS
        for value in labels[dimension]
        if counts[node.id][dimension][value]
    ]


def quality_of(at: date, units: Collection[int] | None) -> dict[str, list[Share]]:
    """Dimension → shares of all the civil servants of the subtrees taken together.

    The classes of the statutory tables stand there even when empty; of the ranks only those held.
    """
    tree = load_tree()
    people = _people(at, tree.below(units))
    counted = {d: Counter(traits[d] for _unit, traits in people) for d in DIMENSIONS}
    return {
        dimension: [
            Share(value, counted[dimension][value], len(people))
            for value in values
            if dimension != "rank" or counted[dimension][value]
        ]
        for dimension, values in _labels().items()
    }


def headlines(shares: dict[str, list[Share]]) -> list[Share]:
    """The shares that reports quote first; one query, for the ranks of enforcement officers."""
    enforcers = Rank.objects.filter(family=RankFamily.ENFORCER).values_list("name", flat=True)
    wanted = (("rank", _ENFORCERS, tuple(enforcers)), *_HEADLINES)
    return [_summed(name, shares[dimension], labels) for dimension, name, labels in wanted]


def _summed(name: str, shares: list[Share], labels: Sequence[str]) -> Share:
    count = sum(share.count for share in shares if share.value in labels)
    return Share(name, count, shares[0].total if shares else 0)


def _labels() -> dict[str, Sequence[str]]:
    """Every label of each dimension in the order of the tables; one query, for the ranks."""
    return {
        "rank": [*Rank.objects.order_by("order").values_list("name", flat=True), NO_RANK],
        "education": EDUCATION_CLASSES,
        "political_theory": POLITICAL_CLASSES,
        "gender": [str(label) for label in Sex.labels],
        "age_band": list(AGE_BANDS.values()),
        "party": PARTY_CLASSES,
    }


_Counts = dict[int, dict[str, Counter[str]]]


def _counts(at: date, tree: Tree, asked: frozenset[int]) -> _Counts:
    counts: _Counts = defaultdict(lambda: defaultdict(Counter))
    for unit_id, traits in _people(at, asked):
        for above in tree.above(unit_id):
            for dimension, value in traits.items():
                counts[above][dimension][value] += 1
    return counts


def _people(at: date, asked: frozenset[int]) -> list[tuple[int, Traits]]:
    """(unit, traits) of every civil servant present; three queries."""
    homes = Posting.objects.primary().civil_servants().at(at).filter(unit_id__in=asked)
    ranks, levels = _ranks(at, homes), _levels(at, homes)
    rows = homes.order_by("start").values_list(
        "officer_id", "unit_id", "officer__birth_date", "officer__sex", "officer__party_joined"
    )
    people = {
        officer_id: (
            unit_id,
            {
                "rank": ranks.get(officer_id, NO_RANK),
                "education": education_class(highest(levels[officer_id, QualificationKind.EDUCATION])),
                "political_theory": political_class(
                    highest(levels[officer_id, QualificationKind.POLITICAL_THEORY])
                ),
                "gender": str(Sex(sex).label),
                "age_band": AGE_BANDS[age_band(age_on(birth, at))],
                "party": PARTY_CLASSES[0 if joined is not None and joined <= at else 1],
            },
        )
        for officer_id, unit_id, birth, sex, joined in rows
    }
    return list(people.values())


def _ranks(at: date, homes: object) -> dict[int, str]:
    held = RankHolding.objects.at(at).filter(officer__in=_officers(homes)).order_by("-rank__order")
    # The highest rank comes last and stays.
    return dict(held.values_list("officer_id", "rank__name"))


def _levels(at: date, homes: object) -> dict[tuple[int, str], list[str]]:
    held = Qualification.objects.at(at).filter(officer__in=_officers(homes)).order_by()
    levels: dict[tuple[int, str], list[str]] = defaultdict(list)
    for officer_id, kind, level in held.values_list("officer_id", "kind", "level"):
        levels[officer_id, kind].append(level)
    return levels


def _officers(homes: object) -> object:
    return homes.values("officer_id")  # type: ignore[attr-defined]
