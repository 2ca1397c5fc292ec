"""What art. 8 and 9 look at for one sheet: points, tasks, direct sub-units, letters; and the cap of art. 8.5."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from django.conf import settings

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating
from evaluation.rules.organisation335 import Facts, Judgement, Tasks, judge, sums, task_fault
from evaluation.rules.quota import ORDINARY, OUTSTANDING, Base, excellent_quota
from evaluation.selectors.organisations.criteria import lines_of
from staff.models import Unit
from staff.querysets import open_on

Whose = Literal["self", "given"]


@dataclass(frozen=True)
class Below:
    """Direct sub-units of an organisation in a year: how they are rated, and who is still to be."""

    units: int = 0
    not_done: int = 0
    waiting: tuple[str, ...] = ()


@dataclass
class Cap:
    """Of one recogniser and year: how many are rated, the share allowed, and the most "xuất sắc" (art. 8.5).

    `percent` is 25 once an organisation rated "xuất sắc" has outstanding achievement with grounds (8.5.b).
    """

    excellent: int = 0
    good: int = 0
    percent: int = ORDINARY
    base: Base = "tot"
    names: list[str] = field(default_factory=list)

    @property
    def quota(self) -> int:
        """The most that may be "xuất sắc"."""
        return excellent_quota(self.excellent + self.good, self.percent, self.base)

    @property
    def over(self) -> int:
        """By how many the cap is exceeded."""
        return max(self.excellent - self.quota, 0)


def cap_base() -> Base:
    """Which reading of the base the installation takes."""
    return cast(Base, settings.EXCELLENT_CAP_BASE)


def cap_of(rows: Iterable[UnitRating], *, projected: bool = False) -> Cap:
    """The cap over ratings of one recogniser: those recognised, or (`projected`) with what is prepared."""
    cap = Cap(base=cap_base())
    for row in rows:
        band = row.band if row.is_frozen or not projected else (row.band or row.earned)
        if not projected and not row.is_frozen:
            continue
        cap.good += band == Band.GOOD
        if band == Band.EXCELLENT:
            cap.excellent += 1
            cap.names.append(row.unit.name)
            if row.outstanding and row.outstanding_grounds:
                cap.percent = OUTSTANDING
    return cap


def points_given(rating: UnitRating, whose: Whose) -> dict[str, Decimal]:
    """Criterion → points of the head or of the recogniser, as far as they stand."""
    return {
        code: Decimal(each[whose])
        for code, each in rating.points.items()
        if each.get(whose) not in (None, "")
    }


def whose_points(rating: UnitRating) -> Whose:
    """The recogniser's points where there are some, else the head's."""
    return "given" if points_given(rating, "given") else "self"


def tasks_of(rating: UnitRating) -> Tasks | None:
    """The task figures; None while one is missing or they break an identity."""
    figures = (rating.tasks_given, rating.tasks_done, rating.tasks_late, rating.tasks_beyond)
    if any(value is None for value in figures):
        return None
    tasks = Tasks(*cast(tuple[int, int, int, int], figures))
    return None if task_fault(tasks) else tasks


def judgement_of(rating: UnitRating, below: Below, whose: Whose | None = None) -> Judgement | None:
    """The band by art. 8 on the points of the recogniser (or the head); None while something is missing."""
    tasks = tasks_of(rating)
    if tasks is None:
        # Before the criteria are looked up: a list of drafts must not ask for them once for each.
        return None
    lines, points = (
        [line.rule for line in lines_of(rating)],
        points_given(rating, whose or whose_points(rating)),
    )
    if not lines or any(line.code not in points for line in lines):
        return None
    return judge(
        Facts(
            total=sums(lines, points)[2],
            tasks=tasks,
            quality_met=bool(rating.quality_met),
            mended=bool(rating.shortcomings_mended),
            not_done_below=below.not_done,
            wrongdoing=bool(rating.wrongdoing),
            force_majeure=bool(rating.force_majeure),
        )
    )


def below_of(ratings: Collection[UnitRating]) -> dict[int, Below]:
    """Rating id → its direct sub-units open at the year's end; two queries a year, whatever the number."""
    found: dict[int, Below] = {}
    for year in {rating.year for rating in ratings}:
        of_year = [rating for rating in ratings if rating.year == year]
        found |= _below_in(year, of_year)
    return found


def below_one(rating: UnitRating) -> Below:
    """The direct sub-units of one."""
    return below_of([rating])[rating.pk]


def _below_in(year: int, ratings: list[UnitRating]) -> dict[int, Below]:
    parents = {rating.unit_id for rating in ratings}
    children = Unit.objects.filter(open_on(date(year, 12, 31)), parent_id__in=parents).order_by("code")
    listed = list(children.values_list("pk", "name", "parent_id"))
    rows = UnitRating.objects.filter(year=year, current=True, unit_id__in=[pk for pk, _n, _p in listed])
    bands = dict(rows.filter(state=RatingState.SIGNED).values_list("unit_id", "band"))
    return {
        rating.pk: _below([(pk, name) for pk, name, parent in listed if parent == rating.unit_id], bands)
        for rating in ratings
    }


def _below(children: list[tuple[int, str]], bands: dict[int, Any]) -> Below:
    return Below(
        units=len(children),
        not_done=sum(bands.get(pk) == Band.NOT_DONE for pk, _name in children),
        waiting=tuple(name for pk, name in children if pk not in bands),
    )
