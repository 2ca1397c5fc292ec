"""Who served in a past year, where, for how long: the ground of ratings by Decree 90/2020."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from evaluation.enums import Seat
from evaluation.rules.nd90 import months_between
from staff.enums import PostRole
from staff.models import Absence, Discipline, Officer, Post, Posting
from staff.selectors.tree import Tree, load_tree


@dataclass(frozen=True)
class ServedYear:
    """One officer's year: the last posting in it, whole months worked and absent, disciplines in it."""

    officer: Officer
    unit_id: int
    unit_codes: frozenset[str]
    agency_id: int
    post: Post | None
    seat: Seat
    months_worked: int
    months_absent: int
    disciplined: bool


def served(year: int, officer_ids: Collection[int] | None = None) -> dict[int, ServedYear]:
    """Officer id → the year, of everyone with a primary posting in it; five queries whatever the number."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    within = Q(start__lt=after) & (Q(end=None) | Q(end__gt=first))
    chosen = Q() if officer_ids is None else Q(officer_id__in=officer_ids)
    postings: dict[int, list[Posting]] = defaultdict(list)
    rows = Posting.objects.primary().filter(within & chosen).select_related("officer", "unit", "post")
    for posting in rows.order_by("start"):
        postings[posting.officer_id].append(posting)
    absent = _absent(Absence.objects.filter(within & chosen), first, after)
    disciplined = set(
        Discipline.objects.filter(chosen, start__gte=first, start__lt=after).values_list(
            "officer_id", flat=True
        )
    )
    tree = load_tree()
    return {
        officer_id: _year(listed, first, after, tree, absent.get(officer_id, 0), officer_id in disciplined)
        for officer_id, listed in postings.items()
    }


def _year(
    listed: list[Posting], first: date, after: date, tree: Tree, absent: int, disciplined: bool
) -> ServedYear:
    last = listed[-1]
    role = last.post.role if last.post else PostRole.NONE
    seats = {PostRole.HEAD: Seat.HEAD, PostRole.DEPUTY: Seat.DEPUTY}
    worked = _months(((p.start, p.end) for p in listed), first, after)
    return ServedYear(
        officer=last.officer,
        unit_id=last.unit_id,
        unit_codes=frozenset(p.unit.code for p in listed),
        agency_id=tree.province_of(last.unit_id) or last.unit_id,
        post=last.post,
        seat=seats.get(PostRole(role), Seat.STAFF),
        months_worked=max(worked - absent, 0),
        months_absent=absent,
        disciplined=disciplined,
    )


def _absent(rows: Iterable[Absence], first: date, after: date) -> dict[int, int]:
    spans: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for row in rows:
        spans[row.officer_id].append((row.start, row.end))
    return {officer_id: _months(listed, first, after) for officer_id, listed in spans.items()}


def _months(spans: Iterable[tuple[date, date | None]], first: date, after: date) -> int:
    """Whole months of the spans within the year; days of several spans are laid end to end."""
    days = sum(
        (min(end or after, after) - max(start, first)).days
        for start, end in spans
        if start < after and (end is None or end > first)
    )
    return months_between(first, date.fromordinal(first.toordinal() + days))
