"""From a figure of a report to the names behind it, through the gate."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from django.db.models import Model, QuerySet

from staff.access import may, reach_for, rows_for
from staff.models import Officer, Posting, Profile, Qualification, RankHolding, User
from staff.querysets import OfficerQuerySet
from staff.rules.crosstab import SENSITIVE, Dimension
from staff.selectors.people_behind import People, PersonBehind, rank_on
from staff.selectors.reports.population import Counted, people_on
from staff.selectors.reports.tables import CONTRACT
from staff.selectors.tree import load_tree

# The table a dimension is read from, where it is not the officer's own or the posting.
_SOURCES: Final[Mapping[str, type[Model]]] = {
    "religion": Profile,
    "grade": RankHolding,
    "family": RankHolding,
    "rank": RankHolding,
    "education": Qualification,
    "political_theory": Qualification,
    "state_management": Qualification,
    "language": Qualification,
    "computing": Qualification,
}


@dataclass(frozen=True)
class Asked:
    """Whom a figure counts: the class of each dimension asked for; contract staff or civil servants."""

    classes: Mapping[str, str]
    contract: bool = False

    def counts(self, person: Counted) -> bool:
        """Whether the figure counts a person."""
        return person.contract is self.contract and all(
            person.traits[dimension] == code for dimension, code in self.classes.items()
        )


def read_asked(parts: list[str], dimensions: Mapping[str, Dimension]) -> Asked | None:
    """`dimension:class` as addresses write it; None for what is no figure of ours."""
    classes: dict[str, str] = {}
    contract = False
    for part in parts:
        dimension, _colon, code = part.partition(":")
        if part == CONTRACT:
            contract = True
        elif dimension in dimensions and code in dimensions[dimension].classes:
            classes[dimension] = code
        else:
            return None
    return Asked(classes, contract)


def may_name(user: User, dimension: str) -> bool:
    """Whether someone sees other people's rows of what a dimension is read from, not only the own."""
    source = _SOURCES.get(dimension)
    if source is None or not may(user, source, "view"):
        return source is None
    reach = reach_for(user, source, "view")
    return reach.everything or bool(reach.unit_ids)


def closed_to(user: User) -> frozenset[str]:
    """Sensitive dimensions whose facts the person may not see of others: no single one may be told by them."""
    return frozenset(key for key in SENSITIVE if not may_name(user, key))


def names_behind(user: User, at: date, units: Collection[int], asked: Asked) -> People:
    """The people a figure counts, by given name: those whose facts the asker may see, the others counted."""
    ids = {p.officer_id for p in people_on(at, load_tree().below(units)) if asked.counts(p)}
    visible = _nameable(user, asked).filter(pk__in=ids).order_by().values("pk")
    homes = Posting.objects.primary().at(at).filter(officer__in=visible)
    named = homes.select_related("officer", "unit", "post").annotate(rank_name=rank_on(at))
    found = {
        posting.officer_id: PersonBehind(
            number=posting.officer.number,
            full_name=posting.officer.full_name,
            name_key=posting.officer.name_key,
            unit=posting.unit.name,
            post=posting.post.name if posting.post else "",
            rank=posting.rank_name or "",
        )
        for posting in named.order_by("officer__name_key", "officer__number", "start")
    }
    return People(list(found.values()), len(ids) - len(found))


def _nameable(user: User, asked: Asked) -> QuerySet[Officer]:
    """Officers in reach whose facts behind every dimension of the figure are in reach too."""
    officers = rows_for(user, Officer, "view")
    for source in {_SOURCES[dimension] for dimension in asked.classes if dimension in _SOURCES}:
        if not may(user, source, "view"):
            return officers.none()
        officers = cast(OfficerQuerySet, officers).within(reach_for(user, source, "view"))
    return officers
