"""Plain facts about people and collectives for the rules of titles; a fixed number of queries for all of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from evaluation.enums import AwardStage, RatingState
from evaluation.models import AwardProposal, Initiative, UnitRating, YearRating
from evaluation.rules.emulation import Facts, Penalty, months_of
from evaluation.selectors.emulation.types import codes_by_name
from hrm.kernel.text import fold
from staff.enums import AbsenceKind, DisciplineForm
from staff.models import Absence, AwardHeld, Discipline, Posting
from staff.selectors.tree import Tree

LIVE = (AwardStage.PROPOSED, AwardStage.PASSED)
Years = dict[str, set[int]]


@dataclass(frozen=True)
class Titles:
    """By officer or unit: code → years for which a title was given, and for which it is proposed."""

    held: Mapping[int, Years]
    asked: Mapping[int, Years]


def counted_on(year: int, today: date) -> date:
    """The day on which people count as members of a unit for a year: its last day, or today."""
    return min(today, date(year, 12, 31))


def people_on(day: date, unit_ids: Collection[int] | None) -> list[Posting]:
    """Home postings of civil servants on a day in the units (None: all), by unit and name; one query.

    Contract staff too unless the agency decided otherwise (article 28.2 of Decree 335/2025; a setting).
    """
    rows = Posting.objects.primary().at(day).select_related("officer", "unit", "post")
    if not settings.EVALUATE_CONTRACT_STAFF:
        rows = rows.civil_servants()
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    return list(rows.order_by("unit__code", "officer__name_key", "officer__number"))


def person_facts(officer_ids: Collection[int], year: int, day: date) -> dict[int, Facts]:
    """What the rules need of each officer, in eight queries."""
    ratings = _ratings(officer_ids)
    penalties = penalties_of(officer_ids)
    titles = titles_of(officer_ids)
    initiatives: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for officer_id, of_year, level in Initiative.objects.filter(officer_id__in=officer_ids).values_list(
        "officer_id", "year", "level"
    ):
        initiatives[officer_id].append((of_year, level))
    months = _months(officer_ids, year)
    return {
        pk: Facts(
            year=year,
            day=day,
            ratings=ratings.get(pk, {}),
            penalties=penalties.get(pk, ()),
            held=titles.held.get(pk, {}),
            asked=titles.asked.get(pk, {}),
            initiatives=initiatives.get(pk, ()),
            months=months.get(pk),
        )
        for pk in officer_ids
    }


def collective_facts(
    unit_ids: Collection[int], year: int, day: date, today: date, tree: Tree
) -> dict[int, Facts]:
    """What the rules need of each unit as a collective: itself and everything below it."""
    below = {unit_id: tree.below([unit_id]) for unit_id in unit_ids}
    everyone = people_on(counted_on(year, today), frozenset().union(*below.values()) if below else ())
    people = person_facts([posting.officer_id for posting in everyone], year, day)
    ratings, titles = _unit_ratings(unit_ids), _unit_titles(unit_ids)
    found = {}
    for unit_id in unit_ids:
        members = [posting for posting in everyone if posting.unit_id in below[unit_id]]
        facts = Facts(
            year=year,
            day=day,
            ratings=ratings.get(unit_id, {}),
            held=titles.held.get(unit_id, {}),
            asked=titles.asked.get(unit_id, {}),
        )
        found[unit_id] = _with_members(facts, members, people)
    return found


def _with_members(facts: Facts, members: list[Posting], people: Mapping[int, Facts]) -> Facts:
    year = facts.year
    bands: Counter[str] = Counter()
    held: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    penalties: list[Penalty] = []
    for posting in members:
        person = people[posting.officer_id]
        bands[person.ratings.get(year, "")] += 1
        given = {code for code, years in person.held.items() if year in years}
        held.update(given)
        asked.update({code for code, years in person.asked.items() if year in years} - given)
        penalties += [replace(each, person=posting.officer.full_name) for each in person.penalties]
    return replace(
        facts,
        members=len(members),
        bands=dict(bands),
        members_held=dict(held),
        members_asked=dict(asked),
        penalties=penalties,
    )


def penalties_of(officer_ids: Collection[int]) -> dict[int, list[Penalty]]:
    """Disciplines of each officer, of State and Party alike."""
    found: dict[int, list[Penalty]] = defaultdict(list)
    for row in Discipline.objects.filter(officer_id__in=officer_ids).order_by("start"):
        heavy = row.form != DisciplineForm.REPRIMAND
        found[row.officer_id].append(Penalty(row.get_form_display().lower(), row.start, row.end, heavy))
    return found


def titles_of(officer_ids: Collection[int]) -> Titles:
    """Titles in the records and in the proposals of each officer; three queries.

    A title whose year the record does not say counts for the year of its decision.
    """
    held: dict[int, Years] = defaultdict(lambda: defaultdict(set))
    codes = codes_by_name()
    rows = AwardHeld.objects.filter(officer_id__in=officer_ids)
    for officer_id, name, year, start in rows.values_list("officer_id", "name", "year", "start"):
        code = codes.get(fold(name))
        if code:
            held[officer_id][code].add(year or start.year)
    proposals = AwardProposal.objects.filter(officer_id__in=officer_ids)
    asked = _proposed(proposals.values_list("officer_id", "award__code", "year", "stage"), held)
    return Titles(held, asked)


def _unit_titles(unit_ids: Collection[int]) -> Titles:
    held: dict[int, Years] = defaultdict(lambda: defaultdict(set))
    proposals = AwardProposal.objects.filter(officer=None, unit_id__in=unit_ids)
    return Titles(held, _proposed(proposals.values_list("unit_id", "award__code", "year", "stage"), held))


def _proposed(rows: Iterable[tuple[Any, str, int, str]], held: dict[int, Years]) -> dict[int, Years]:
    """Sort proposals: decided ones are held, live ones asked for."""
    asked: dict[int, Years] = defaultdict(lambda: defaultdict(set))
    for owner_id, code, year, stage in rows:
        if stage == AwardStage.DECIDED:
            held[owner_id][code].add(year)
        elif stage in LIVE:
            asked[owner_id][code].add(year)
    return asked


def _ratings(officer_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Signed ratings, the versions that count."""
    rows = YearRating.objects.filter(officer_id__in=officer_ids, current=True, state=RatingState.SIGNED)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for officer_id, year, band in rows.exclude(band="").order_by().values_list("officer_id", "year", "band"):
        found[officer_id][year] = band
    return found


