"""From a figure of the board to the names behind it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from staff.enums import Engagement, PostingKind
from staff.models import Officer, Posting, RankHolding
from staff.rules.leaving import LeavingCause
from staff.rules.retirement import BirthBand, birth_band
from staff.selectors.leaving import EVERY_CAUSE, SERVICE, Leaver, leavers
from staff.selectors.tree import load_tree


class Figure(StrEnum):
    """Figures of the board that have people behind them; the values stand in addresses."""

    PRESENT = "co-mat"
    SECONDED_IN = "biet-phai-den"
    SECONDED_OUT = "biet-phai-di"
    LEAVING = "sap-nghi"
    TERMS = "het-nhiem-ky"
    CONTRACTS = "het-hop-dong"


_CAUSES: Final = {
    Figure.LEAVING: SERVICE,
    Figure.TERMS: frozenset({LeavingCause.TERM}),
    Figure.CONTRACTS: frozenset({LeavingCause.CONTRACT}),
}


@dataclass(frozen=True)
class PersonBehind:
    """One name. `day` and `reason` say when someone leaves and why, or since when someone is on loan.

    `band` is the row of the retirement table (Decree 135/2020) for those who reach the age.
    """

    number: str
    full_name: str
    name_key: str
    unit: str
    post: str
    rank: str
    other_unit: str = ""
    day: date | None = None
    reason: str = ""
    band: str = ""


@dataclass(frozen=True)
class People:
    """Names the asker may see, and how many more the figure counts."""

    shown: list[PersonBehind]
    hidden: int

    @property
    def total(self) -> int:
        """The figure of the board."""
        return len(self.shown) + self.hidden


def rank_on(day: date) -> Subquery:
    """Name of the highest rank held on a day, for querysets of postings."""
    held = RankHolding.objects.at(day).filter(officer=OuterRef("officer")).order_by("rank__order")
    return Subquery(held.values("rank__name")[:1])


def people_behind(
    at: date,
    unit: int,
    what: Figure,
    among: QuerySet[Officer] | None = None,
    causes: Collection[LeavingCause] = EVERY_CAUSE,
) -> People:
    """The people a figure of the unit's subtree counts, by given name; `among` holds who may be shown.

    Of those who leave, `causes` may choose some.
    """
    inside = load_tree().below([unit])
    if what in (Figure.SECONDED_IN, Figure.SECONDED_OUT):
        found = _on_loan(at, inside, arriving=what is Figure.SECONDED_IN)
    elif what is Figure.PRESENT:
        found = _present(at, inside)
    else:
        found = _leaving(at, inside, _CAUSES[what] & frozenset(causes))
    if among is None:
        return People([person for _pk, person in found], 0)
    ids = [pk for pk, _person in found]
    visible = set(among.filter(pk__in=ids).values_list("pk", flat=True))
    shown = [person for pk, person in found if pk in visible]
    return People(shown, len(found) - len(shown))


def _present(at: date, inside: Iterable[int]) -> list[tuple[int, PersonBehind]]:
    homes = Posting.objects.primary().civil_servants().at(at).filter(unit_id__in=inside)
    return list({home.officer_id: _person(home) for home in _with_names(homes, at)}.items())


def _leaving(
    at: date, inside: frozenset[int], causes: Collection[LeavingCause]
) -> list[tuple[int, PersonBehind]]:
    going = {leaver.officer_id: leaver for leaver in leavers(at, inside, causes)}
    homes = Posting.objects.primary().at(at).filter(unit_id__in=inside, officer_id__in=list(going))
    return list(
        {home.officer_id: _leaver(home, going[home.officer_id]) for home in _with_names(homes, at)}.items()
    )


def _leaver(home: Posting, leaver: Leaver) -> PersonBehind:
    officer, cause = home.officer, leaver.leaving.cause
    reasons = {
        LeavingCause.RETIREMENT: _("retirement age"),
        LeavingCause.KNOWN_END: officer.service_end_reason or _("known end of service"),
        LeavingCause.TERM: _("end of the term: %(post)s") % {"post": leaver.what},
        LeavingCause.CONTRACT: _("end of the contract: %(kind)s") % {"kind": leaver.what},
    }
    person = _person(home, day=leaver.leaving.day, reason=reasons[cause])
    if cause is LeavingCause.RETIREMENT:
        return replace(person, band=_band(birth_band(officer.birth_date, officer.sex)))
    return person


def _band(band: BirthBand) -> str:
    """61 years 6 months · born 10/1964–06/1965."""
    age = _("%(years)s years") % {"years": band.years}
    if band.months:
        age = _("%(years)s years %(months)s months") % {"years": band.years, "months": band.months}
    first = f"{band.first[1]:02}/{band.first[0]}"
    if band.last is None:
        born = _("born from %(first)s") % {"first": first}
    elif band.first[0] == 1:
        born = _("born until %(last)s") % {"last": f"{band.last[1]:02}/{band.last[0]}"}
    else:
        born = _("born %(first)s–%(last)s") % {"first": first, "last": f"{band.last[1]:02}/{band.last[0]}"}
    return f"{age} · {born}"


def _on_loan(at: date, inside: frozenset[int], *, arriving: bool) -> list[tuple[int, PersonBehind]]:
    """Secondments that cross the border of the subtree, seen from one side of it."""
    loans = list(_with_names(Posting.objects.at(at).filter(kind=PostingKind.SECONDMENT), at))
    homes = {
        home.officer_id: home
        for home in Posting.objects.primary()
        .at(at)
        .filter(officer_id__in=[loan.officer_id for loan in loans])
        .select_related("unit")
        .order_by("start")
    }
    return [
        (loan.officer_id, _loan(loan, homes.get(loan.officer_id)))
        for loan in loans
        if _crosses(loan, homes.get(loan.officer_id), inside, arriving=arriving)
    ]


def _crosses(loan: Posting, home: Posting | None, inside: frozenset[int], *, arriving: bool) -> bool:
    if (home or loan).engagement != Engagement.CIVIL_SERVANT:
        return False
    seat_inside = loan.unit_id in inside
    home_inside = home is not None and home.unit_id in inside
    return seat_inside and not home_inside if arriving else home_inside and not seat_inside


def _with_names(postings: QuerySet[Posting], at: date) -> QuerySet[Any]:
    named = postings.select_related("officer", "unit", "post").annotate(rank_name=rank_on(at))
    return named.order_by("officer__name_key", "officer__number", "start")


def _loan(loan: Any, home: Posting | None) -> PersonBehind:
    person = _person(loan, day=loan.start)
    home_name = home.unit.name if home is not None else ""
    return replace(person, unit=home_name, other_unit=loan.unit.name)


def _person(posting: Any, day: date | None = None, reason: str = "") -> PersonBehind:
    return PersonBehind(
        number=posting.officer.number,
        full_name=posting.officer.full_name,
        name_key=posting.officer.name_key,
        unit=posting.unit.name,
        post=posting.post.name if posting.post else "",
        rank=posting.rank_name or "",
        day=day,
        reason=reason,
    )
