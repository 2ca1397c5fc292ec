"""Who leaves within 12 months of a day, from where and why: retirement, known end, term, labour contract."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When

from hrm.kernel.dates import add_months
from staff.enums import ContractKind, Engagement, Sex
from staff.models import LabourContract, LeadershipTerm, Posting
from staff.rules.leaving import (
    HORIZON_MONTHS,
    Leaving,
    LeavingCause,
    Span,
    leaving_within_year,
    months_ahead,
    running_out,
)
from staff.rules.retirement import births_retiring

SERVICE = frozenset({LeavingCause.RETIREMENT, LeavingCause.KNOWN_END})
EVERY_CAUSE = frozenset(LeavingCause)


@dataclass(frozen=True)
class Leaver:
    """One person; `what` names the post of the term or the kind of contract that runs out."""

    officer_id: int
    unit_id: int
    leaving: Leaving
    what: str = ""


@dataclass(frozen=True)
class Month:
    """How many leave on the days of one calendar month, by cause."""

    first_day: date
    counts: dict[LeavingCause, int]


def leaving_cause(at: date) -> Case:
    """For querysets of postings: the cause as `leaving_within_year` finds it, found by the database."""
    last = add_months(at, HORIZON_MONTHS)
    retires = Q()
    for sex in Sex.values:
        first, end = births_retiring(at, last, sex)
        retires |= Q(officer__sex=sex, officer__birth_date__gte=first, officer__birth_date__lt=end)
    ends = Q(officer__service_end__gt=at, officer__service_end__lte=last)
    return Case(
        When(ends, then=Value(LeavingCause.KNOWN_END.value)),
        When(retires, then=Value(LeavingCause.RETIREMENT.value)),
        default=Value(""),
        output_field=CharField(),
    )


def leavers(at: date, asked: Collection[int], causes: Collection[LeavingCause] = EVERY_CAUSE) -> list[Leaver]:
    """People at home in the units who leave, each once: who leaves the service is not counted again
    because a term ends too. Three queries for all causes."""
    going = {leaver.officer_id: leaver for leaver in _out_of_service(at, asked)}
    kept = [leaver for leaver in going.values() if leaver.leaving.cause in causes]
    if LeavingCause.TERM in causes:
        kept += [leaver for leaver in _terms(at, asked) if leaver.officer_id not in going]
    if LeavingCause.CONTRACT in causes:
        kept += _contracts(at, asked)
    return kept


def records_running_out(at: date, asked: Collection[int], causes: Collection[LeavingCause]) -> list[Leaver]:
    """Terms and labour contracts that run out, whether or not the person leaves the service besides."""
    found = _terms(at, asked) if LeavingCause.TERM in causes else []
    return found + (_contracts(at, asked) if LeavingCause.CONTRACT in causes else [])


def by_month(found: Iterable[Leaver], at: date) -> list[Month]:
    """The 12 months ahead, each with the people whose first day out lies in it."""
    counts: Counter[tuple[date, LeavingCause]] = Counter(
        (leaver.leaving.day.replace(day=1), leaver.leaving.cause) for leaver in found
    )
    return [
        Month(month, {cause: counts[month, cause] for cause in LeavingCause}) for month in months_ahead(at)
    ]


def _out_of_service(at: date, asked: Collection[int]) -> list[Leaver]:
    homes = Posting.objects.primary().civil_servants().at(at).filter(unit_id__in=asked)
    rows = homes.alias(cause=leaving_cause(at)).exclude(cause="").order_by("start")
    found = []
    for officer_id, unit_id, birth, sex, end in rows.values_list(
        "officer_id", "unit_id", "officer__birth_date", "officer__sex", "officer__service_end"
    ):
        leaving = leaving_within_year(birth, sex, end, at)
        if leaving is not None:
            found.append(Leaver(officer_id, unit_id, leaving))
    return found


def _terms(at: date, asked: Collection[int]) -> list[Leaver]:
    rows = _at_home(LeadershipTerm.objects.all(), at, Engagement.CIVIL_SERVANT)
    named = rows.values_list("officer_id", "home", "start", "end", "post__name")
    return _running_out(named, at, asked, LeavingCause.TERM)


def _contracts(at: date, asked: Collection[int]) -> list[Leaver]:
    rows = _at_home(LabourContract.objects.all(), at, Engagement.CONTRACT)
    named = [
        (*row, str(ContractKind(kind).label))
        for *row, kind in rows.values_list("officer_id", "home", "start", "end", "kind")
    ]
    return _running_out(named, at, asked, LeavingCause.CONTRACT)


def _at_home(rows: QuerySet[Any], at: date, engagement: Engagement) -> QuerySet[Any]:
    """Rows in force or to come, each with the home of its officer that day (None: not of that engagement)."""
    home = (
        Posting.objects.primary()
        .at(at)
        .filter(officer=OuterRef("officer"), engagement=engagement)
        .order_by("-start")
    )
    current = rows.filter(Q(end__isnull=True) | Q(end__gt=at))
    return cast(
        "QuerySet[Any]", current.annotate(home=Subquery(home.values("unit_id")[:1])).order_by("start")
    )


def _running_out(
    rows: Iterable[tuple[Any, ...]], at: date, asked: Collection[int], cause: LeavingCause
) -> list[Leaver]:
    """By officer. The homes are sifted here: naming every unit to the database costs more than it saves."""
    spans: dict[int, list[Span]] = defaultdict(list)
    facts: dict[int, tuple[int, str]] = {}
    for officer_id, home, start, end, what in rows:
        if home in asked:
            spans[officer_id].append((start, end))
            facts[officer_id] = (home, what)
    ends = {officer_id: running_out(found, at) for officer_id, found in spans.items()}
    return [
        Leaver(officer_id, facts[officer_id][0], Leaving(end, cause), facts[officer_id][1])
        for officer_id, end in ends.items()
        if end is not None
    ]
