"""Opening a quarter or month: a draft for everyone with a primary posting on its last day, refreshed at will."""

from collections.abc import Collection, Iterable
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
    seating = seating_on(quarter.last_day)
    authority = authority_for(quarter, localdate(), seating)
    chosen = _without_others(
        [s.officer_id for s in seating.seats.values() if unit_ids is None or s.unit_id in unit_ids],
        period,
        strict=strict,
    )
    stored = {e.officer_id: e for e in _needed(period, unit_ids, chosen)}
    before = {officer_id: _state(evaluation) for officer_id, evaluation in stored.items()}
    removed = _remove_orphans(stored, seating, unit_ids)
    inputs = gather(quarter, chosen)
    for officer_id in chosen:
        evaluation = stored.setdefault(officer_id, Evaluation(officer_id=officer_id, period=period))
        if not evaluation.is_frozen:
            _fill(evaluation, seating, authority, inputs[officer_id])
    settle_leaders(stored.values(), seating, _totals_of_others(period, stored))
    summary = _save(stored, before, actor)
    summary.removed = removed
    summary.flags = _listed(stored.values(), seating)
    return summary


def _without_others(chosen: list[int], period: Period, *, strict: bool) -> list[int]:
    """The officers but for those drafted by a month of this quarter, or by the quarter of this month.

    Raises DomainError instead where the period is being opened.
    """
    rows = Evaluation.objects.current().filter(period__start__lt=period.end, period__end__gt=period.start)
    others = rows.exclude(period=period).select_related("officer", "period").defer("trace")
    wanted = set(chosen)
    clashing = [form for form in others.order_by("officer__name_key") if form.officer_id in wanted]
    if strict and clashing:
        raise DomainError(_clash_text(period, clashing))
    scored = {form.officer_id for form in clashing}
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


def _listed(evaluations: Iterable[Evaluation], seating: Seating) -> list[tuple[str, str, str]]:
    """Number, name and flag, by number."""
    found = []
    for evaluation in evaluations:
        posting = seating.postings.get(evaluation.officer_id)
        officer = posting.officer if posting else evaluation.officer
        found += [(officer.number, officer.full_name, flag) for flag in evaluation.flags]
    return sorted(found)


def _needed(
    period: Period, unit_ids: Collection[int] | None, chosen: Collection[int]
) -> Iterable[Evaluation]:
    """Forms that may change: of the units, of people who came from elsewhere, and every leader's."""
    rows = Evaluation.objects.current().filter(period=period)
    if unit_ids is None:
        return rows
    return rows.filter(Q(unit_id__in=unit_ids) | Q(officer_id__in=chosen) | ~Q(seat=Seat.STAFF))


def _totals_of_others(period: Period, stored: Collection[int]) -> dict[int, Decimal | None]:
    """Totals of everyone else, which leaders' d looks at."""
    rows = Evaluation.objects.current().filter(period=period).values_list("officer_id", "total")
    return {officer_id: total for officer_id, total in rows if officer_id not in stored}


def _remove_orphans(stored: dict[int, Evaluation], seating: Seating, unit_ids: Collection[int] | None) -> int:
    """Untouched drafts of people who, by a corrected record, had no posting on the last day."""
    gone = [
        e
        for e in stored.values()
        if e.officer_id not in seating.seats
        and e.state == EvaluationState.DRAFT
        and (unit_ids is None or e.unit_id in unit_ids)
    ]
    for evaluation in gone:
        del stored[evaluation.officer_id]
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
    stored: dict[int, Evaluation], before: dict[int, tuple[object, ...]], actor: User | None
) -> DraftSummary:
    new = [e for e in stored.values() if e.pk is None]
    old = [e for e in stored.values() if e.pk is not None]
    changed = [e for e in old if _state(e) != before[e.officer_id]]
    bulk_create_with_history(new, Evaluation, batch_size=500, default_user=actor)
    bulk_update_with_history(changed, Evaluation, list(FIELDS), batch_size=500, default_user=actor)
    frozen = sum(e.is_frozen for e in old)
    summary = DraftSummary(len(new), len(changed), len(old) - len(changed) - frozen, frozen)
    for evaluation in stored.values():
        for flag in {f.partition(":")[0] for f in evaluation.flags}:
            summary.flagged[flag] = summary.flagged.get(flag, 0) + 1
    return summary
