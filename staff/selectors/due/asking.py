"""All due dates of a scope; and which of everybody's due dates an account may be told about."""

from collections.abc import Iterator
from typing import Final

from staff.access import may, reach_for, rows_for
from staff.access.gate import Asker
from staff.models import Officer, PledgePlan, User
from staff.selectors.due import (
    contracts,
    duties,
    leaving,
    papers,
    pledges,
    rotation,
    salary,
    secondments,
    terms,
)
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source

SOURCES: Final[tuple[Source, ...]] = (
    rotation.SOURCE,
    terms.SOURCE,
    leaving.SOURCE,
    salary.SOURCE,
    secondments.SOURCE,
    contracts.SOURCE,
    papers.CARDS,
    papers.CERTIFICATES,
    pledges.SOURCE,
    duties.DECLARATIONS,
    duties.ABSENCES,
)


def due_items(scope: Scope) -> list[DueItem]:
    """Due dates of everyone in the scope, by day and name.

    A fixed number of queries, whatever the number of people: each table once.
    """
    found: list[DueItem] = []
    for source in SOURCES:
        # A day computed from half of its tables would be wrong: of others, all of them or none.
        whole = all(scope.sees(table) for table in source.needs)
        found += [item for item in source.items(scope) if whole or item.person.officer_id == scope.own_id]
    return sorted(found, key=lambda item: (item.due, item.person.name_key, item.person.number))


def follows_units(user: Asker) -> bool:
    """Whether due dates of others are the person's business: who sees the plans of units."""
    return may(user, PledgePlan, "view")


def told_to(user: User, by_officer: dict[int, list[DueItem]]) -> Iterator[DueItem]:
    """Those of everybody's due dates that the account may see and has to follow, its own among them.

    The gate is asked about people and tables.
    """
    kinds = {
        kind
        for source in SOURCES
        if all(may(user, table, "view") for table in source.needs)
        for kind in source.kinds
    }
    own_id = reach_for(user, Officer, "view").officer_id
    people = rows_for(user, Officer, "view").order_by()
    seen = people if follows_units(user) else people.filter(pk=own_id)
    for officer_id in seen.values_list("pk", flat=True):
        due = by_officer.get(officer_id, ())
        yield from (item for item in due if officer_id == own_id or item.kind in kinds)