def _unit_ratings(unit_ids: Collection[int]) -> dict[int, dict[int, str]]:
    rows = UnitRating.objects.filter(unit_id__in=unit_ids, current=True, state=RatingState.SIGNED)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for unit_id, year, band in rows.exclude(band="").order_by().values_list("unit_id", "year", "band"):
        found[unit_id][year] = band
    return found


def _months(officer_ids: Collection[int], year: int) -> dict[int, int]:
    """Months of home postings in the year, without those of unpaid leave."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    postings = Posting.objects.primary().filter(officer_id__in=officer_ids, start__lt=after)
    away = Absence.objects.filter(officer_id__in=officer_ids, kind=AbsenceKind.UNPAID, start__lt=after)
    spans, gone = _spans(postings, first), _spans(away, first)
    return {pk: max(months_of(spans[pk], year) - months_of(gone.get(pk, ()), year), 0) for pk in spans}


def _spans(rows: Any, first: date) -> dict[int, list[tuple[date, date | None]]]:
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for officer_id, start, end in rows.order_by("start").values_list("officer_id", "start", "end"):
        if end is None or end > first:
            found[officer_id].append((start, end))
    return found


def rated_people(officer_ids: Collection[int], year: int) -> int:
    """How many of the officers have a signed rating of the year."""
    rows = YearRating.objects.filter(
        officer_id__in=officer_ids, year=year, current=True, state=RatingState.SIGNED
    )
    return rows.exclude(band="").count()
