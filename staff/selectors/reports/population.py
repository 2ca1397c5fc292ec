"""Everyone with a home posting on a day, with the classes under which each counts; five queries."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from staff.enums import Engagement, PostingKind
from staff.models import PartyMembership, Posting, Qualification, Rank, RankHolding
from staff.rules.crosstab import Dimension, PersonFacts, RankFact, Traits, dimensions, traits_of
from staff.selectors.tree import Tree

_HOME: Final = (
    "officer_id",
    "unit_id",
    "engagement",
    "post__role",
    "unit__kind",
    "officer__birth_date",
    "officer__sex",
    "officer__ethnicity",
    "officer__party_joined",
    "officer__profile__religion",
)


@dataclass(frozen=True)
class Counted:
    """One person of the figures: where at home, on which footing, under which classes."""

    officer_id: int
    unit_id: int
    contract: bool
    traits: Traits


def report_dimensions() -> dict[str, Dimension]:
    """The dimensions of the reports with the ranks of the reference list; one query."""
    ranks = Rank.objects.order_by("order").values_list("pk", "code", "name")
    return dimensions({rank_key(pk, code): name for pk, code, name in ranks})


def rank_key(pk: int, code: str) -> str:
    """How a rank stands in addresses: its code, or its row where it has none."""
    return code or f"r{pk}"


def people_on(at: date, unit_ids: Collection[int]) -> list[Counted]:
    """Everyone at home in one of the units on a day, contract staff too; each person once."""
    homes = Posting.objects.primary().at(at).filter(unit_id__in=unit_ids)
    officers = homes.values("officer_id")
    ranks, levels = _ranks(at, officers), _levels(at, officers)
    memberships, chairs = _memberships(at, officers), _second_chairs(at, officers)
    people = {}
    # By officer: each person counts once even where two home postings overlap by mistake.
    for row in homes.order_by("start").values_list(*_HOME):
        officer_id, unit_id, engagement, role, kind, birth, sex, ethnicity, joined, religion = row
        facts = PersonFacts(
            birth=birth,
            sex=sex,
            ethnicity=ethnicity,
            religion=religion or "",
            party_joined=joined,
            memberships=memberships[officer_id],
            ranks=ranks[officer_id],
            levels=levels[officer_id],
            posts=[*([(role, kind)] if role else []), *chairs[officer_id]],
        )
        contract = engagement == Engagement.CONTRACT
        people[officer_id] = Counted(officer_id, unit_id, contract, traits_of(facts, at))
    return list(people.values())


def counts_by_unit(tree: Tree, people: Iterable[Counted]) -> Mapping[int, Mapping[str, Counter[str]]]:
    """Unit → dimension → class → people of its subtree."""
    found: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for person in people:
        for above in tree.above(person.unit_id):
            for dimension, code in person.traits.items():
                found[above][dimension][code] += 1
    return found


def _ranks(at: date, officers: Any) -> dict[int, list[RankFact]]:
    held = RankHolding.objects.at(at).filter(officer__in=officers).order_by()
    found: dict[int, list[RankFact]] = defaultdict(list)
    names = ("officer_id", "rank_id", "rank__order", "rank__code", "rank__family", "rank__salary_table")
    for officer_id, pk, order, code, family, table in held.values_list(*names):
        found[officer_id].append(RankFact(order, rank_key(pk, code), family, table))
    return found


def _levels(at: date, officers: Any) -> dict[int, dict[str, list[tuple[str, str]]]]:
    held = Qualification.objects.at(at).filter(officer__in=officers).order_by()
    found: dict[int, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for officer_id, kind, level, title in held.values_list("officer_id", "kind", "level", "title"):
        found[officer_id][kind].append((level, title))
    return found


def _memberships(at: date, officers: Any) -> dict[int, list[tuple[date, date | None]]]:
    begun = PartyMembership.objects.filter(officer__in=officers, start__lte=at).order_by()
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for officer_id, start, end in begun.values_list("officer_id", "start", "end"):
        found[officer_id].append((start, end))
    return found


def _second_chairs(at: date, officers: Any) -> dict[int, list[tuple[str, str]]]:
    """Posts held beside the home posting."""
    held = Posting.objects.at(at).filter(officer__in=officers, kind=PostingKind.CONCURRENT)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = held.exclude(post=None).order_by().values_list("officer_id", "post__role", "unit__kind")
    for officer_id, role, kind in rows:
        found[officer_id].append((role, kind))
    return found
