"""The gate as Wagtail asks for it: an adapter, without rules of its own."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from staff.access.gate import reach_for, rows_for, verb


class ScopedPermissionPolicy(ModelPermissionPolicy):
    """Wagtail's questions about a declared table, answered by `rows_for`.

    On its own this leaks (generic views ask about the verb only): the console's views ask for rows.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the person may do this to rows of some unit.

        The own record alone opens no console: it has its page in the portal.
        """
        reach = reach_for(user, self.model, action)
        return bool(user.has_perm(verb(self.model, action))) and (reach.everything or bool(reach.unit_ids))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Whether this row is among those; asked once for a row and request."""
        known = user.__dict__.setdefault("_console_rows", {})
        key = (self.model, action, instance.pk)
        if key not in known:
            known[key] = rows_for(user, self.model, action).filter(pk=instance.pk).exists()
        return bool(known[key])

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """Rows the person may do any of the actions to."""
        found: QuerySet[Any] = self.model._default_manager.none()
        for action in actions:
            found = found | rows_for(user, self.model, action)
        return found.distinct()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Model
    ) -> QuerySet[Any]:
        """People who may touch this row: those with the verb whose reach covers it."""
        wanted = list(actions)
        people = self.users_with_any_permission(wanted)
        ids = [
            person.pk
            for person in people
            if any(self.user_has_permission_for_instance(person, action, instance) for action in wanted)
        ]
        found: QuerySet[Any] = people.filter(pk__in=ids)
        return found
