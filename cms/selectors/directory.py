"""People as the directory shows them: public columns of today's postings and of the contact card, nothing else.

Every read starts from `rows_for(user, Colleague, "view")` and names its columns; postings, absences and
stand-ins are asked only where somebody serves, who is away and who acts, which every colleague may know. Why and
until when somebody is away stays in the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_
from typing import Any, Final, cast

from django.db.models import Case, CharField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.timezone import localdate

from cms.models import Colleague, ContactCard
from cms.rules.search import Query
from hrm.kernel.text import vietnamese_name_key
from staff.access import require, rows_for
from staff.enums import PostingKind, PostRole
from staff.models import Absence, Officer, Posting, StandIn, Unit
from staff.selectors.tree import load_tree

# The only columns of people that leave this module.
PUBLIC: Final = (
    "officer_id",
    "officer__number",
    "officer__full_name",
    "unit_id",
    "unit__code",
    "unit__name",
    "post_name",
    "post__role",
    "acting",
    "office_phone",
    "work_mobile",
    "email",
    "room",
    "duties",
)
_CARD: Final = ("office_phone", "work_mobile", "email", "room", "duties")
_BY_NAME: Final = ("officer__name_key", "officer__number")


def homes_of(user: Any, day: date) -> QuerySet[Any]:
    """Home postings of a day of the people the asker may see; by given name, not yet cut to public columns."""
    people = rows_for(user, Colleague, "view").order_by().values("pk")
    homes = Posting.objects.primary().at(day).filter(officer__in=people)
    # Somebody whose service ended is not in the directory, even where a posting was left open.
    homes = homes.filter(Q(officer__service_end__isnull=True) | Q(officer__service_end__gt=day))
    return cast("QuerySet[Any]", homes.order_by(*_BY_NAME))


def public(homes: QuerySet[Any]) -> QuerySet[Any]:
    """The same cut to what the directory shows: one dict a person."""
    texts: Any = {
        name: Coalesce(f"officer__contact_card__{name}", Value(""), output_field=CharField())
        for name in _CARD
    }
    named = homes.annotate(post_name=Coalesce("post__name", Value(""), output_field=CharField()), **texts)
    return cast("QuerySet[Any]", named.values(*PUBLIC))


def colleagues(user: Any) -> QuerySet[Any]:
    """Everyone in service today, public columns, by given name."""
    require(user, Colleague, "view")
    return public(homes_of(user, localdate()))


def colleagues_named(user: Any, query: Query) -> QuerySet[Any]:
    """People with every word in name or duties, or of that number; the spelling with the marks typed first."""
    homes = homes_of(user, localdate())
    if not query:
        return public(homes.none())
    found = public(homes.filter(_all_words(query) | Q(officer__number__iexact=query.text)))
    if not query.spelled:
        return found
    # The sort key keeps the marks in plain letters, alike on every database.
    typed = reduce(and_, (Q(officer__name_key__contains=vietnamese_name_key(w)) for w in query.spelled), Q())
    marked = Case(When(typed, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(marked, *_BY_NAME)


def _all_words(query: Query) -> Q:
    """Every word in the name, or every word in the duties; of the last one the beginning is enough."""
    duties = (Q(officer__contact_card__folded__contains=word) for word in query.sought)
    *whole, last = query.words
    name = "officer__folded_name"
    begun = Q(**{f"{name}__startswith": last}) | Q(**{f"{name}__contains": f" {last}"})
    return reduce(and_, (_whole(name, word) for word in whole), begun) | reduce(and_, duties, Q())


def _whole(name: str, word: str) -> Q:
    """A whole word of a folded name, which has no blanks at its ends."""
    first = Q(**{f"{name}__startswith": f"{word} "}) | Q(**{name: word})
    return first | Q(**{f"{name}__contains": f" {word} "}) | Q(**{f"{name}__endswith": f" {word}"})


def away_on(day: date) -> frozenset[int]:
    """Officers who are away that day; never why."""
    return frozenset(Absence.objects.at(day).values_list("officer_id", flat=True))


@dataclass(frozen=True)
class Person:
    """A name with what leads to the page; `acting`: leads without being the head."""

    number: str
    name: str
    post: str = ""
    unit: str = ""
    away: bool = False
    acting: bool = False


@dataclass(frozen=True)
class Leading:
    """Who leads a unit on a day: its head or whoever acts, the deputies, and who acts while the head is away."""

    head: Person | None = None
    deputies: tuple[Person, ...] = ()
    stands_in: Person | None = None


@dataclass(frozen=True)
class Step:
    """One step of a reporting line: a unit and who leads it."""

    code: str
    name: str
    leading: Leading


@dataclass(frozen=True)
class Entry:
    """The page of one person."""

    facts: dict[str, Any]
    away: bool
    stands_in: Person | None
    seconded_to: str
    line: tuple[Step, ...] = field(default=())
    deputies: tuple[Person, ...] = ()


def leaders_of(user: Any, unit_ids: Iterable[int], day: date) -> dict[int, Leading]:
    """Unit id → who leads it on a day; three queries however many units."""
    wanted = frozenset(unit_ids)
    homes = homes_of(user, day).filter(unit_id__in=wanted, post__role__in=(PostRole.HEAD, PostRole.DEPUTY))
    rows = public(homes.order_by("post__order", "acting", "start", "officer_id"))
    away = away_on(day)
    by_unit: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_unit.setdefault(row["unit_id"], []).append(row)
    standing = _standing_in(user, wanted, day)
    return {unit: _leading(by_unit.get(unit, []), standing.get(unit, []), away) for unit in wanted}


@dataclass(frozen=True)
class _Standing:
    kind: str
    instead_of: int | None
    officer_id: int
    person: Person


def _standing_in(user: Any, units: frozenset[int], day: date) -> dict[int, list[_Standing]]:
    people = rows_for(user, Colleague, "view").order_by().values("pk")
    rows = StandIn.objects.at(day).filter(unit_id__in=units, officer__in=people)
    rows = rows.order_by("kind", "-start", "pk")
    found: dict[int, list[_Standing]] = {}
    columns = ("unit_id", "kind", "instead_of_id", "officer_id", "officer__number", "officer__full_name")
    for unit, kind, instead_of, officer, number, name in rows.values_list(*columns):
        one = _Standing(kind, instead_of, officer, Person(number, name, acting=True))
        found.setdefault(unit, []).append(one)
    return found


def _leading(rows: list[dict[str, Any]], standing: list[_Standing], away: frozenset[int]) -> Leading:
    head = _head(rows)
    able = [one for one in standing if one.officer_id not in away]
    deputies = tuple(
        person_of(row, away) for row in rows if row is not head and row["post__role"] == PostRole.DEPUTY
    )
    if head is None:
        return Leading(able[0].person if able else None, deputies)
    needed = head["officer_id"] in away
    fitting = (one.person for one in able if one.instead_of in (None, head["officer_id"]))
    return Leading(person_of(head, away), deputies, next(fitting, None) if needed else None)


def _head(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    heads = [row for row in rows if row["post__role"] == PostRole.HEAD]
    acting = [row for row in rows if row["post__role"] == PostRole.DEPUTY and row["acting"]]
    return next(iter([*heads, *acting]), None)


def person_of(row: dict[str, Any], away: frozenset[int]) -> Person:
    """A public row as a person."""
    return Person(
        number=row["officer__number"],
        name=row["officer__full_name"],
        post=row["post_name"],
        unit=row["unit__name"],
        away=row["officer_id"] in away,
        acting=bool(row["acting"]),
    )


def entry_of(user: Any, number: str) -> Entry:
    """The page of somebody in service today; 404 for everyone else. The same number of queries always."""
    require(user, Colleague, "view")
    today = localdate()
    facts = public(homes_of(user, today).filter(officer__number=number)).first()
    if facts is None:
        raise Http404
    units = load_tree().way_up(facts["unit_id"])
    leading = leaders_of(user, [node.id for node in units], today)
    own = leading[facts["unit_id"]]
    leads = own.head is not None and own.head.number == number
    above = units[1:] if leads else units
    return Entry(
        facts=facts,
        away=facts["officer_id"] in away_on(today),
        stands_in=own.stands_in if leads else None,
        seconded_to=_seconded_to(facts["officer_id"], today),
        line=tuple(Step(n.code, n.name, leading[n.id]) for n in above if leading[n.id].head is not None),
        deputies=own.deputies if leads else (),
    )


def _seconded_to(officer_id: int, day: date) -> str:
    loans = Posting.objects.at(day).filter(officer_id=officer_id, kind=PostingKind.SECONDMENT)
    return loans.values_list("unit__name", flat=True).first() or ""


def card_of(officer: Officer) -> ContactCard:
    """The contact card as it stands, or an empty one that is not stored yet."""
    return ContactCard.objects.filter(officer_id=officer.pk).first() or ContactCard(officer_id=officer.pk)


def unit_open(code: str, day: date) -> Unit:
    """A unit that exists on a day; units are public. 404 for any other."""
    found: Unit | None = Unit.objects.at(day).filter(code=code).first()
    if found is None:
        raise Http404
    return found
