"""Who declares assets for a year and why; the duties there are with where each stands. Never contents."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from staff.enums import AssetDutyKind, PostRole, RankFamily, UnitKind
from staff.models import AssetDuty, Officer, Posting, RankHolding
from staff.rules.declarations import Circle, DutyState, Ground, duty_state, yearly_ground

# Units whose deputies rank below the head of a phòng.
_ROOMS: Final = frozenset({UnitKind.REGIONAL_OFFICE, UnitKind.DISTRICT_BRANCH, UnitKind.DIVISION})


@dataclass(frozen=True)
class Declarer:
    """Someone who declares for a year. `known`: the duty is there already."""

    officer_id: int
    number: str
    full_name: str
    unit: str
    post: str
    ground: Ground
    known: bool


@dataclass(frozen=True)
class Duty:
    """A duty as the list shows it. `unit`: the home on the day asked about, empty for who has left."""

    pk: int
    number: str
    full_name: str
    name_key: str
    unit_id: int | None
    unit_code: str
    unit: str
    kind: AssetDutyKind
    year: int
    due: date
    handed_in: date | None
    published: date | None
    state: DutyState


@dataclass(frozen=True)
class UnitDuties:
    """Duties of the people at home in one unit, by state."""

    code: str
    name: str
    states: Counter[DutyState]

    @property
    def total(self) -> int:
        """All duties of the unit."""
        return self.states.total()

    @property
    def handed_in(self) -> int:
        """Those handed in, published or not."""
        return self.states[DutyState.HANDED_IN] + self.states[DutyState.PUBLISHED]


def declarers(
    year: int, today: date, units: Collection[int], among: QuerySet[Officer], circle: Circle
) -> list[Declarer]:
    """Those of `among` at home in those units who declare for the year; three queries.

    Posts and ranks as held today, and for a past year on its last day.
    """
    at = min(today, date(year, 12, 31))
    homes = Posting.objects.primary().at(at).filter(unit_id__in=units)
    homes = homes.filter(officer__in=among.order_by().values("pk"))
    families = _families(at, homes)
    kept = AssetDuty.objects.filter(kind=AssetDutyKind.YEARLY, year=year)
    known = set(kept.order_by().values_list("officer_id", flat=True))
    rows = homes.select_related("officer", "unit", "post").order_by(
        "unit__code", "officer__name_key", "officer__number"
    )
    found = [(row, _ground(year, row, families.get(row.officer_id, set()), circle)) for row in rows]
    return [_declarer(row, ground, row.officer_id in known) for row, ground in found if ground]


def duties(rows: QuerySet[AssetDuty], today: date) -> list[Duty]:
    """The duties with the homes of their people today, by given name; two queries."""
    listed = list(rows.select_related("officer").order_by("officer__name_key", "officer__number", "due"))
    homes = {
        home.officer_id: home
        for home in Posting.objects.primary()
        .at(today)
        .filter(officer__in=rows.order_by().values("officer_id"))
        .select_related("unit")
    }
    return [_duty(row, homes.get(row.officer_id), today) for row in listed]


def duties_by_unit(listed: Collection[Duty]) -> list[UnitDuties]:
    """Duties counted by the home of their people, by code."""
    names = {duty.unit_code: duty.unit for duty in listed}
    states: dict[str, Counter[DutyState]] = {code: Counter() for code in names}
    for duty in listed:
        states[duty.unit_code][duty.state] += 1
    return [UnitDuties(code, names[code], states[code]) for code in sorted(names)]


def _families(at: date, homes: QuerySet[Any]) -> dict[int, set[str]]:
    families: dict[int, set[str]] = {}
    held = RankHolding.objects.at(at).filter(officer__in=homes.order_by().values("officer_id"))
    for officer_id, family in held.order_by().values_list("officer_id", "rank__family"):
        families.setdefault(officer_id, set()).add(family)
    return families


def _ground(year: int, row: Any, families: set[str], circle: Circle) -> Ground | None:
    role = row.post.role if row.post else PostRole.NONE
    deputy_of_agency = role == PostRole.DEPUTY and row.unit.kind not in _ROOMS
    return yearly_ground(
        year,
        enforcer=RankFamily.ENFORCER in families,
        accountant=RankFamily.ACCOUNTANT in families,
        leader=role != PostRole.NONE,
        head_or_above=role == PostRole.HEAD or deputy_of_agency,
        circle=circle,
    )


def _declarer(row: Any, ground: Ground, known: bool) -> Declarer:
    post = row.post.name if row.post else ""
    officer = row.officer
    return Declarer(officer.pk, officer.number, officer.full_name, row.unit.name, post, ground, known)


def _duty(row: AssetDuty, home: Any, today: date) -> Duty:
    return Duty(
        pk=row.pk,
        number=row.officer.number,
        full_name=row.officer.full_name,
        name_key=row.officer.name_key,
        unit_id=home.unit_id if home else None,
        unit_code=home.unit.code if home else "",
        unit=home.unit.name if home else "",
        kind=AssetDutyKind(row.kind),
        year=row.year,
        due=row.due,
        handed_in=row.handed_in,
        published=row.published,
        state=duty_state(row.due, row.handed_in, row.published, today),
    )
