"""The calibration board: per agency and group of similar duties, the quota, the order, who would have to move."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating, YearRating
from evaluation.rules.cap import BASES, SMALL, beyond, counts_for_base
from evaluation.rules.quota import ORDINARY, OUTSTANDING, Base, excellent_quota
from evaluation.selectors.shown import NOTHING, points
from evaluation.selectors.years.checks import percent_of, reading_label
from evaluation.selectors.years.standing import organisations_of
from staff.access import rows_for
from staff.access.gate import Asker
from staff.models import Unit

SHOWN = 15


@dataclass(frozen=True)
class Person:
    """One officer in the order of the mean; `band`: decided, else proposed, else what the points give."""

    pk: int
    name: str
    number: str
    unit: str
    mean: Fraction | None
    earned: str
    band: str
    signed: bool
    place: int = 0
    tied: bool = False
    beyond: bool = False

    @property
    def mean_text(self) -> str:
        """The mean, cut at two decimals."""
        if self.mean is None:
            return NOTHING
        return points(Decimal(self.mean.numerator * 10**4 // self.mean.denominator).scaleb(-4))


@dataclass(frozen=True)
class Reading:
    """One reading of art. 20.5 with its quotas at 20 and 25 per cent, and by how many each is exceeded."""

    label: str
    in_force: bool
    quota_usual: int
    quota_outstanding: int
    over_usual: int
    over_outstanding: int


@dataclass(frozen=True)
class Circle:
    """The people among whom one quota holds: a group of similar duties in an agency, or the agency."""

    name: str
    whole: bool
    people: int
    good: int
    excellent: int
    other: int
    open: int
    percent: int
    quota: int
    readings: Sequence[Reading]
    order: Sequence[Person]
    more: int

    @property
    def over(self) -> int:
        """By how many the quota in force is exceeded; 0 when it is not."""
        return max(0, self.excellent - self.quota)

    @property
    def small(self) -> bool:
        """Too few for any place in the literal reading at 20 per cent (fewer than six)."""
        return 0 < self.people < SMALL

    @property
    def moving(self) -> list[Person]:
        """Who is beyond the quota as the bands stand; people with equal points stand together."""
        return [person for person in self.order if person.beyond]


@dataclass(frozen=True)
class AgencyBoard:
    """One agency with its circles."""

    code: str
    name: str
    percent: int
    outstanding: str
    circles: Sequence[Circle]


def calibration(user: Asker, year: int) -> list[AgencyBoard]:
    """The boards of the agencies that the person sees whole: a part of one would give a wrong quota."""
    agencies = _agencies(user, year)
    organisations = organisations_of(year, list(agencies))
    people: dict[int, list[tuple[tuple[int, str], Person]]] = {}
    for agency_id, group, person in _people(year, list(agencies)):
        people.setdefault(agency_id, []).append((group, person))
    return [
        _board(unit, people.get(pk, []), organisations)
        for pk, unit in sorted(agencies.items(), key=lambda item: item[1].code)
        if pk in people
    ]


def _agencies(user: Asker, year: int) -> dict[int, Unit]:
    """Agencies of which the person may see every rating of the year."""
    seen = _numbers(rows_for(user, YearRating, "view").filter(year=year, current=True))
    whole = _numbers(YearRating.objects.filter(year=year, current=True, agency_id__in=list(seen)))
    return Unit.objects.in_bulk([pk for pk, number in seen.items() if whole[pk] == number])


def _numbers(rows: Any) -> dict[int, int]:
    """Agency → number of ratings."""
    return dict(rows.order_by().values_list("agency_id").annotate(n=Count("pk")))


def _people(year: int, agency_ids: Sequence[int]) -> Iterable[tuple[int, tuple[int, str], Person]]:
    columns = (
        "pk", "officer__full_name", "officer__number", "unit__name", "trace__mean", "earned", "band",
        "proposed", "state", "agency_id", "group__order", "group__name",
    )  # fmt: skip
    rows = YearRating.objects.filter(year=year, current=True, exempt="", agency_id__in=agency_ids)
    for row in rows.order_by("officer__name_key", "officer__number").values_list(*columns):
        pk, name, number, unit, mean, earned, band, proposed, state, agency, order, group = row
        signed = state == RatingState.SIGNED
        person = Person(
            pk, name, number, unit, Fraction(mean) if mean else None, earned,
            band if signed else proposed or earned, signed,
        )  # fmt: skip
        yield agency, (order or 0, group or _("No group")), person


def _board(
    unit: Unit, people: Sequence[tuple[tuple[int, str], Person]], organisations: dict[int, UnitRating]
) -> AgencyBoard:
    percent = percent_of(unit.pk, organisations)
    groups: dict[tuple[int, str], list[Person]] = {}
    for group, person in people:
        groups.setdefault(group, []).append(person)
    circles = [_circle(_("Whole agency"), [person for _group, person in people], percent, whole=True)]
    if settings.EXCELLENT_CAP_SCOPE == "agency_and_group":
        circles += [_circle(name, rows, percent) for (_order, name), rows in sorted(groups.items())]
    organisation = organisations.get(unit.pk)
    grounds = organisation.outstanding_grounds if organisation and organisation.outstanding else ""
    return AgencyBoard(unit.code, unit.name, percent, grounds, circles)


def _circle(name: str, rows: Sequence[Person], percent: int, *, whole: bool = False) -> Circle:
    bands = Counter(person.band for person in rows)
    people = sum(counts_for_base(person.band) for person in rows)
    allowed = excellent_quota(people, percent, cast(Base, settings.EXCELLENT_CAP_BASE))
    order = _ordered(rows, allowed)
    # As far down as anyone is, or by points would be, xuất sắc.
    top = [
        place for place, person in enumerate(order, start=1) if Band.EXCELLENT in (person.band, person.earned)
    ]
    shown = [] if whole else order[: max([SHOWN, *top])]
    return Circle(
        name=name,
        whole=whole,
        people=people,
        good=bands[Band.GOOD],
        excellent=bands[Band.EXCELLENT],
        other=bands[Band.DONE] + bands[Band.NOT_DONE],
        open=bands[""],
        percent=percent,
        quota=allowed,
        readings=[_reading(base, people, bands[Band.EXCELLENT]) for base in BASES],
        order=shown,
        more=0 if whole else len(order) - len(shown),
    )


def _reading(base: Base, people: int, excellent: int) -> Reading:
    usual, outstanding = excellent_quota(people, ORDINARY, base), excellent_quota(people, OUTSTANDING, base)
    return Reading(
        reading_label(base),
        base == settings.EXCELLENT_CAP_BASE,
        usual,
        outstanding,
        max(0, excellent - usual),
        max(0, excellent - outstanding),
    )


def _ordered(rows: Sequence[Person], allowed: int) -> list[Person]:
    """By mean from the highest; ties share a place; those excellent beyond the quota are marked."""
    ranked = sorted(rows, key=lambda person: (person.mean is None, -(person.mean or 0)))
    means = Counter(person.mean for person in ranked if person.mean is not None)
    excellent = [person for person in ranked if person.band == Band.EXCELLENT]
    out = beyond([person.mean or Fraction(0) for person in excellent], allowed)
    moving = {person.pk for person, is_out in zip(excellent, out, strict=True) if is_out}
    places: dict[Fraction | None, int] = {}
    found = []
    for number, person in enumerate(ranked, start=1):
        place = places.setdefault(person.mean, number)
        tied = means[person.mean] > 1 if person.mean is not None else False
        values = {**vars(person), "place": place, "tied": tied, "beyond": person.pk in moving}
        found.append(Person(**values))
    return found


def calibration_rows(boards: Sequence[AgencyBoard], today: date) -> list[list[Any]]:
    """The boards as lines of a workbook."""
    return [
        [
            board.name,
            circle.name,
            circle.people,
            circle.good,
            circle.excellent,
            circle.percent,
            *[
                value
                for reading in circle.readings
                for value in (reading.quota_usual, reading.quota_outstanding)
            ],
            circle.quota,
            circle.over,
            "; ".join(person.name for person in circle.moving),
        ]
        for board in boards
        for circle in board.circles
    ]
