"""Open evaluations follow a reorganisation of units; confirmed ones stay as they were signed."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation, GeneralPoint, LeaderAssessment, WorkItem
from evaluation.rules.periods import parse_period
from evaluation.selectors.reorganised import concerned
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
    return moved


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
