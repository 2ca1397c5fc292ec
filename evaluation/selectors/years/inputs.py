"""What the year of many officers rests on, in a constant number of queries: forms, service, leave, record."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from evaluation.enums import Band, EvaluationState, RatingState
from evaluation.models import Evaluation, YearRating
from evaluation.rules.forced import ConclusionFact, DisciplineFact, Finding, act_key, findings
from evaluation.rules.nd335 import RULE_SET
from evaluation.rules.year335 import (
    Away,
    LastPeriod,
    Leave,
    Scored,
    Slot,
    Span,
    mean,
    months_of_service,
    slots_of_year,
)
from staff.models import Absence, Conclusion, Discipline, Posting, Unit

MANY = 400


@dataclass(frozen=True)
class Subject:
    """Whom the year is computed for: the agency that rates, and whether the post leads."""

    agency: int
    leads: bool


@dataclass
class YearInputs:
    """One officer's year: its periods, their mean, the months of service, what the record says."""

    slots: list[Slot] = field(default_factory=list)
    mean: Fraction | None = None
    months: Fraction = Fraction(0)
    findings: list[Finding] = field(default_factory=list)
    # Form id → unit it was made in: results of an old unit come along (art. 19.1).
    form_units: dict[int, int] = field(default_factory=dict)
    # Row id of a discipline or conclusion → how people name it, and the key of its act.
    told: dict[tuple[str, int], str] = field(default_factory=dict)
    acts: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Record:
    scored: dict[int, list[Scored]]
    form_units: dict[int, int]
    postings: dict[int, list[Posting]]
    absences: dict[int, list[Absence]]
    disciplines: dict[int, list[Discipline]]
    conclusions: dict[int, list[Conclusion]]
    used: dict[int, set[str]]


def gather_year(
    year: int, subjects: Mapping[int, Subject], day: date, agency_of: Callable[[int], int]
) -> dict[int, YearInputs]:
    """Officer → the year as it stands on a day; `agency_of`: unit id → its using agency."""
    record = _read(year, list(subjects))
    closed = set(Unit.objects.filter(end__lte=day).values_list("pk", flat=True))
    return {
        officer_id: _one(year, officer_id, subject, record, agency_of, closed, day)
        for officer_id, subject in subjects.items()
    }


def _one(
    year: int,
    officer_id: int,
    subject: Subject,
    record: _Record,
    agency_of: Callable[[int], int],
    closed: Collection[int],
    day: date,
) -> YearInputs:
    postings = record.postings[officer_id]
    service = [Span(row.start, row.end) for row in postings]
    leaves = [Leave(Span(row.start, row.end), Away(row.kind), row.pk) for row in record.absences[officer_id]]
    slots = slots_of_year(
        year, record.scored[officer_id], service, leaves, cast(LastPeriod, settings.YEAR_LAST_PERIOD), day
    )
    disciplines = [
        _discipline(row, _home(row, postings, agency_of, closed)) for row in record.disciplines[officer_id]
    ]
    conclusions = [
        ConclusionFact(row.pk, row.start, cast(Any, row.ground)) for row in record.conclusions[officer_id]
    ]
    found = findings(
        year,
        disciplines,
        conclusions,
        agency=subject.agency,
        leads=subject.leads,
        used=record.used[officer_id],
    )
    return YearInputs(
        slots=slots,
        mean=mean(slots),
        months=months_of_service(year, service, leaves),
        findings=found,
        form_units={slot.row: record.form_units[slot.row] for slot in slots if slot.row},
        told=_told(record.disciplines[officer_id], record.conclusions[officer_id]),
        acts={row.pk: _act(row) for row in record.disciplines[officer_id]},
    )


def _home(
    row: Discipline, postings: Iterable[Posting], agency_of: Callable[[int], int], closed: Collection[int]
) -> int | None:
    """The agency served on the day of the breach; None where it is not known, or closed since."""
    if row.acted_on is None:
        return None
    for posting in postings:
        if Span(posting.start, posting.end).has(row.acted_on):
            agency = agency_of(posting.unit_id)
            # An organisation that was closed takes no result any more: its successor does.
            return None if agency in closed else agency
    return None


def _discipline(row: Discipline, home: int | None) -> DisciplineFact:
    return DisciplineFact(row.pk, row.start, row.act, row.acted_on, row.public_duty, row.degradation, home)


def _act(row: Discipline) -> str:
    return act_key(row.act, row.acted_on)


def _told(disciplines: Iterable[Discipline], conclusions: Iterable[Conclusion]) -> dict[tuple[str, int], str]:
    told = {
        (
            "discipline",
            row.pk,
        ): f"{row.get_side_display()}: {row.get_form_display()}, {_decision(row)}. {row.act}"
        for row in disciplines
    }
    for row in conclusions:
        told["conclusion", row.pk] = f"{row.get_ground_display()}, {_decision(row)}. {row.authority}"
    return told


def _decision(row: Discipline | Conclusion) -> str:
    return f"{row.decision or '…'}, {row.start:%d/%m/%Y}"


def _read(year: int, officer_ids: Collection[int]) -> _Record:
    scored, form_units = _forms(year, officer_ids)
    in_year = Q(start__lt=date(year + 1, 1, 1)) & (Q(end=None) | Q(end__gt=date(year, 1, 1)))
    return _Record(
        scored=scored,
        form_units=form_units,
        postings=_by_officer(_of(Posting.objects.primary().order_by("start"), officer_ids)),
        absences=_by_officer(_of(Absence.objects.filter(in_year).order_by("start"), officer_ids)),
        disciplines=_by_officer(_of(Discipline.objects.order_by("start"), officer_ids)),
        conclusions=_by_officer(_of(Conclusion.objects.filter(start__year=year), officer_ids)),
        used=_used(year, officer_ids),
    )


def _forms(year: int, officer_ids: Collection[int]) -> tuple[dict[int, list[Scored]], dict[int, int]]:
    rows = Evaluation.objects.current().filter(
        rule_set=RULE_SET, period__start__gte=date(year, 1, 1), period__end__lte=date(year + 1, 1, 1)
    )
    # As text: read as JSON it would become a float.
    annotated = rows.annotate(exact_total=KT("trace__total"))
    columns = ("officer_id", "pk", "unit_id", "period__code", "state", "total", "exact_total")
    found: dict[int, list[Scored]] = defaultdict(list)
    units: dict[int, int] = {}
    for officer_id, pk, unit_id, code, state, total, whole in _of(annotated, officer_ids).values_list(
        *columns
    ):
        exact = Decimal(whole) if whole is not None and total is not None else total
        found[officer_id].append(Scored(code, exact, state == EvaluationState.CONFIRMED, pk))
        units[pk] = unit_id
    return found, units


def _used(year: int, officer_ids: Collection[int]) -> dict[int, set[str]]:
    """Acts that were the ground of "không hoàn thành" in an earlier year (art. 11.3.b)."""
    rows = YearRating.objects.filter(
        current=True, state=RatingState.SIGNED, year__lt=year, band=Band.NOT_DONE
    )
    found: dict[int, set[str]] = defaultdict(set)
    for officer_id, trace in _of(rows, officer_ids).values_list("officer_id", "trace"):
        found[officer_id].update(trace.get("acts_used", []))
        found[officer_id].update(trace.get("acts_counted", []))
    return found


def _of(rows: QuerySet[Any], officer_ids: Collection[int]) -> QuerySet[Any]:
    """Rows of these officers; of everyone where the list would be longer than a database takes well."""
    return rows.filter(officer_id__in=list(officer_ids)) if len(officer_ids) <= MANY else rows


def _by_officer(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.officer_id].append(row)
    return found
