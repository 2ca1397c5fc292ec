"""The next salary step of everyone with a step and a rank."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hrm.kernel.dates import ALWAYS, show_date
from staff.enums import DisciplineSide
from staff.models import Discipline, RankHolding, SalaryStep
from staff.rules.due import DueKind
from staff.rules.salary import NextStep, Punishment, StepHeld, next_step
from staff.selectors.due.scope import Scope
from staff.selectors.due.shape import DueItem, Source


def salary_steps(scope: Scope) -> Iterator[DueItem]:
    """The step drawn on the day, unless the next one is recorded already."""
    later = SalaryStep.objects.filter(officer=OuterRef("officer"), start__gt=OuterRef("start"))
    drawn = scope.rows(SalaryStep).at(scope.at).filter(~Exists(later), end=None).exclude(start=ALWAYS)
    punishments = _punishments(scope)
    rows = drawn.values_list("pk", "officer_id", "start", "step", "beyond_percent", "delay_months")
    for pk, officer_id, start, step, beyond, delay in rows:
        person, rank = scope.people.get(officer_id), scope.ranks.get(officer_id)
        if person is None or rank is None or not rank.step_months:
            continue
        held = StepHeld(start, step, rank.steps, rank.step_months, beyond, delay)
        found = next_step(held, punishments[officer_id], settings.SALARY_DELAY_MONTHS)
        horizon = scope.near(found.day)
        if horizon is None or found.day >= person.retires:
            continue  # far, or retired by then
        yield DueItem(
            person=person,
            kind=DueKind.SALARY,
            row=pk,
            due=found.day,
            horizon=horizon,
            what=_raise(held, found),
            why=_reckoning(held, found, rank.name),
        )


def _punishments(scope: Scope) -> dict[int, Sequence[Punishment]]:
    """Disciplines by the state; those by the Party move no salary step by themselves."""
    rows = scope.rows(Discipline).filter(side=DisciplineSide.STATE).values_list("officer_id", "form", "start")
    found: dict[int, Sequence[Punishment]] = defaultdict(tuple)
    for officer_id, form, day in rows:
        found[officer_id] = (*found[officer_id], Punishment(form, day))
    return found


def _raise(held: StepHeld, found: NextStep) -> str:
    if found.beyond_percent:
        return _("beyond the last step: %(percent)d%%") % {"percent": found.beyond_percent}
    return _("step %(old)d → step %(new)d") % {"old": held.step, "new": found.step}


def _reckoning(held: StepHeld, found: NextStep, rank: str) -> str:
    parts = [
        _("%(rank)s, step %(step)d since %(day)s; %(months)d months (Decree 204/2004/NĐ-CP)")
        % {"rank": rank, "step": held.step, "day": show_date(held.start), "months": found.months}
    ]
    if found.delay:
        parts.append(_("delayed by %(months)d months") % {"months": found.delay})
    if found.early is not None:
        parts.append(_("for achievement from %(day)s at the earliest") % {"day": show_date(found.early)})
    return "; ".join(parts)


SOURCE: Final = Source((DueKind.SALARY,), (SalaryStep, RankHolding, Discipline), salary_steps)
