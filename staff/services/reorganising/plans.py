"""A plan while it is a draft: made, changed, dropped. Nothing of the units changes yet."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from staff.enums import PlanState
from staff.models import ReorganisationPlan, Unit, User
from staff.rules.days import LATEST_YEAR
from staff.rules.reorganising import Choices, Scheme, Step, content_of, digest, read_scheme
from staff.selectors.officers import name_of
from staff.selectors.reorganisation.checks import Problem, problems_of_steps
from staff.selectors.reorganisation.situation import read_units
from staff.services.errors import DomainError

EARLIEST_YEAR = 1990


class StepRefused(DomainError):  # noqa: N818  reads as what happened
    """A step cannot be entered; `problems` say why, field by field."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].text, problems[0].field)
        self.problems = problems


@transaction.atomic
def draft_plan(*, actor: User, title: str, unit: Unit, day: date, decision: str = "") -> ReorganisationPlan:
    """Begin a plan for one day within the subtree of a unit that is open then."""
    _check_frame(unit, day)
    plan = ReorganisationPlan(
        title=title, unit=unit, day=day, decision=decision, created_by=actor, content=content_of(Scheme())
    )
    return _save(plan, actor)


@transaction.atomic
def amend_plan(
    *,
    actor: User,
    plan: ReorganisationPlan,
    seen: str,
    title: str,
    unit: Unit,
    day: date,
    decision: str = "",
) -> ReorganisationPlan:
    """Change what the plan is called, where and when it happens; its steps stay."""
    draft = locked_draft(plan)
    _require_seen(draft, seen)
    _check_frame(unit, day)
    draft.title, draft.unit, draft.day, draft.decision = title, unit, day, decision
    return _save(draft, actor)


@transaction.atomic
def put_step(
    *, actor: User, plan: ReorganisationPlan, step: Step, seen: str, number: int | None = None
) -> ReorganisationPlan:
    """Enter a step, or put it in the place of one. Raises StepRefused with all that is wrong with it."""
    draft = locked_draft(plan)
    _require_seen(draft, seen)
    scheme = read_scheme(draft.content)
    steps = list(scheme.steps)
    if number is None:
        steps.append(step)
    elif number < len(steps):
        steps[number] = step
    else:
        raise DomainError(_("The plan no longer has this step."))
    place = len(steps) - 1 if number is None else number
    changed = replace(scheme, steps=tuple(steps))
    _refuse_wrong(draft, changed, place)
    return _store(draft, changed, actor)


@transaction.atomic
def remove_step(*, actor: User, plan: ReorganisationPlan, number: int, seen: str) -> ReorganisationPlan:
    """Take a step out of the plan."""
    draft = locked_draft(plan)
    _require_seen(draft, seen)
    scheme = read_scheme(draft.content)
    if number >= len(scheme.steps):
        raise DomainError(_("The plan no longer has this step."))
    steps = scheme.steps[:number] + scheme.steps[number + 1 :]
    return _store(draft, replace(scheme, steps=steps), actor)


@transaction.atomic
def choose(*, actor: User, plan: ReorganisationPlan, choices: Choices) -> ReorganisationPlan:
    """Keep what was decided on the preview: sub-units, who goes where, posts, reach.

    What was decided before and is not among `choices` stays: not everyone sees every name.
    """
    draft = locked_draft(plan)
    scheme = read_scheme(draft.content)
    kept = {name: {**chosen, **getattr(choices, name)} for name, chosen in vars(scheme.choices).items()}
    if vars(scheme.choices) == kept:
        return draft
    return _store(draft, replace(scheme, choices=Choices(**kept)), actor)


@transaction.atomic
def drop_plan(*, actor: User, plan: ReorganisationPlan) -> ReorganisationPlan:
    """Give a draft up; it stays in the list."""
    draft = locked_draft(plan)
    draft.state = PlanState.DROPPED
    return _save(draft, actor)


def seen_mark(plan: ReorganisationPlan) -> str:
    """What an editor has seen of a plan: frame and steps, without the choices of the preview."""
    steps = read_scheme(plan.content).steps
    return digest(f"{plan.title} {plan.unit_id} {plan.day} {plan.decision} {plan.state} {steps}")


def locked_draft(plan: ReorganisationPlan) -> ReorganisationPlan:
    """The plan as it stands now, held until the transaction ends; refused once it is no draft any more."""
    rows = ReorganisationPlan.objects.select_for_update(of=("self",)).select_related("unit")
    stored: ReorganisationPlan = rows.get(pk=plan.pk)
    if stored.state == PlanState.APPLIED:
        when = timezone.localtime(stored.applied_at).strftime("%d/%m/%Y %H:%M") if stored.applied_at else ""
        raise DomainError(_("The plan was carried out on %(when)s and no longer changes.") % {"when": when})
    if stored.state == PlanState.DROPPED:
        raise DomainError(_("The plan was dropped and no longer changes."))
    return stored


def save_plan(plan: ReorganisationPlan, actor: User) -> ReorganisationPlan:
    """Save with the person who did it in the history."""
    return _save(plan, actor)


def _store(draft: ReorganisationPlan, scheme: Scheme, actor: User) -> ReorganisationPlan:
    draft.content = content_of(scheme)
    return _save(draft, actor)


def _save(plan: ReorganisationPlan, actor: User) -> ReorganisationPlan:
    vars(plan)["_history_user"] = actor
    plan.save()
    return plan


def _require_seen(draft: ReorganisationPlan, seen: str) -> None:
    """Two people at one plan: the second is told, and nothing is lost."""
    if seen == seen_mark(draft):
        return
    last = type(draft).history.filter(id=draft.pk).select_related("history_user__officer").first()
    who = name_of(last.history_user) if last is not None and last.history_user else _("Someone")
    message = _("%(who)s changed the plan while you were editing. Nothing of yours was saved: open it again.")
    raise DomainError(message % {"who": who})


def _check_frame(unit: Unit, day: date) -> None:
    if not EARLIEST_YEAR <= day.year < LATEST_YEAR:
        text = _("The day lies between %(first)s and %(last)s.")
        raise DomainError(text % {"first": EARLIEST_YEAR, "last": LATEST_YEAR - 1}, "day")
    if unit.start > day:
        text = _("the unit opens on %(day)s only")
        raise DomainError(text % {"day": show_date(unit.start)}, "unit")
    if unit.end is not None:
        text = _("the unit closes on %(day)s already")
        raise DomainError(text % {"day": show_date(unit.end)}, "unit")


def _refuse_wrong(draft: ReorganisationPlan, scheme: Scheme, place: int) -> None:
    """Only this step's own faults: another step's are told on the preview."""
    problems = problems_of_steps(read_units(draft, scheme))
    wrong = [problem for problem in problems if problem.step == place]
    if wrong:
        raise StepRefused(wrong)
