"""Which fields of the field list the records of people hold on a day: person by person, and by unit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from staff.enums import CardKind, Engagement, FileKind, Precision, QualificationKind, RankFamily
from staff.models import (
    Card,
    LabourContract,
    LeadershipTerm,
    Officer,
    PartyMembership,
    Posting,
    Qualification,
    RankHolding,
    RecordFile,
    Relation,
    SalaryStep,
)
from staff.rules.completeness import (
    FIELDS,
    Completeness,
    Field,
    Trait,
    Traits,
    completeness,
    most_missing,
)
from staff.selectors.tree import Tree, load_tree

_TEXTS: Final = (
    "birth_place",
    "home_place",
    "religion",
    "insurance_number",
    "permanent_address",
    "current_address",
    "phone",
    "job_before",
    "recruiting_agency",
    "main_work",
    "general_education",
    "organisations_joined",
    "health",
    "blood_group",
    "strengths",
    "personal_history",
)
_VALUES: Final = ("citizen_id_issued_on", "height_cm", "weight_kg")
# What is filled by a column of the officer or of the facts of the curriculum vitae.
_COLUMNS: Final[dict[str, Q]] = {
    "birth_day": Q(officer__birth_precision=Precision.DAY),
    "ethnicity": Q(officer__ethnicity__gt=""),
    "citizen_id": Q(officer__citizen_id__gt=""),
    **{name: Q(**{f"officer__profile__{name}__gt": ""}) for name in _TEXTS},
    **{name: Q(**{f"officer__profile__{name}__isnull": False}) for name in _VALUES},
}
_LEVELS: Final = frozenset(
    {
        QualificationKind.EDUCATION,
        QualificationKind.POLITICAL_THEORY,
        QualificationKind.STATE_MANAGEMENT,
        QualificationKind.LANGUAGE,
        QualificationKind.COMPUTING,
        QualificationKind.ENFORCEMENT,
    }
)
MOST_MISSING: Final = 3


@dataclass(frozen=True)
class PersonStanding:
    """One person's record against the field list."""

    officer_id: int
    number: str
    full_name: str
    name_key: str
    unit_id: int
    unit_code: str
    unit: str
    post: str
    record: Completeness

    @property
    def lacking(self) -> int:
        """How many fields are missing."""
        return len(self.record.missing)


@dataclass(frozen=True)
class Standing:
    """People of a set of units: how many records are complete, how many fields filled of wanted."""

    people: int
    complete: int
    filled: int
    wanted: int
    most_missing: tuple[tuple[Field, int], ...] = ()


@dataclass(frozen=True)
class UnitStanding:
    """One row of the board: the subtree of a unit, and the unit itself."""

    unit_id: int
    code: str
    name: str
    depth: int
    whole: Standing
    own: Standing
    has_units_below: bool


@dataclass(frozen=True)
class QualityBoard:
    """The rows as one reads the tree, and all people taken together."""

    rows: list[UnitStanding]
    total: Standing


def people_standing(
    at: date,
    units: Collection[int] | None,
    among: QuerySet[Officer],
    fields: Sequence[Field] = FIELDS,
) -> list[PersonStanding]:
    """Everyone of `among` at home in exactly those units on a day, by given name; None: in any unit.

    Ten queries, whatever the number of people.
    """
    homes = Posting.objects.primary().at(at).filter(officer__in=among.order_by().values("pk"))
    if units is not None:
        homes = homes.filter(unit_id__in=units)
    traits, present = _histories(at, homes)
    return [
        _person(row, _traits(row, traits[row["officer_id"]], at), present[row["officer_id"]], fields)
        for row in _rows(homes)
    ]


def own_standing(at: date, officer: Officer) -> Completeness | None:
    """One officer's record against the field list; None for someone who does not serve that day."""
    found = people_standing(at, None, Officer.objects.filter(pk=officer.pk))
    return found[0].record if found else None


def summed(people: Iterable[PersonStanding]) -> Standing:
    """People taken together."""
    records = [person.record for person in people]
    return Standing(
        people=len(records),
        complete=sum(record.complete for record in records),
        filled=sum(record.filled for record in records),
        wanted=sum(record.wanted for record in records),
        most_missing=tuple(most_missing(records, MOST_MISSING)),
    )


def quality_board(
    at: date, units: Collection[int], people: Sequence[PersonStanding], tree: Tree | None = None
) -> QualityBoard:
    """The standing of each of the units open that day, with its subtree; one query for the tree."""
    tree = tree or load_tree()
    shown = [tree.nodes[i] for i in units if i in tree.nodes and tree.nodes[i].open_on(at)]
    own, whole = _by_unit(tree, people)
    parents = {node.parent_id for node in tree.nodes.values() if node.open_on(at)}
    rows = [
        UnitStanding(
            unit_id=node.id,
            code=node.code,
            name=node.name,
            depth=depth,
            whole=summed(whole[node.id]),
            own=summed(own[node.id]),
            has_units_below=node.id in parents,
        )
        for node, depth in tree.in_tree_order(shown)
    ]
    return QualityBoard(rows, summed(people))


