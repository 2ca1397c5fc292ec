"""Grants of reach: one sentence each, a person or a group on a unit."""

from django.contrib.auth.models import Group
from guardian.shortcuts import assign_perm, remove_perm

from staff.access.perms import ReachCode
from staff.access.reaching import forget_reach
from staff.models import Unit, User


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
