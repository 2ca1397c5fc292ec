"""What a printed form says besides its scores: agencies, titles, place; for many forms in three queries."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from evaluation.models import Evaluation
from staff.enums import UnitKind
from staff.models import Posting, RankHolding, Unit

_PROVINCIAL = frozenset({UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT})
_PLACE = re.compile(r"(?:tỉnh|thành phố)\s+(.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class FormFacts:
    """Names around the forms of one period, as they stood on its last day."""

    units: dict[int, Unit] = field(default_factory=dict)
    ranks: dict[int, str] = field(default_factory=dict)
    posts: dict[int, str] = field(default_factory=dict)

    def agency_parent(self, unit_id: int) -> str:
        """Name of the agency right above; empty for the topmost."""
        parent = self.units.get(self.units[unit_id].parent_id or 0)
        return parent.name if parent else ""

    def place(self, unit_id: int) -> str:
        """The province in the name of the provincial agency, "Phú Thọ"; empty when no name tells it."""
        for unit in self._upwards(unit_id):
            if unit.kind in _PROVINCIAL and (found := _PLACE.search(unit.name)):
                return found[1].strip()
        return ""

    def title(self, officer_id: int) -> str:
        """Post held on the day, else the rank."""
        return self.posts.get(officer_id) or self.ranks.get(officer_id, "")

    def _upwards(self, unit_id: int) -> Iterable[Unit]:
        passed: set[int] = set()
        unit = self.units.get(unit_id)
        while unit is not None and unit.pk not in passed:
            passed.add(unit.pk)
            yield unit
            unit = self.units.get(unit.parent_id or 0)


def facts_for(evaluations: Collection[Evaluation], day: date) -> FormFacts:
    """Everything the forms of a period need, whatever their number."""
    people = {e.officer_id for e in evaluations} | {e.scorer_id for e in evaluations if e.scorer_id}
    return FormFacts(
        units={unit.pk: unit for unit in Unit.objects.only("name", "kind", "parent_id")},
        ranks=ranks_on(day, people),
        posts=_posts_on(day, people),
    )


def ranks_on(day: date, officer_ids: Collection[int]) -> dict[int, str]:
    """Officer id → name of the rank held that day."""
    wanted = set(officer_ids)
    rows = RankHolding.objects.at(day).values_list("officer_id", "rank__name")
    return {officer_id: name for officer_id, name in rows if officer_id in wanted}


def _posts_on(day: date, officer_ids: Collection[int]) -> dict[int, str]:
    wanted = set(officer_ids)
    rows = Posting.objects.primary().at(day).exclude(post=None).values_list("officer_id", "post__name")
    return {officer_id: name for officer_id, name in rows if officer_id in wanted}
