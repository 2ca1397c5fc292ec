"""Where a person serves today, for what is addressed to units rather than granted on them."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from staff.enums import UnitKind
from staff.models import Posting, Unit, User
from staff.reach import Serving

_CACHE = "_serving"
_NATIONAL = frozenset({UnitKind.MANAGEMENT_DEPARTMENT, UnitKind.GENERAL_DEPARTMENT})
_PROVINCE = frozenset({UnitKind.PROVINCIAL_AGENCY, UnitKind.PROVINCIAL_DEPARTMENT})
_REGION = frozenset({UnitKind.REGIONAL_OFFICE, UnitKind.DISTRICT_BRANCH})


def serving_of(user: User) -> Serving:
    """Units of the postings open today (home, loan, second chair) and all above; kept on the user object."""
    kept: dict[str, Any] = user.__dict__
    if _CACHE not in kept:
        postings = Posting.objects.at(localdate()).filter(officer__user_id=user.pk)
        ids = frozenset(postings.values_list("unit_id", flat=True))
        kept[_CACHE] = _serving(ids) if ids else Serving()
    found: Serving = kept[_CACHE]
    return found


def serving_in(unit_ids: frozenset[int]) -> Serving:
    """The same for units given: whom would something addressed reach there."""
    return _serving(unit_ids)


def _serving(ids: frozenset[int]) -> Serving:
    units = {pk: (parent, kind) for pk, parent, kind in Unit.objects.values_list("pk", "parent_id", "kind")}
    above: set[int] = set()
    for unit_id in ids:
        here: int | None = unit_id
        while here is not None and here not in above:
            above.add(here)
            here = units[here][0]
    return Serving(ids, frozenset(above), frozenset(level_of(unit_id, units) for unit_id in ids))


def level_of(unit_id: int, units: Mapping[int, tuple[int | None, str]]) -> str:
    """The level a unit belongs to; a division counts where its agency does. `units`: id → (parent, kind)."""
    here: int | None = unit_id
    while here is not None:
        parent, kind = units[here]
        if kind in _REGION:
            return "region"
        if kind in _PROVINCE:
            return "province"
        if kind in _NATIONAL:
            return "national"
        here = parent
    return "national"
