"""Keeping the self-score piece by piece while it is written; the state of the form does not change."""

from decimal import Decimal

from django.db import transaction

from evaluation.models import Evaluation, GeneralPoint
from evaluation.selectors.self_scoring import Window
from evaluation.services.forms import check_line, locked, require_newest, save
from staff.models import User

TEXTS = ("strengths", "weaknesses")


@transaction.atomic
def keep_points(
    *, evaluation: Evaluation, criterion: str, points: Decimal | None, window: Window, actor: User
) -> None:
    """Keep the own points of one line of Mẫu số 01; None takes them back.

    Raises DomainError for a confirmed form, points above the line's
    maximum, and a window that another one has overtaken; nothing is written then.
    """
    form = locked(evaluation)
    require_newest(form, window)
    if points is not None:
        check_line(criterion, points)
    row, _new = GeneralPoint.objects.get_or_create(
        officer_id=form.officer_id,
        period=form.period.code,
        criterion=criterion,
        defaults={"unit_id": form.unit_id},
    )
    row.self_points = points
    save(row, actor, window)


@transaction.atomic
def keep_text(*, evaluation: Evaluation, name: str, text: str, window: Window, actor: User) -> None:
    """Keep the strengths or the shortcomings; the same rules."""
    if name not in TEXTS:
        raise ValueError(name)
    form = locked(evaluation)
    require_newest(form, window)
    setattr(form, name, text.strip())
    save(form, actor, window)
