"""Who sits where on the last day of a period: the ground of drafts, scorers and leaders' d."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from evaluation.rules.scorers import Role, Seat
from staff.enums import PostRole
from staff.models import Posting, Unit, UnitCharge


class Place(NamedTuple):
    """What a primary posting says of its officer; a plain row, for there are as many as officers."""

    officer_id: int
    unit_id: int
    post_id: int | None
    role: str
    acting: bool
    start: date
    number: str
    name: str


@dataclass(frozen=True)
class Seating:
    """Everyone with a primary posting on a day, and the tree they sit in."""

    day: date
    seats: dict[int, Seat]
    postings: dict[int, Place]
    heads: dict[int, int]
    parent_of: dict[int, int | None]
    children: dict[int, list[int]] = field(default_factory=dict)


def seating_on(day: date) -> Seating:
    """Seats of every agency on a day, in four queries.

    Contract staff sit too unless the agency decided otherwise (article 28.2; a setting).
    """
    postings = {place.officer_id: place for place in places(_postings(day))}
    heads = heads_by_unit(postings.values())
    charges = _charges(day)
    seats = {
        officer_id: Seat(officer_id, posting.unit_id, _role(posting, heads), charges[officer_id])
        for officer_id, posting in postings.items()
    }
    parent_of: dict[int, int | None] = dict(Unit.objects.values_list("pk", "parent_id"))
    return Seating(day, seats, postings, heads, parent_of, _children(parent_of))


def places(postings: QuerySet[Any]) -> list[Place]:
    """The postings as plain rows, in one query."""
    rows = postings.values_list(
        "officer_id", "unit_id", "post_id", "post__role", "acting", "start", "officer__number",
        "officer__full_name",
    )  # fmt: skip
    return [Place._make((*row[:3], row[3] or PostRole.NONE, *row[4:])) for row in rows]


def heads_by_unit(postings: Iterable[Place]) -> dict[int, int]:
    """Unit id → officer id of its head; a deputy acting as head counts where there is no head."""
    could = [p for p in postings if p.role == PostRole.HEAD or (p.role == PostRole.DEPUTY and p.acting)]
    heads: dict[int, int] = {}
    for place in sorted(could, key=_standing):
        heads.setdefault(place.unit_id, place.officer_id)
    return heads


def _standing(place: Place) -> tuple[bool, bool, date, int]:
    """Heads before acting deputies, the longer in post first."""
    return (place.role != PostRole.HEAD, place.acting, place.start, place.officer_id)


def _role(place: Place, heads: dict[int, int]) -> Role:
    if heads.get(place.unit_id) == place.officer_id:
        return "head"
    return "deputy" if place.role != PostRole.NONE else "staff"


def _postings(day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Posting.objects.primary().at(day)
    return rows if settings.EVALUATE_CONTRACT_STAFF else rows.civil_servants()  # type: ignore[attr-defined]


def _charges(day: date) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for officer_id, unit_id in UnitCharge.objects.at(day).values_list("officer_id", "unit_id"):
        found[officer_id].add(unit_id)
    return defaultdict(frozenset, {key: frozenset(value) for key, value in found.items()})


def _children(parent_of: dict[int, int | None]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for unit_id, parent_id in parent_of.items():
        if parent_id is not None:
            children[parent_id].append(unit_id)
    return children
