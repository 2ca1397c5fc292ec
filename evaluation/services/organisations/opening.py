"""Opening the year of the organisations: a draft for every unit open at its end (art. 5, 9.1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from evaluation.enums import RatingState
from evaluation.models import UnitRating
from evaluation.rules import rule_set_for
from evaluation.rules.nd335 import RULE_SET
from evaluation.selectors.seats import Seating, seating_on
from evaluation.services.locking import take_turns
from staff.models import Unit, User
from staff.querysets import open_on
from staff.services.errors import DomainError


@dataclass
class OpeningSummary:
    """How many sheets were made, given another head or recogniser, and left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@transaction.atomic
def open_unit_year(
    *, year: int, unit_ids: Collection[int] | None, actor: User | None, today: date | None = None
) -> OpeningSummary:
    """Draft a sheet for each unit open on 31/12 (None = all), or bring head and recogniser up to date.

    Head and recogniser are those of today, or of 31/12 once the year is over: who rates is who is in
    office. Recognised sheets are never touched. Raises DomainError for years before Decree 335/2025.
    """
    last = date(year, 12, 31)
    if rule_set_for(last) != RULE_SET:
        raise DomainError(
            _("Organisations are rated by Decree 335/2025 from %(year)s on (art. 27.1).") % {"year": 2026}
        )
    if year > (today or localdate()).year:
        raise DomainError(_("The year %(year)s has not begun yet.") % {"year": year})
    take_turns()
    seating = seating_on(min(last, today or localdate()))
    units = Unit.objects.filter(open_on(last)).order_by("code")
    chosen = units if unit_ids is None else units.filter(pk__in=unit_ids)
    stored = {r.unit_id: r for r in UnitRating.objects.filter(year=year, current=True).select_for_update()}
    summary = OpeningSummary()
    for unit in chosen:
        _draft(stored.get(unit.pk), unit, year, seating, summary, actor)
    return summary


def recogniser_of(unit_id: int, seating: Seating) -> int | None:
    """Who recognises (art. 5): the head of the nearest unit above who does not head this one too.

    None for a cục: the Minister recognises it, outside this system.
    """
    own, above, passed = seating.heads.get(unit_id), seating.parent_of.get(unit_id), {unit_id}
    while above is not None and above not in passed:
        head = seating.heads.get(above)
        if head is not None and head != own:
            return head
        passed.add(above)
        above = seating.parent_of.get(above)
    return None


def _draft(
    rating: UnitRating | None,
    unit: Unit,
    year: int,
    seating: Seating,
    summary: OpeningSummary,
    actor: User | None,
) -> None:
    head, recogniser = seating.heads.get(unit.pk), recogniser_of(unit.pk, seating)
    if rating is None:
        rating = UnitRating(unit=unit, year=year, rule_set=RULE_SET, head_id=head, recogniser_id=recogniser)
        summary.created += 1
    elif rating.state == RatingState.SIGNED or (rating.head_id, rating.recogniser_id) == (head, recogniser):
        summary.unchanged += 1
        return
    else:
        rating.head_id, rating.recogniser_id = head, recogniser
        summary.updated += 1
    vars(rating)["_history_user"] = actor
    rating.save()
