"""Open evaluations follow a reorganisation of units; confirmed ones stay as they were signed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from evaluation.enums import EvaluationState
from evaluation.models import (
    Evaluation,
    GeneralPoint,
    JointShare,
    JointWork,
    LeaderAssessment,
    PeriodOpening,
    WorkItem,
    YearRating,
)
from evaluation.rules.periods import parse_period
from evaluation.selectors.reorganised import (
    concerned,
    heirs_of,
    joint_concerned,
    openings_concerned,
    unsigned,
)
from evaluation.services.drafts import redraft
from staff.models import User
from staff.registries import Reorganised

_BATCH = 500


@transaction.atomic
def follow(told: Reorganised, actor: User) -> int:
    """Draft the open forms of running quarters anew where their officers now serve.

    Unit, post, role and scorer come from the postings on the quarter's last day (article 10 of Decree
    335/2025); points, work and judgements of those officers go along. Returns how many forms followed.
    """
    units = {*told.closing, *told.unit_ids.values()}
    moved = 0
    open_forms = concerned(told).exclude(state=EvaluationState.CONFIRMED)
    codes = sorted(set(open_forms.values_list("period__code", flat=True)))
    for code in codes:
        ids = set(open_forms.filter(period__code=code).values_list("pk", flat=True))
        redraft(quarter=parse_period(code), unit_ids=units, actor=actor)
        forms = list(Evaluation.objects.filter(pk__in=ids).exclude(unit__in=told.closing))
        _bring_along(code, forms, told, actor)
        moved += len(forms)
    _follow_ratings(told, actor)
    _follow_units(told, actor)
    return moved


def _follow_ratings(told: Reorganised, actor: User) -> None:
    """Ratings of the year that are not signed go where their officers serve now (art. 19.1)."""
    rows = list(unsigned(told).filter(officer_id__in=told.homes).select_for_update(of=("self",)))
    for rating in rows:
        rating.unit_id = told.unit_ids.get(told.homes[rating.officer_id], rating.unit_id)
    if rows:
        bulk_update_with_history(rows, YearRating, ["unit"], batch_size=_BATCH, default_user=actor)


def _follow_units(told: Reorganised, actor: User) -> None:
    """Joint products and openings of running periods go to the one successor of their unit.

    Where a unit was split there is no one successor: joint products go where their people went together,
    openings are made for each unit that took over.
    """
    heirs = heirs_of(told)
    _follow_joint(told, heirs, actor)
    for row in openings_concerned(told):
        for unit_id in sorted(heirs.get(row.unit_id, ())):
            if not PeriodOpening.objects.filter(period=row.period, unit_id=unit_id).exists():
                made = PeriodOpening(
                    period=row.period,
                    unit_id=unit_id,
                    self_score_by=row.self_score_by,
                    confirm_by=row.confirm_by,
                    opened_by=row.opened_by,
                )
                vars(made)["_history_user"] = actor
                made.save()


def _follow_joint(told: Reorganised, heirs: Mapping[int, frozenset[int]], actor: User) -> None:
    changed: list[Any] = []
    rows = list(joint_concerned(told))
    for share in JointShare.objects.filter(joint__in=rows, unit_id__in=told.closing):
        home = told.unit_ids.get(told.homes.get(share.officer_id, ""))
        if home is not None:
            share.unit_id = home
            changed.append(share)
    if changed:
        bulk_update_with_history(changed, JointShare, ["unit"], batch_size=_BATCH, default_user=actor)
    moved = []
    for joint in rows:
        places = set(joint.shares.values_list("unit_id", flat=True)) & heirs.get(joint.unit_id, frozenset())
        if places:
            joint.unit_id = min(places)
            moved.append(joint)
    if moved:
        bulk_update_with_history(moved, JointWork, ["unit"], batch_size=_BATCH, default_user=actor)


def _bring_along(code: str, forms: Iterable[Evaluation], told: Reorganised, actor: User) -> None:
    """What the forms rest on carries a unit too: whoever keeps the new unit has to reach it."""
    home = {form.officer_id: form.unit_id for form in forms}
    models: tuple[Any, ...] = (WorkItem, LeaderAssessment, GeneralPoint)
    for model in models:
        rows = list(model.objects.filter(period=code, unit__in=told.closing, officer__in=home))
        for row in rows:
            row.unit_id = home[row.officer_id]
        if rows:
            bulk_update_with_history(rows, model, ["unit"], batch_size=_BATCH, default_user=actor)
