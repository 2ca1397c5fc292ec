"""Turns grants on units into sets of unit ids. The only place that asks guardian."""

from collections import defaultdict
from typing import Any

from guardian.shortcuts import get_objects_for_user

from staff.access.perms import ReachCode
from staff.models import Unit, User

_CACHE = "_reach_by_code"


def subtree_ids(roots: set[int], children: dict[int | None, list[int]]) -> frozenset[int]:
    """The units and everything below them."""
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        unit_id = waiting.pop()
        if unit_id not in found:
            found.add(unit_id)
            waiting.extend(children.get(unit_id, ()))
    return frozenset(found)


def unit_children() -> dict[int | None, list[int]]:
    """Parent id → ids of its sub-units, in one query."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for unit_id, parent_id in Unit.objects.values_list("pk", "parent_id"):
        children[parent_id].append(unit_id)
    return children


def granted_unit_ids(user: User, code: ReachCode) -> frozenset[int]:
    """Unit ids in the person's reach for one codename, kept on the user object for the request."""
    cache: dict[Any, frozenset[int]] = user.__dict__.setdefault(_CACHE, {})
    if code not in cache:
        # accept_global_perms would turn a model-level permission of a group into every unit.
        roots = get_objects_for_user(
            user, f"staff.{code}", Unit, accept_global_perms=False, with_superuser=False
        )
        ids = set(roots.values_list("pk", flat=True))
        cache[code] = subtree_ids(ids, unit_children()) if ids else frozenset()
    return cache[code]


def forget_reach(user: User) -> None:
    """Drop what was computed for a user object, after its grants changed."""
    user.__dict__.pop(_CACHE, None)
