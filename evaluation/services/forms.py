"""What people do with a form: score oneself, confirm, reopen (articles 17.2 and 18.2)."""

import hashlib
from collections.abc import Callable, Mapping
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation, GeneralPoint
from evaluation.rules.criteria import BY_CODE, CRITERIA, check_points
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from staff.models import User
from staff.services.errors import DomainError


@transaction.atomic
def self_score(
    *,
    evaluation: Evaluation,
    points: Mapping[str, Decimal],
    strengths: str,
    weaknesses: str,
    actor: User,
) -> Evaluation:
    """Keep the officer's own points on the ten lines of Mẫu số 01 (article 18.2).

    Raises DomainError for a confirmed form, a missing line or points above a line's maximum.
    """
    form = _locked(evaluation)
    _check_all_lines(points)
    _put_points(form, points, "self_points", actor)
    form.strengths, form.weaknesses = strengths.strip(), weaknesses.strip()
    form.state, form.self_scored_at = EvaluationState.SELF_SCORED, timezone.now()
    _save(form, actor)
    return _refreshed(form, actor)


@transaction.atomic
def confirm(
    *,
    evaluation: Evaluation,
    points: Mapping[str, Decimal],
    opinion: str,
    actor: User,
    render: Callable[[Evaluation], bytes],
) -> Evaluation:
    """Confirm a form as its scorer (articles 10 and 17.2): from here on it is frozen.

    `render` makes the PDF that is kept with its hash; two renderings differ in bytes. Raises DomainError
    for a form confirmed before, points above a maximum, or a score that is not complete.
    """
    form = _locked(evaluation)
    _check_all_lines(points)
    _put_points(form, points, "confirmed_points", actor)
    form.opinion = opinion.strip()
    _save(form, actor)
    form = _refreshed(form, actor)
    if form.total is None:
        raise DomainError(_("The score is not complete yet; see what is missing on the form."))
    form.state, form.confirmed_at, form.confirmed_by = EvaluationState.CONFIRMED, timezone.now(), actor
    pdf = render(form)
    form.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    form.pdf.save(f"{form.period.code}-{form.pk}-v{form.version}.pdf", ContentFile(pdf), save=False)
    _save(form, actor)
    return form


@transaction.atomic
def reopen(*, evaluation: Evaluation, reason: str, actor: User) -> Evaluation:
    """Make a successor of a confirmed form, with a reason; the confirmed one stays as it was."""
    form = _locked(evaluation, frozen=True)
    if not reason.strip():
        raise DomainError(_("Reopening a confirmed form needs a written reason."))
    form.current = False
    _save(form, actor)
    successor = Evaluation(
        officer_id=form.officer_id,
        period_id=form.period_id,
        unit_id=form.unit_id,
        post_id=form.post_id,
        seat=form.seat,
        scorer_id=form.scorer_id,
        rule_set=form.rule_set,
        strengths=form.strengths,
        weaknesses=form.weaknesses,
        opinion=form.opinion,
        self_scored_at=form.self_scored_at,
        state=EvaluationState.REOPENED,
        version=form.version + 1,
        predecessor=form,
        reopen_reason=reason.strip(),
    )
    _save(successor, actor)
    return _refreshed(successor, actor)


def _locked(evaluation: Evaluation, *, frozen: bool = False) -> Evaluation:
    """The form as it stands now, held against a second person at the same moment."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("period")
    form: Evaluation = rows.get(pk=evaluation.pk)
    if form.is_frozen != frozen or not form.current:
        raise DomainError(
            _("The form is not confirmed, so there is nothing to reopen.")
            if frozen and form.current
            else _("The form was confirmed on %(day)s and no longer changes.") % {"day": _local_day(form)}
        )
    return form


def _local_day(form: Evaluation) -> str:
    return timezone.localtime(form.confirmed_at).strftime("%d/%m/%Y %H:%M") if form.confirmed_at else "…"


def _check_all_lines(points: Mapping[str, Decimal]) -> None:
    for criterion in CRITERIA:
        value = points.get(criterion.code)
        if value is None:
            raise DomainError(_("Line %(line)s has no points yet.") % {"line": criterion.code})
        if not check_points(criterion.code, value):
            raise DomainError(
                _("Line %(line)s takes 0 to %(maximum)s points (Mẫu số 01, Decree 335/2025).")
                % {"line": criterion.code, "maximum": _comma(BY_CODE[criterion.code].maximum)}
            )


def _comma(value: Decimal) -> str:
    return format(value, "f").replace(".", ",")


def _put_points(form: Evaluation, points: Mapping[str, Decimal], column: str, actor: User) -> None:
    for criterion in CRITERIA:
        row, _new = GeneralPoint.objects.get_or_create(
            officer_id=form.officer_id,
            period=form.period.code,
            criterion=criterion.code,
            defaults={"unit_id": form.unit_id},
        )
        setattr(row, column, points[criterion.code])
        _save(row, actor)


def _refreshed(form: Evaluation, actor: User) -> Evaluation:
    """Recompute the form's unit, and with it the leaders above, whose d looks at this total."""
    open_period(quarter=Quarter.parse(form.period.code), unit_ids={form.unit_id}, actor=actor)
    fresh: Evaluation = Evaluation.objects.select_related("period").get(pk=form.pk)
    return fresh


def _save(row: Evaluation | GeneralPoint, actor: User) -> None:
    """Save with the person who did it in the history."""
    vars(row)["_history_user"] = actor
    row.save()
