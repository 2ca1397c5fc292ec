"""The gate: verb and reach together decide which rows a person may touch."""

from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from staff.access.declarations import declaration_of
from staff.access.perms import ReachCode
from staff.access.reaching import granted_unit_ids
from staff.access.serving import serving_of
from staff.models import Officer, User
from staff.reach import Reach

Asker = User | AnonymousUser


class Forbidden(PermissionDenied):
    """The verb is missing: the person may not do this to any row."""


def verb(model: type[Model], action: str) -> str:
    """The Django permission that stands for an action on a table."""
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def may(user: Asker, model: type[Model], action: str) -> bool:
    """Whether the person holds the verb and has any reach at all for it (menus, buttons)."""
    return user.has_perm(verb(model, action)) and bool(reach_for(user, model, action))


def require(user: Asker, model: type[Model], action: str) -> None:
    """Refuse with 403 when the verb is missing."""
    if not user.is_authenticated or not (
        user.has_perm(verb(model, action)) or _own_only(user, model, action)
    ):
        raise Forbidden


def reach_for(user: Asker, model: type[Model], action: str) -> Reach:
    """How far the person's grants go for an action on a table; no query once computed."""
    if not user.is_authenticated or not user.is_active:
        return Reach()
    declaration = declaration_of(model)
    # What only the named person may do (score oneself, confirm as scorer), no administrator does for them.
    personal = action in declaration.own and action not in declaration.reach
    common = declaration.common or action in declaration.common_for
    if common or (user.is_superuser and not personal):
        return Reach(everything=True)
    code = declaration.reach.get(action)
    unit_ids = granted_unit_ids(user, code) if code else frozenset()
    own = _officer_id(user) if action in declaration.own else None
    serving = serving_of(user) if action in declaration.addressed else None
    return Reach(unit_ids=unit_ids, officer_id=own, serving=serving)


def held_reach(user: Asker, model: type[Model], action: str) -> Reach:
    """The reach as far as a verb holds for it: nothing without one, the own rows where one is enough for those."""
    reach = reach_for(user, model, action)
    if user.has_perm(verb(model, action)):
        return reach
    return Reach(officer_id=reach.officer_id) if _own_only(user, model, action) else Reach()


def rows_for(user: Asker, model: type[Model], action: str) -> QuerySet[Any]:
    """Rows of a table on which the person may do the action: verb and reach both hold.

    Nobody's rows are empty rather than an error, so that a list is simply shorter.
    """
    manager = cast(Any, model)._default_manager
    reach = held_reach(user, model, action)
    if not reach:
        return cast("QuerySet[Any]", manager.none())
    if reach.everything:
        return cast("QuerySet[Any]", manager.all())
    by_unit = manager.within(Reach(unit_ids=reach.unit_ids)).values("pk")
    allowed = Q(pk__in=by_unit) | _own(model, action, reach)
    if reach.serving is not None:
        allowed |= Q(pk__in=manager.addressed_to(reach.serving).values("pk"))
    return cast("QuerySet[Any]", manager.filter(allowed))


def row_for(user: Asker, model: type[Model], action: str, **lookup: object) -> Any:
    """One row the person may act on. Out of reach and unknown look the same: 404."""
    require(user, model, action)
    try:
        return rows_for(user, model, action).get(**lookup)
    except model.DoesNotExist:  # type: ignore[attr-defined]
        raise Http404 from None


def unit_ids_for(user: Asker, code: ReachCode) -> frozenset[int] | None:
    """Unit ids in reach for a codename; None means every unit (superuser)."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return None if user.is_superuser else granted_unit_ids(user, code)


def _own_only(user: Asker, model: type[Model], action: str) -> bool:
    """Whether the person may do this to the own rows by the verb that is enough for those."""
    declaration = declaration_of(model)
    enough = declaration.own_verb
    return bool(enough) and action in declaration.own and user.has_perm(enough)


def _own(model: type[Model], action: str, reach: Reach) -> Q:
    if reach.officer_id is None:
        return Q(pk__in=[])
    mine = Q(pk__in=[])
    for path in declaration_of(model).own.get(action, ()):
        mine |= Q(**{path: reach.officer_id})
    return mine


def _officer_id(user: User) -> int | None:
    if "_officer_id" not in user.__dict__:
        found = Officer.objects.filter(user=user).values_list("pk", flat=True).first()
        user.__dict__["_officer_id"] = found
    return cast("int | None", user.__dict__["_officer_id"])
