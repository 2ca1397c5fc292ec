"""Opening a quarter or month: a draft for everyone with a primary posting on its last day, refreshed at will."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from evaluation.enums import EvaluationState, Seat
from evaluation.models import Evaluation, Period
from evaluation.rules import rule_set_for
from evaluation.rules.nd335 import RULE_SET
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.rules.scorers import Authority, scorer_on_the_day
from evaluation.selectors.inputs import Inputs, gather
from evaluation.selectors.scorers import authority_for, scorer_trace
from evaluation.selectors.seats import Seating, seating_on
from evaluation.services.leaders import judged, settle, settle_leaders
from evaluation.services.scoring import cut, own_score
from staff.models import User
from staff.services.errors import DomainError

FIELDS = (
    "unit", "post", "seat", "scorer", "rule_set", "assigned", "done", "quality", "on_time",
    "a", "b", "c", "d", "dd", "e", "general", "result", "total", "band", "flags", "trace",
)  # fmt: skip
_NAMED = 3
# Forms drafted and stored at once.
_AT_ONCE = 500
_States = dict[int, tuple[object, ...]]


@dataclass
class DraftSummary:
    """How many drafts were made, changed, left; frozen forms are never touched.

    `flagged` counts forms by kind of flag; `flags` lists each flag with the number and name of the officer.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    frozen: int = 0
    removed: int = 0
    flagged: dict[str, int] = field(default_factory=dict)
    flags: list[tuple[str, str, str]] = field(default_factory=list, compare=False)


@dataclass(frozen=True)
class _Drafting:
    """What every form of a run is drafted from; `chosen` are the officers to be drafted."""

    quarter: ScoringPeriod
    period: Period
    seating: Seating
    authority: Authority
    chosen: frozenset[int]


@transaction.atomic
def open_period(
    *, quarter: ScoringPeriod, unit_ids: Collection[int] | None, actor: User | None
) -> DraftSummary:
    """Open a quarter or month and draft or refresh the evaluations of the units (None = all agencies).

    Missing scorers, points, work or caseload become flags on the draft, never a refusal. Leaders above
    the units are refreshed too, because their d looks at these totals. Refused for officers who are scored
    by the other kind of period then: "theo tháng hoặc quý" (article 3.4).
    """
    return _drafted(quarter, unit_ids, actor, strict=True)


@transaction.atomic
def redraft(*, quarter: ScoringPeriod, unit_ids: Collection[int] | None, actor: User | None) -> DraftSummary:
    """The same after something changed; whoever is scored by the other kind of period gets no draft."""
    return _drafted(quarter, unit_ids, actor, strict=False)


def _drafted(
    quarter: ScoringPeriod, unit_ids: Collection[int] | None, actor: User | None, *, strict: bool
) -> DraftSummary:
    if rule_set_for(quarter.last_day) != RULE_SET:
        raise DomainError(
            _("%(period)s lies before 01/01/2026: Decree 335/2025 does not apply to it yet.")
            % {"period": quarter.title}
        )
    period = Period.objects.get_or_create(
        code=quarter.code,
        defaults={"start": quarter.start, "end": quarter.end, "rule_set": RULE_SET},
    )[0]
    # One writer at a time: two people pressing the button must not make two drafts of one officer.
    Period.objects.select_for_update().get(pk=period.pk)
    return _refresh(quarter, period, unit_ids, actor, strict=strict)


def _refresh(
    quarter: ScoringPeriod,
    period: Period,
    unit_ids: Collection[int] | None,
    actor: User | None,
    *,
    strict: bool,
) -> DraftSummary:
    drafting = _begun(quarter, period, unit_ids, strict=strict)
    removed = _remove_orphans(drafting, unit_ids)
    needed = _needed(drafting, unit_ids)
    # Of many, those who lead come after the others; few are drafted together, in fewer queries.
    few = len(needed) <= _AT_ONCE
    leading = {
        officer_id for officer_id, seat in needed.items() if few or _leads(officer_id, seat, drafting.seating)
    }
    summary, totals = DraftSummary(removed=removed), _totals_of_others(period, needed)
    for batch in _batches([officer_id for officer_id in needed if officer_id not in leading]):
        forms, before = _filled(drafting, batch)
        totals |= {form.officer_id: form.total for form in forms}
        _save(forms, before, summary, drafting.seating, actor)
    forms, before = _filled(drafting, sorted(leading))
    settle_leaders(forms, drafting.seating, totals)
    _save(forms, before, summary, drafting.seating, actor)
    summary.flags.sort()
    return summary


