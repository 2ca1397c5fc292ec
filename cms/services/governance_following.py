"""Coordination, inspections and committees follow a reorganisation: whoever succeeds a unit keeps them."""

from collections import Counter
from typing import Any

from django.db import transaction

from cms.models import CoordinationRule, InspectionPlan
from cms.selectors.governance_following import (
    committees_concerned,
    inspections_concerned,
    plans_concerned,
    rules_concerned,
)
from cms.services.governance import save
from staff.models import Posting, Reorganisation, User
from staff.registries import Reorganised


@transaction.atomic
def follow(told: Reorganised, actor: User) -> int:
    """Give what closing units kept to their successors; of a unit that was split, to the one most people go to.

    What the successor keeps already under the same symbol stays with the closed unit. Returns how many rows
    followed.
    """
    heirs = _heirs(told)
    moved = 0
    for row in list(rules_concerned(told)):
        moved += 0 if _has_rule(row, heirs) else _hand_over(row, heirs, actor)
    for row in list(plans_concerned(told)):
        moved += 0 if _has_plan(row, heirs) else _hand_over(row, heirs, actor)
    for row in (*committees_concerned(told), *inspections_concerned(told)):
        moved += _hand_over(row, heirs, actor)
    return moved


def _heirs(told: Reorganised) -> dict[int, int]:
    """Closing unit → the successor that keeps its rows."""
    people: dict[int, Counter[int]] = {}
    homes = Posting.objects.primary().filter(unit__in=told.closing, officer__in=told.homes)
    for unit_id, officer_id in homes.values_list("unit_id", "officer_id"):
        heir = told.unit_ids.get(told.homes[officer_id])
        if heir is not None:
            people.setdefault(unit_id, Counter())[heir] += 1
    found: dict[int, int] = {}
    steps = Reorganisation.objects.filter(predecessor__in=told.closing).order_by("successor__code")
    for closed, successor in steps.values_list("predecessor_id", "successor_id"):
        best = found.setdefault(closed, successor)
        counted = people.get(closed, Counter())
        if counted[successor] > counted[best]:
            found[closed] = successor
    return found


def _hand_over(row: Any, heirs: dict[int, int], actor: User) -> int:
    """1 when the row found a successor."""
    moved = 0
    for name in ("unit_id", "by_unit_id"):
        heir = heirs.get(getattr(row, name, None) or 0)
        if heir is not None:
            setattr(row, name, heir)
            moved = 1
    if moved:
        save(row, actor)
    return moved


def _has_rule(row: CoordinationRule, heirs: dict[int, int]) -> bool:
    same = CoordinationRule.objects.filter(symbol=row.symbol, signed_on=row.signed_on)
    return same.filter(unit=heirs.get(row.unit_id)).exists()


def _has_plan(row: InspectionPlan, heirs: dict[int, int]) -> bool:
    same = InspectionPlan.objects.filter(symbol=row.symbol, year=row.year)
    return same.filter(unit=heirs.get(row.unit_id)).exists()
