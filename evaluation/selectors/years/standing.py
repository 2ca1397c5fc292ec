"""Who stands where on the day of rating: seats, agencies, raters, groups of similar duties, organisations."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from evaluation.enums import RatingState
from evaluation.models import DutyGroup, UnitRating
from evaluation.rules.authority import agency_of, rater_of, signer_of
from evaluation.selectors.scorers import absent_on
from evaluation.selectors.seats import Seating, seating_on
from staff.enums import StandInKind, UnitKind
from staff.models import RankHolding, StandIn, Unit

AGENCY_KINDS = frozenset(
    {
        UnitKind.MANAGEMENT_DEPARTMENT,
        UnitKind.GENERAL_DEPARTMENT,
        UnitKind.PROVINCIAL_AGENCY,
        UnitKind.PROVINCIAL_DEPARTMENT,
    }
)


@dataclass(frozen=True)
class YearStanding:
    """Everything about places and persons that the drafts of a year need, on one day."""

    day: date
    seating: Seating
    agencies: frozenset[int]
    heads: dict[int, int]
    groups: list[DutyGroup]
    ranks: dict[int, str]
    organisations: dict[int, UnitRating]
    # Absent head → who may sign in the meantime (a setting).
    stand_ins: dict[int, int]

    def agency(self, unit_id: int) -> int:
        """The using agency of a unit."""
        return agency_of(unit_id, self.seating.parent_of, self.agencies)

    def rater(self, officer_id: int) -> int | None:
        """Who rates the officer (art. 10.2): the head, or who stands in for an absent one."""
        agency = self.agency(self.seating.seats[officer_id].unit_id)
        head = rater_of(officer_id, agency, self.seating.parent_of, self.agencies, self.heads)
        return signer_of(officer_id, head, self.stand_ins)

    def group(self, officer_id: int) -> DutyGroup | None:
        """The first group of similar duties that fits the seat or the rank; the one without a test fits all."""
        leads = self.seating.seats[officer_id].role != "staff"
        rank = self.ranks.get(officer_id, "")
        return next((group for group in self.groups if _fits(group, leads, rank)), None)


def rating_day(year: int, today: date) -> date:
    """The day that decides who is rated where (art. 19.1): today, or the last day of a year gone by."""
    return min(today, date(year, 12, 31))


def standing_on(year: int, day: date) -> YearStanding:
    """Places and persons of every agency, in a constant number of queries."""
    seating = seating_on(day)
    agencies = frozenset(Unit.objects.filter(kind__in=AGENCY_KINDS).values_list("pk", flat=True))
    heads = _acting(day) | seating.heads
    return YearStanding(
        day=day,
        seating=seating,
        agencies=agencies,
        heads=heads,
        groups=list(DutyGroup.objects.all()),
        ranks=_ranks(day),
        organisations=organisations_of(year),
        stand_ins=_stand_ins(day, heads),
    )


def organisations_of(year: int, unit_ids: Collection[int] | None = None) -> dict[int, UnitRating]:
    """Unit → its recognised rating of the year (art. 5); the others are not rated yet."""
    rows: Iterable[UnitRating] = UnitRating.objects.filter(current=True, state=RatingState.SIGNED, year=year)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)  # type: ignore[attr-defined]
    return {rating.unit_id: rating for rating in rows}


def _acting(day: date) -> dict[int, int]:
    """Unit → who acts for its head by a decision; a head in post goes before."""
    rows = StandIn.objects.at(day).filter(kind=StandInKind.ACTING_HEAD).order_by("-start")
    return dict(rows.values_list("unit_id", "officer_id"))


def _stand_ins(day: date, heads: dict[int, int]) -> dict[int, int]:
    """Absent head → who signs ratings instead; kinds of stand-ins by RATING_STAND_INS, acting heads first.

    A delegation counts only where it says that it covers scores and ratings, and only while the head is away.
    """
    away = absent_on(day)
    rows = StandIn.objects.at(day).filter(kind__in=settings.RATING_STAND_INS)
    rows = rows.exclude(kind=StandInKind.DELEGATION, scores=False).order_by("kind", "-start", "pk")
    found: dict[int, int] = {}
    for unit_id, officer_id, instead_of in rows.values_list("unit_id", "officer_id", "instead_of_id"):
        head = heads.get(unit_id)
        if head in away and officer_id not in away and instead_of in (None, head):
            found.setdefault(head, officer_id)
    return found


def _ranks(day: date) -> dict[int, str]:
    return dict(RankHolding.objects.at(day).values_list("officer_id", "rank__code"))


def _fits(group: DutyGroup, leads: bool, rank: str) -> bool:
    if group.leaders:
        return leads
    return not group.rank_codes or rank in group.rank_codes