def _begun(
    quarter: ScoringPeriod, period: Period, unit_ids: Collection[int] | None, *, strict: bool
) -> _Drafting:
    seating = seating_on(quarter.last_day)
    chosen = [s.officer_id for s in seating.seats.values() if unit_ids is None or s.unit_id in unit_ids]
    return _Drafting(
        quarter=quarter,
        period=period,
        seating=seating,
        authority=authority_for(quarter, localdate(), seating),
        chosen=frozenset(_without_others(chosen, period, strict=strict)),
    )


def _leads(officer_id: int, stored_seat: str, seating: Seating) -> bool:
    """Whoever leads now or did when drafted waits for the totals of the others."""
    seat = seating.seats.get(officer_id)
    return stored_seat != Seat.STAFF or (seat is not None and seat.role != "staff")


def _batches(officer_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Some officers at a time: the rows and traces of a whole country would fill the memory."""
    for start in range(0, len(officer_ids), _AT_ONCE):
        yield officer_ids[start : start + _AT_ONCE]


def _filled(drafting: _Drafting, officer_ids: Sequence[int]) -> tuple[list[Evaluation], _States]:
    """The forms of the officers, drafted anew where they are chosen and not frozen, and what they were."""
    rows = Evaluation.objects.current().filter(period=drafting.period, officer_id__in=officer_ids)
    stored: dict[int, Evaluation] = {form.officer_id: form for form in rows}
    before = {officer_id: _state(form) for officer_id, form in stored.items()}
    chosen = [officer_id for officer_id in officer_ids if officer_id in drafting.chosen]
    inputs = gather(drafting.quarter, chosen)
    for officer_id in chosen:
        if officer_id not in stored:
            stored[officer_id] = Evaluation(officer_id=officer_id, period=drafting.period)
        form = stored[officer_id]
        if not form.is_frozen:
            _fill(form, drafting.seating, drafting.authority, inputs[officer_id])
    return list(stored.values()), before


def _without_others(chosen: list[int], period: Period, *, strict: bool) -> list[int]:
    """The officers but for those drafted by a month of this quarter, or by the quarter of this month.

    Raises DomainError instead where the period is being opened.
    """
    rows = Evaluation.objects.current().filter(period__start__lt=period.end, period__end__gt=period.start)
    others = rows.exclude(period=period)
    scored = set(others.values_list("officer_id", flat=True)).intersection(chosen)
    if strict and scored:
        listed = others.select_related("officer", "period").defer("trace").order_by("officer__name_key")
        raise DomainError(_clash_text(period, [form for form in listed if form.officer_id in scored]))
    return [officer_id for officer_id in chosen if officer_id not in scored]


def _clash_text(period: Period, clashing: list[Evaluation]) -> str:
    listed = list(dict.fromkeys(f"{form.officer.full_name} ({form.officer.number})" for form in clashing))
    more = ", …" if len(listed) > _NAMED else ""
    return _(
        "Officers are scored by month or by quarter, not both (article 3.4 of Decree 335/2025). %(period)s "
        "cannot be opened for %(number)s people who have a form of %(other)s: %(names)s."
    ) % {
        "period": parse_period(period.code).title,
        "number": len(listed),
        "other": parse_period(clashing[0].period.code).title,
        "names": ", ".join(listed[:_NAMED]) + more,
    }


def _needed(drafting: _Drafting, unit_ids: Collection[int] | None) -> dict[int, str]:
    """Officer → seat as stored, of forms that are made or may change.

    Those of the units, of people who came from elsewhere, and every leader's.
    """
    rows = Evaluation.objects.current().filter(period=drafting.period)
    if unit_ids is not None:
        rows = rows.filter(Q(unit_id__in=unit_ids) | Q(officer_id__in=drafting.chosen) | ~Q(seat=Seat.STAFF))
    return dict.fromkeys(drafting.chosen, str(Seat.STAFF)) | dict(rows.values_list("officer_id", "seat"))


def _totals_of_others(period: Period, needed: Collection[int]) -> dict[int, Decimal | None]:
    """Totals of everyone else, which leaders' d looks at."""
    rows = Evaluation.objects.current().filter(period=period).values_list("officer_id", "total")
    return {officer_id: total for officer_id, total in rows if officer_id not in needed}


def _remove_orphans(drafting: _Drafting, unit_ids: Collection[int] | None) -> int:
    """Untouched drafts of people who, by a corrected record, had no posting on the last day."""
    rows = Evaluation.objects.current().filter(period=drafting.period, state=EvaluationState.DRAFT)
    if unit_ids is not None:
        rows = rows.filter(Q(unit_id__in=unit_ids))
    gone = [
        pk
        for pk, officer_id in rows.values_list("pk", "officer_id")
        if officer_id not in drafting.seating.seats
    ]
    for evaluation in Evaluation.objects.filter(pk__in=gone):
        evaluation.delete()
    return len(gone)


def _fill(evaluation: Evaluation, seating: Seating, authority: Authority, inputs: Inputs) -> None:
    seat = seating.seats[evaluation.officer_id]
    posting = seating.postings[evaluation.officer_id]
    evaluation.unit_id, evaluation.post_id = posting.unit_id, posting.post_id
    evaluation.seat, evaluation.rule_set = seat.role, RULE_SET
    scorer = scorer_on_the_day(seat, authority)
    evaluation.scorer_id = scorer.officer_id if scorer else None
    score = own_score(inputs)
    totals = score.totals
    evaluation.assigned, evaluation.done = cut(totals.assigned), cut(totals.done)
    evaluation.quality, evaluation.on_time = cut(totals.quality), cut(totals.on_time)
    evaluation.a, evaluation.b, evaluation.c = (cut(ratio) for ratio in score.ratios)
    evaluation.general = cut(score.general)
    evaluation.flags = score.flags if evaluation.scorer_id else ["missing_scorer", *score.flags]
    evaluation.trace = {**score.trace, "scorer": scorer_trace(scorer)}
    _fill_judged(evaluation, inputs)
    settle(evaluation, totals, score.general)


def _fill_judged(evaluation: Evaluation, inputs: Inputs) -> None:
    evaluation.d = evaluation.dd = evaluation.e = None
    if evaluation.seat == "staff":
        return
    assessment = inputs.leader
    if assessment is None:
        evaluation.flags = [*evaluation.flags, "missing_leader_assessment"]
        return
    evaluation.dd, evaluation.e = judged(assessment.organising), judged(assessment.unity)
    evaluation.trace = {**evaluation.trace, "leader": {"grounds": assessment.grounds}}


def _state(evaluation: Evaluation) -> tuple[object, ...]:
    return tuple(
        getattr(evaluation, f"{name}_id" if name in {"unit", "post", "scorer"} else name) for name in FIELDS
    )


def _save(
    forms: Sequence[Evaluation],
    before: _States,
    summary: DraftSummary,
    seating: Seating,
    actor: User | None,
) -> None:
    """Store what is new or changed, and count it in."""
    new = [form for form in forms if form.pk is None]
    old = [form for form in forms if form.pk is not None]
    changed = [form for form in old if _state(form) != before[form.officer_id]]
    bulk_create_with_history(new, Evaluation, batch_size=_AT_ONCE, default_user=actor)
    bulk_update_with_history(changed, Evaluation, list(FIELDS), batch_size=_AT_ONCE, default_user=actor)
    frozen = sum(form.is_frozen for form in old)
    summary.created += len(new)
    summary.updated += len(changed)
    summary.unchanged += len(old) - len(changed) - frozen
    summary.frozen += frozen
    _count_flags(forms, summary, seating)


def _count_flags(forms: Iterable[Evaluation], summary: DraftSummary, seating: Seating) -> None:
    for form in forms:
        if not form.flags:
            continue
        place = seating.postings.get(form.officer_id)
        who = (place.number, place.name) if place else (form.officer.number, form.officer.full_name)
        summary.flags += [(*who, flag) for flag in form.flags]
        for flag in {f.partition(":")[0] for f in form.flags}:
            summary.flagged[flag] = summary.flagged.get(flag, 0) + 1
