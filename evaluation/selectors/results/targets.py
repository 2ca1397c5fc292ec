"""Targets in force on a day: the own one, else that of the nearest unit above, which is said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from evaluation.models import Target
from evaluation.rules.result_text import GivenTarget
from hrm.kernel.dates import show_date
from staff.access import held_reach, rows_for
from staff.access.gate import Asker
from staff.selectors.tree import Tree


@dataclass(frozen=True)
class TargetsInForce:
    """Targets of a statistical year by unit or officer and measure; answers without a query."""

    tree: Tree
    of_units: dict[tuple[int, str], GivenTarget]
    of_officers: dict[tuple[int, str], GivenTarget]

    def of_unit(self, unit_id: int, measure: str) -> GivenTarget | None:
        """The unit's own target, else the nearest one above."""
        here: int | None = unit_id
        passed: set[int] = set()
        while here is not None and here not in passed:
            if found := self.of_units.get((here, measure)):
                return found if here == unit_id else _from(found, self.tree.nodes[here].name)
            passed.add(here)
            here = self.tree.nodes[here].parent_id
        return None

    def of_officer(self, officer_id: int, unit_id: int, measure: str) -> GivenTarget | None:
        """The officer's own target, else that of the unit, else the nearest one above."""
        if own := self.of_officers.get((officer_id, measure)):
            return own
        found = self.of_unit(unit_id, measure)
        if found is None or found.source:
            return found
        return _from(found, self.tree.nodes[unit_id].name)


def targets_on(user: Asker, tree: Tree, *, year: int, day: date, unit_ids: Collection[int]) -> TargetsInForce:
    """Targets that bind these units on a day; one query.

    A target of a unit above binds the units below it, so they are told its value and whose it is, and nothing
    else of that unit. Targets of officers come through the gate.
    """
    if not held_reach(user, Target, "view"):
        return TargetsInForce(tree, {}, {})
    binding = sorted({above for unit_id in unit_ids for above in tree.above(unit_id)})
    seen = rows_for(user, Target, "view").values("pk")
    rows = (
        Target.objects.filter(Q(officer=None, unit_id__in=binding) | Q(officer__isnull=False, pk__in=seen))
        .filter(year=year, start__lte=day)
        .filter(Q(end__isnull=True) | Q(end__gt=day))
        .order_by("start")
    )
    of_units: dict[tuple[int, str], GivenTarget] = {}
    of_officers: dict[tuple[int, str], GivenTarget] = {}
    for row in rows:
        given = GivenTarget(row.percent, "", _decision(row))
        if row.officer_id is None:
            of_units[row.unit_id, row.measure] = given
        else:
            of_officers[row.officer_id, row.measure] = given
    return TargetsInForce(tree, of_units, of_officers)


def _decision(row: Target) -> str:
    return f"{row.decision}, {show_date(row.decision_date)}"


def _from(target: GivenTarget, source: str) -> GivenTarget:
    return GivenTarget(target.percent, source, target.decision)