_People = dict[int, list[PersonStanding]]


def _by_unit(tree: Tree, people: Sequence[PersonStanding]) -> tuple[_People, _People]:
    own: _People = defaultdict(list)
    whole: _People = defaultdict(list)
    for person in people:
        own[person.unit_id].append(person)
        for above in tree.above(person.unit_id):
            whole[above].append(person)
    return own, whole


def _rows(homes: QuerySet[Any]) -> Iterable[dict[str, Any]]:
    """Postings with what stands in columns, as truth values: long texts stay in the database."""
    there = {
        f"has_{key}": ExpressionWrapper(condition, output_field=BooleanField())
        for key, condition in _COLUMNS.items()
    }
    named = homes.annotate(**there).order_by("officer__name_key", "officer__number", "start")
    rows = named.values(
        "officer_id",
        "officer__number",
        "officer__full_name",
        "officer__name_key",
        "officer__party_joined",
        "unit_id",
        "unit__code",
        "unit__name",
        "post__name",
        "post__role",
        "engagement",
        *there,
    )
    # One row a person, were there ever two homes on a day.
    return {row["officer_id"]: row for row in rows}.values()


_Traits = dict[int, set[Trait]]
_Present = dict[int, set[str]]


def _histories(at: date, homes: QuerySet[Any]) -> tuple[_Traits, _Present]:
    """What the dated tables say of those people on a day; one query a table."""
    traits: _Traits = defaultdict(set)
    present: _Present = defaultdict(set)
    officers = homes.order_by().values("officer_id")
    for officer_id, family in _held(RankHolding, at, officers).values_list("officer_id", "rank__family"):
        present[officer_id].add("rank")
        if family == RankFamily.ENFORCER:
            traits[officer_id].add(Trait.ENFORCER)
    for officer_id, kind in _held(Qualification, at, officers).values_list("officer_id", "kind"):
        if kind in _LEVELS:
            present[officer_id].add(kind)
    for officer_id, cell, official in _held(PartyMembership, at, officers).values_list(
        "officer_id", "cell", "official_on"
    ):
        traits[officer_id].add(Trait.PARTY)
        present[officer_id].update(_party(cell, official))
    for key, rows in _single(at, officers).items():
        for officer_id in rows.values_list("officer_id", flat=True):
            present[officer_id].add(key)
    return traits, present


def _single(at: date, officers: QuerySet[Any]) -> dict[str, QuerySet[Any]]:
    """Tables in which any row of the person fills the field."""
    return {
        "step": _held(SalaryStep, at, officers),
        "term": _held(LeadershipTerm, at, officers),
        "contract": _held(LabourContract, at, officers),
        "card": _held(Card, at, officers).filter(kind=CardKind.ENFORCER, revoked=False),
        "relatives": _held(Relation, at, officers),
        "photo": RecordFile.objects.filter(officer__in=officers, kind=FileKind.PHOTO).order_by(),
    }


def _held(model: Any, at: date, officers: QuerySet[Any]) -> QuerySet[Any]:
    rows = model.objects.at(at).filter(officer__in=officers).order_by()
    return cast("QuerySet[Any]", rows)


def _party(cell: str, official: date | None) -> set[str]:
    return {key for key, value in (("party_cell", cell), ("party_official", official)) if value}


def _traits(row: dict[str, Any], found: set[Trait], at: date) -> Traits:
    joined = row["officer__party_joined"]
    more = {
        Trait.CONTRACT: row["engagement"] == Engagement.CONTRACT,
        Trait.LEADER: row["post__role"] in ("head", "deputy"),
        Trait.PARTY: joined is not None and joined <= at,
    }
    return frozenset(found | {trait for trait, holds in more.items() if holds})


def _person(
    row: dict[str, Any], traits: Traits, present: set[str], fields: Sequence[Field]
) -> PersonStanding:
    there = present | {key for key in _COLUMNS if row[f"has_{key}"]}
    return PersonStanding(
        officer_id=row["officer_id"],
        number=row["officer__number"],
        full_name=row["officer__full_name"],
        name_key=row["officer__name_key"],
        unit_id=row["unit_id"],
        unit_code=row["unit__code"],
        unit=row["unit__name"],
        post=row["post__name"] or "",
        record=completeness(traits, there, fields),
    )
