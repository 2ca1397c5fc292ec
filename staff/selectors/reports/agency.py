"""Whose name stands at the head of a document: the unit, the agency above it, and its province; one query."""

import re
from dataclasses import dataclass
from typing import Final

from staff.models import Unit
from staff.selectors.tree import load_tree

_PLACE: Final = re.compile(r"(?:tỉnh|thành phố)\s+(.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Agency:
    """Names for the heading of a document; empty where nothing is known."""

    name: str = ""
    parent: str = ""
    place: str = ""


def agency_of(unit: Unit | None) -> Agency:
    """The heading for a report about a unit; a report about everything in reach has none."""
    if unit is None:
        return Agency()
    tree = load_tree()
    above = [tree.nodes[unit.pk]]
    while (parent := tree.nodes.get(above[-1].parent_id or 0)) is not None and parent not in above:
        above.append(parent)
    # The highest name tells the province; that of a district tells its district only.
    places = [found[1].strip() for node in reversed(above) if (found := _PLACE.search(node.name))]
    return Agency(unit.name, above[1].name if len(above) > 1 else "", places[0] if places else "")
