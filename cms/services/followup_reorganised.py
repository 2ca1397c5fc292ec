"""Open tasks and the plans of a closing unit go where the people go."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from cms.models import ActionPlan, Task
from staff.models import Posting, User
from staff.registries import Foreseen, Reorganised

_DAY = timedelta(days=1)
_BATCH = 500


def foresee(told: Reorganised) -> Foreseen:
    """How many open tasks and plans will follow; the rest stays where it was done."""
    if not told.closing:
        return Foreseen()
    tasks = list(_tasks(told).order_by("pk").values_list("pk", "owner_id"))
    plans = list(_plans(told).order_by("pk").values_list("pk", flat=True))
    lines = []
    if tasks:
        lines.append(_("%(n)s open tasks follow their responsible persons.") % {"n": len(tasks)})
    if plans:
        lines.append(_("%(n)s plans go to the unit where most people go.") % {"n": len(plans)})
    facts = [*(f"task {pk} {owner}" for pk, owner in tasks), *(f"plan {pk}" for pk in plans)]
    return Foreseen(tuple(lines), tuple(facts))


@transaction.atomic
def follow(told: Reorganised, actor: User) -> int:
    """Carry open tasks to the new home of their owner, plans and what is left to where most people go.

    Finished tasks, meetings and reviews stay in the old unit. Returns how many rows were carried.
    """
    main = _main_successors(told)
    tasks = list(_tasks(told))
    for task in tasks:
        home = told.unit_ids.get(told.homes.get(task.owner_id, ""))
        task.unit_id = home or main.get(task.unit_id, task.unit_id)
    plans = [plan for plan in _plans(told) if _may_move(plan, main)]
    for plan in plans:
        plan.unit_id = main[plan.unit_id]
    return _store(Task, tasks, told, actor) + _store(ActionPlan, plans, told, actor)


def _tasks(told: Reorganised) -> Any:
    return Task.objects.waiting().filter(unit__in=told.closing)


def _plans(told: Reorganised) -> Any:
    return ActionPlan.objects.filter(unit__in=told.closing)


def _main_successors(told: Reorganised) -> dict[int, int]:
    """Closing unit → the successor where most of its people go."""
    served = Posting.objects.at(told.day - _DAY).filter(unit__in=told.closing, officer__in=list(told.homes))
    going: dict[int, Counter[str]] = defaultdict(Counter)
    for unit_id, officer_id in served.values_list("unit_id", "officer_id"):
        going[unit_id][told.homes[officer_id]] += 1
    found = {}
    for unit_id, counts in going.items():
        code = min(counts, key=lambda each: (-counts[each], each))
        if code in told.unit_ids:
            found[unit_id] = told.unit_ids[code]
    return found


def _may_move(plan: Any, main: dict[int, int]) -> bool:
    """A plan whose symbol the successor has for the same directive already stays."""
    if plan.unit_id not in main:
        return False
    same = ActionPlan.objects.filter(directive=plan.directive_id, symbol=plan.symbol, unit=main[plan.unit_id])
    return not same.exists()


def _store(model: Any, rows: Iterable[Any], told: Reorganised, actor: User) -> int:
    moved = [row for row in rows if row.unit_id not in told.closing]
    if moved:
        bulk_update_with_history(moved, model, ["unit"], batch_size=_BATCH, default_user=actor)
    return len(moved)
