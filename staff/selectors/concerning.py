"""Plans and campaigns of a unit concern everything below it: who reaches an office sees its province's."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from staff.access import reach_for, require, rows_for
from staff.models import PledgePlan, QualityCampaign, Unit, User
from staff.selectors.tree import Tree, unit_choices

Concern = type[PledgePlan] | type[QualityCampaign]


def units_in_reach(user: User) -> frozenset[int]:
    """Ids of the units whose people the asker may see."""
    return frozenset(rows_for(user, Unit, "view").values_list("pk", flat=True))


def concerning(user: User, model: Concern, tree: Tree, units: Collection[int] | None = None) -> QuerySet[Any]:
    """Plans or campaigns that hold for a unit in the asker's reach: of the unit, or of one above it.

    What they show of people is limited apart, by the reach. 403 without the verb to see them.
    """
    require(user, model, "view")
    reached = units_in_reach(user) if units is None else units
    above: set[int] = set()
    for unit_id in reached:
        above |= tree.above(unit_id)
    rows: QuerySet[Any] = model._default_manager.filter(unit_id__in=above)
    return rows.select_related("unit")


def choices_for(user: User, model: Concern, action: str, day: date) -> list[tuple[str, str]]:
    """(code, name) of the open units for which the asker may do the action to such rows."""
    if not user.has_perm(f"staff.{action}_{model._meta.model_name}"):
        return []
    reach = reach_for(user, model, action)
    units = Unit.objects.within(reach).values_list("pk", flat=True)
    return unit_choices(day, set(units))
