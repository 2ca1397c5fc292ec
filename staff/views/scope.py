"""What a board speaks of: the day and the units of the address (`?at=`, `?don-vi=`), behind the gate."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from staff.access import require, row_for, rows_for
from staff.models import Unit
from staff.selectors.reports.agency import Agency, agency_of
from staff.selectors.tree import unit_choices
from staff.views.days import AsAt, as_at


@dataclass(frozen=True)
class Scope:
    """The day asked for, the unit chosen (None: everything in reach), and the units that stand for it."""

    as_at: AsAt
    chosen: Unit | None
    units: frozenset[int]
    in_reach: frozenset[int]

    @property
    def code(self) -> str:
        """What stands in the address."""
        return self.chosen.code if self.chosen else ""

    @property
    def query(self) -> str:
        """For links to other screens of the same day and units."""
        unit = urlencode({"don-vi": self.code}) if self.chosen else ""
        return "&".join(part for part in (self.as_at.query, unit) if part)

    def choices(self) -> list[tuple[str, str]]:
        """Units to choose from: those in reach that are open on the day."""
        return unit_choices(self.as_at.day, self.in_reach) if self.as_at.day else []

    def agency(self) -> Agency:
        """Whose name stands at the head of a document: the unit chosen, else the one top of the reach."""
        if self.chosen is not None:
            return agency_of(self.chosen)
        tops = Unit.objects.filter(pk__in=self.in_reach).exclude(parent__in=self.in_reach)
        found = list(tops.at(self.as_at.day)[:2]) if self.as_at.day else []
        return agency_of(found[0] if len(found) == 1 else None)

    def context(self) -> dict[str, Any]:
        """What the templates of the boards need of it."""
        return {"as_at": self.as_at, "scope": self, "unit_choices": self.choices(), "breadcrumbs": []}


def scope_of(request: HttpRequest) -> Scope:
    """Verb missing: 403. A unit out of reach or unknown: 404."""
    require(request.user, Unit, "view")
    in_reach = frozenset(rows_for(request.user, Unit, "view").values_list("pk", flat=True))
    code = request.GET.get("don-vi", "").strip()
    chosen = row_for(request.user, Unit, "view", code=code) if code else None
    units = frozenset((chosen.pk,)) if chosen else in_reach
    return Scope(as_at(request), chosen, units, in_reach)
