"""What people do with a form: score oneself, confirm, reopen (articles 17.2 and 18.2)."""

import hashlib
from collections.abc import Callable, Mapping
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import EvaluationState
from evaluation.models import Evaluation, GeneralPoint
from evaluation.rules.criteria import BY_CODE, CRITERIA, check_points
from evaluation.rules.periods import parse_period
from evaluation.selectors.scorers import scorer_now
from evaluation.selectors.self_scoring import Window, overtaken_at
from evaluation.selectors.shown import points as shown_points
from evaluation.services.drafts import redraft
from evaluation.services.frozen import inputs_hash
from evaluation.services.judging import Judged, judge_leader
from staff.models import Officer, User
from staff.services.errors import DomainError
from staff.services.notices import tell


@transaction.atomic
def self_score(
    *,
    evaluation: Evaluation,
    points: Mapping[str, Decimal],
    strengths: str,
    weaknesses: str,
    actor: User,
    window: Window | None = None,
) -> Evaluation:
    """Keep the officer's own points on the ten lines of Mẫu số 01 and hand them in (article 18.2).

    Raises DomainError for a confirmed form, a missing line or points above a line's maximum, and, where
    the `window` it was written in is known, for one that another window has overtaken.
    """
    form = locked(evaluation)
    if window is not None:
        require_newest(form, window)
    _check_all_lines(points)
    _put_points(form, points, "self_points", actor, window)
    form.strengths, form.weaknesses = strengths.strip(), weaknesses.strip()
    form.state, form.self_scored_at = EvaluationState.SELF_SCORED, timezone.now()
    save(form, actor, window)
    return _refreshed(form, actor)


@transaction.atomic
def confirm(
    *,
    evaluation: Evaluation,
    points: Mapping[str, Decimal],
    opinion: str,
    actor: User,
    render: Callable[[Evaluation], bytes],
    judged: Judged | None = None,
) -> Evaluation:
    """Confirm a form as its scorer (articles 10 and 17.2): from here on it is frozen.

    `judged`: đ and e of a leader (article 15.3); None = as they stand on record. `render` makes the PDF that
    is kept with its hash; two renderings differ in bytes. Raises DomainError for a form confirmed before,
    points above a maximum, a score that is not complete, or an actor who by the record of today is not the
    scorer (any more).
    """
    form = locked(evaluation)
    require_scorer(form, actor)
    _check_all_lines(points)
    _put_points(form, points, "confirmed_points", actor)
    if judged is not None:
        judge_leader(form=form, judged=judged, actor=actor)
    form.opinion = opinion.strip()
    save(form, actor)
    form = _refreshed(form, actor)
    if form.total is None:
        raise DomainError(_("The score is not complete yet; see what is missing on the form."))
    form.state, form.confirmed_at, form.confirmed_by = EvaluationState.CONFIRMED, timezone.now(), actor
    pdf = render(form)
    form.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    form.pdf.save(f"{form.period.code}-{form.pk}-v{form.version}.pdf", ContentFile(pdf), save=False)
    form.inputs_sha256 = inputs_hash(form)
    save(form, actor)
    _tell_result(form)
    return form


def require_scorer(form: Evaluation, actor: User) -> None:
    """Refuse whoever is not the scorer by the record of today (article 10.1); forms move along with people."""
    now = scorer_now(form, timezone.localdate())
    entitled = now.officer_id if now else form.scorer_id
    mine = Officer.objects.filter(user=actor).values_list("pk", flat=True).first()
    if mine is not None and mine == entitled:
        return
    name = Officer.objects.filter(pk=entitled or 0).values_list("full_name", flat=True).first()
    raise DomainError(
        _("You are not the scorer of this form; by the record of today it is %(name)s (article 10.1).")
        % {"name": name or "…"}
    )


def _tell_result(form: Evaluation) -> None:
    """Article 17.3: the result is told to the officer; the personnel unit finds it in its list."""
    users = User.objects.filter(officer=form.officer_id, is_active=True)
    text = _(
        "Your form of %(period)s is confirmed: %(total)s points, %(band)s. You may complain (article 22)."
    )
    details = {
        "period": parse_period(form.period.code).title,
        "total": shown_points(form.total),
        "band": form.get_band_display(),
    }
    url = reverse("evaluation:form", args=[form.pk])
    tell(users=users, key=f"ket-qua:{form.pk}", text=text % details, url=url)


@transaction.atomic
def reopen(*, evaluation: Evaluation, reason: str, actor: User) -> Evaluation:
    """Make a successor of a confirmed form, with a reason; the confirmed one stays as it was."""
    form = locked(evaluation, frozen=True)
    if not reason.strip():
        raise DomainError(_("Reopening a confirmed form needs a written reason."))
    form.current = False
    save(form, actor)
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
    save(successor, actor)
    return _refreshed(successor, actor)


def locked(evaluation: Evaluation, *, frozen: bool = False) -> Evaluation:
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


def require_newest(form: Evaluation, window: Window) -> None:
    """Tell a window that shows older points or remarks than those on record."""
    moment = overtaken_at(form, window)
    if moment is None:
        return
    raise DomainError(
        _(
            "Not kept: this form was changed in another window at %(time)s. Reload the page to go on from there."
        )
        % {"time": timezone.localtime(moment).strftime("%H:%M")}
    )


def _local_day(form: Evaluation) -> str:
    return timezone.localtime(form.confirmed_at).strftime("%d/%m/%Y %H:%M") if form.confirmed_at else "…"


def _check_all_lines(points: Mapping[str, Decimal]) -> None:
    for criterion in CRITERIA:
        value = points.get(criterion.code)
        if value is None:
            raise DomainError(_("Line %(line)s has no points yet.") % {"line": criterion.code})
        check_line(criterion.code, value)


def check_line(code: str, value: Decimal) -> None:
    """Refuse points outside what a line of Mẫu số 01 takes."""
    if not check_points(code, value):
        raise DomainError(
            _("Line %(line)s takes 0 to %(maximum)s points (Mẫu số 01, Decree 335/2025).")
            % {"line": code, "maximum": _comma(BY_CODE[code].maximum)}
        )


def _comma(value: Decimal) -> str:
    return format(value, "f").replace(".", ",")


def _put_points(
    form: Evaluation,
    points: Mapping[str, Decimal],
    column: str,
    actor: User,
    window: Window | None = None,
) -> None:
    for criterion in CRITERIA:
        row, _new = GeneralPoint.objects.get_or_create(
            officer_id=form.officer_id,
            period=form.period.code,
            criterion=criterion.code,
            defaults={"unit_id": form.unit_id},
        )
        setattr(row, column, points[criterion.code])
        save(row, actor, window)


def _refreshed(form: Evaluation, actor: User) -> Evaluation:
    """Recompute the form's unit, and with it the leaders above, whose d looks at this total."""
    redraft(quarter=parse_period(form.period.code), unit_ids={form.unit_id}, actor=actor)
    fresh: Evaluation = Evaluation.objects.select_related("period").get(pk=form.pk)
    return fresh


def save(row: Evaluation | GeneralPoint, actor: User, window: Window | None = None) -> None:
    """Save with the person who did it in the history, and the window it was written in."""
    vars(row)["_history_user"] = actor
    vars(row)["_change_reason"] = window.reason if window else None
    row.save()
