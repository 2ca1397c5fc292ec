"""Who may act on what hangs on some units: for telling people that something waits for them."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from staff.access.declarations import declaration_of
from staff.models import Unit, UnitGroupObjectPermission, UnitUserObjectPermission, User


def keepers_of(unit_ids: Iterable[int], model: type[Model], action: str) -> QuerySet[User]:
    """Active accounts whose verb and granted reach both hold for rows of these units; no administrators.

    The same answer as `rows_for` gives each of them, in four queries for all of them.
    """
    code = declaration_of(model).reach.get(action)
    if code is None:
        return User.objects.none()
    above = _with_ancestors(set(unit_ids))
    granted = {"permission__codename": code.value, "content_object_id__in": above}
    users = UnitUserObjectPermission.objects.filter(**granted).values("user_id")
    groups = UnitGroupObjectPermission.objects.filter(**granted).values("group_id")
    verb = {
        "codename": f"{action}_{model._meta.model_name}",
        "content_type__app_label": model._meta.app_label,
    }
    by_group = Q(**{f"groups__permissions__{key}": value for key, value in verb.items()})
    by_hand = Q(**{f"user_permissions__{key}": value for key, value in verb.items()})
    reached = User.objects.filter(Q(pk__in=users) | Q(groups__in=groups), is_active=True)
    return User.objects.filter(pk__in=reached.filter(by_group | by_hand).values("pk"))


def _with_ancestors(unit_ids: set[int]) -> set[int]:
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    found: set[int] = set()
    for unit_id in unit_ids:
        step: int | None = unit_id
        while step is not None and step not in found:
            found.add(step)
            step = parents.get(step)
    return found
