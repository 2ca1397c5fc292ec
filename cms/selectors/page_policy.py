"""Wagtail's page permissions, narrowed to the pages in a person's keeping (docs/decisions/0014-audience.md)."""

from typing import Any

from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from cms.selectors.audience import keeping, keeps


class KeptPagesPolicy(PagePermissionPolicy):
    """Page permissions of the groups and, besides, content reach on everyone a page is meant for."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """Both hold."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(allowed) and keeps(user, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        """Pages on which both hold."""
        return super().instances_user_has_any_permission_for(user, actions).filter(keeping(user))

    def explorable_instances(self, user: Any) -> Any:
        """Pages that explorer, search and reports may show."""
        return super().explorable_instances(user).filter(keeping(user))


def install_policy() -> None:
    """Let the one policy object that all of Wagtail's screens imported answer with reach.

    Wagtail 7.4 has no way to register another for pages (8.0 brings one); a new object would reach only
    modules imported later, so the one there is changes its class.
    """
    page_permission_policy.__class__ = KeptPagesPolicy
