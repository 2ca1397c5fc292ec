"""Who sits where on the last day of a period: the ground of drafts, scorers and leaders' d."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from evaluation.rules.scorers import Role, Seat
from staff.enums import PostRole
from staff.models import Posting, Unit, UnitCharge


@dataclass(frozen=True)
class Seating:
    """Everyone with a primary posting on a day, and the tree they sit in."""

    day: date
    seats: dict[int, Seat]
    postings: dict[int, Posting]
    heads: dict[int, int]
    parent_of: dict[int, int | None]
    children: dict[int, list[int]] = field(default_factory=dict)


def seating_on(day: date) -> Seating:
    """Seats of every agency on a day, in four queries.

    Contract staff sit too unless the agency decided otherwise (article 28.2; a setting).
    """
    postings = {p.officer_id: p for p in _postings(day)}
    heads = heads_by_unit(postings.values())
    charges = _charges(day)
    seats = {
        officer_id: Seat(officer_id, posting.unit_id, _role(posting, heads), charges[officer_id])
        for officer_id, posting in postings.items()
    }
    parent_of: dict[int, int | None] = dict(Unit.objects.values_list("pk", "parent_id"))
    return Seating(day, seats, postings, heads, parent_of, _children(parent_of))


def heads_by_unit(postings: Iterable[Posting]) -> dict[int, int]:
    """Unit id → officer id of its head; a deputy acting as head counts where there is no head."""
    heads: dict[int, int] = {}
    for posting in sorted(postings, key=_standing):
        role = posting.post.role if posting.post else PostRole.NONE
        if role == PostRole.HEAD or (role == PostRole.DEPUTY and posting.acting):
            heads.setdefault(posting.unit_id, posting.officer_id)
    return heads


def _standing(posting: Posting) -> tuple[bool, bool, date, int]:
    """Heads before acting deputies, the longer in post first."""
    is_head = posting.post is not None and posting.post.role == PostRole.HEAD
    return (not is_head, posting.acting, posting.start, posting.officer_id)


def _role(posting: Posting, heads: dict[int, int]) -> Role:
    if heads.get(posting.unit_id) == posting.officer_id:
        return "head"
    leads = posting.post is not None and posting.post.role != PostRole.NONE
    return "deputy" if leads else "staff"


def _postings(day: date) -> Iterable[Posting]:
    rows = Posting.objects.primary().at(day).select_related("officer", "unit", "post")
    return rows if settings.EVALUATE_CONTRACT_STAFF else rows.civil_servants()


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
