"""Civil servants present on a day with what needs and hours ask about them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from hrm.kernel.text import fold
from staff.enums import QualificationKind
from staff.models import Posting, Qualification, RankHolding
from staff.rules.appointment import AppointmentFacts, Grade, is_law_degree, lead_of
from training.rules.commitments import whole_months
from training.rules.needs import Held

_EXAM_WORDS = ("thi tuyen", "trung tuyen")


@dataclass(frozen=True)
class Person:
    """One civil servant on a day: home, rank, post, levels held, and the facts of an appointment."""

    officer_id: int
    number: str
    full_name: str
    name_key: str
    unit_id: int
    unit: str
    post_id: int | None
    post: str
    rank_code: str
    rank_id: int | None
    rank: str
    held: Held
    facts: AppointmentFacts


def homes_of(at: date, units: Collection[int]) -> Any:
    """Primary postings of civil servants in units on a day, with officer, unit and post."""
    homes = Posting.objects.primary().civil_servants().at(at).filter(unit_id__in=units)
    return homes.select_related("officer", "unit", "post").order_by("start")


def people_of(at: date, units: Collection[int]) -> list[Person]:
    """Everyone present, by given name; three queries, whatever their number."""
    homes = {home.officer_id: home for home in homes_of(at, units)}
    chosen = homes_of(at, units).order_by().values("officer_id")
    ranks: dict[int, RankHolding] = {}
    for row in RankHolding.objects.at(at).filter(officer__in=chosen).select_related("rank").order_by("start"):
        ranks[row.officer_id] = row
    learnt: dict[int, list[Any]] = defaultdict(list)
    for row in Qualification.objects.at(at).filter(officer__in=chosen).order_by("start"):
        learnt[row.officer_id].append(row)
    found = [_person(home, ranks.get(pk), learnt[pk], at) for pk, home in homes.items()]
    return sorted(found, key=lambda person: (person.name_key, person.number))


def _person(home: Any, holding: RankHolding | None, learnt: list[Any], at: date) -> Person:
    officer, post = home.officer, home.post
    rank = holding.rank if holding is not None else None
    return Person(
        officer_id=officer.pk,
        number=officer.number,
        full_name=officer.full_name,
        name_key=officer.name_key,
        unit_id=home.unit_id,
        unit=home.unit.name,
        post_id=home.post_id,
        post=post.name if post else "",
        rank_code=rank.code if rank else "",
        rank_id=rank.pk if rank else None,
        rank=rank.name if rank else "",
        held=_held(learnt),
        facts=_facts(home, holding, learnt, at),
    )


def _held(learnt: list[Any]) -> Held:
    titles: dict[str, list[str]] = defaultdict(list)
    for row in learnt:
        titles[row.kind].append(row.title)
    return {kind: tuple(found) for kind, found in titles.items()}


def _facts(home: Any, holding: RankHolding | None, learnt: list[Any], at: date) -> AppointmentFacts:
    """Legal work is counted from the first day of service (a reading: all work of the agencies is legal work)."""
    code = holding.rank.code if holding is not None else ""
    trained = [row for row in learnt if row.kind == QualificationKind.ENFORCEMENT]
    schooling = [row for row in learnt if row.kind == QualificationKind.EDUCATION]
    return AppointmentFacts(
        law_degree=any(is_law_degree(row.level, row.title, row.specialty) for row in schooling),
        legal_months=whole_months(home.officer.service_start, at),
        # Whoever holds the rank was trained for it: that was a condition of the appointment.
        trained=bool(trained) or code in set(Grade),
        exam=True if any(_is_exam(row.title) for row in trained) else None,
        held=Grade(code) if code in set(Grade) else None,
        grade_months=whole_months(holding.start, at) if holding is not None else 0,
        leads=lead_of(home.post.role, home.unit.kind, home.unit.name) if home.post else None,
    )


def _is_exam(title: str) -> bool:
    return any(words in fold(title) for words in _EXAM_WORDS)
