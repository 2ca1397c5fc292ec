"""Grants of reach: one sentence each, a person or a group on a unit."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import Group
from guardian.shortcuts import assign_perm, remove_perm

from staff.access.perms import ReachCode
from staff.access.reaching import forget_reach
from staff.models import Unit, UnitGroupObjectPermission, UnitUserObjectPermission, User


@dataclass(frozen=True)
class Held:
    """One grant as it stands."""

    holder: User | Group
    code: ReachCode
    unit_id: int


def grant(to: User | Group, code: ReachCode, unit: Unit) -> None:
    """Let a person or group reach a unit and everything below it."""
    assign_perm(code.value, to, unit)
    if isinstance(to, User):
        forget_reach(to)


def revoke(of: User | Group, code: ReachCode, unit: Unit) -> None:
    """Take a reach back."""
    remove_perm(code.value, of, unit)
    if isinstance(of, User):
        forget_reach(of)


def grants_on(unit_ids: Collection[int]) -> list[Held]:
    """The grants that hang on these very units, in two queries; not those that flow down to them."""
    people = UnitUserObjectPermission.objects.filter(content_object__in=unit_ids)
    groups = UnitGroupObjectPermission.objects.filter(content_object__in=unit_ids)
    rows = [
        *((row.user, row) for row in people.select_related("user", "permission").order_by("user_id", "pk")),
        *(
            (row.group, row)
            for row in groups.select_related("group", "permission").order_by("group_id", "pk")
        ),
    ]
    codes = set(ReachCode)
    return [
        Held(holder, ReachCode(row.permission.codename), row.content_object_id)
        for holder, row in rows
        if row.permission.codename in codes
    ]
