"""Who may read what Wagtail shows about everyone's work."""

from django.contrib.auth.models import AnonymousUser
from wagtail.permissions import page_permission_policy

from staff.access import Role
from staff.models import User


def may_enter_admin(user: User | AnonymousUser) -> bool:
    """Whether Wagtail's screens are open to this person at all."""
    return user.has_perm("wagtailadmin.access_admin")


def may_read_reports(user: User | AnonymousUser) -> bool:
    """Reports and the site history name rows of every unit: administrators and auditors only."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=Role.AUDITOR.value).exists()


def may_edit_pages(user: User | AnonymousUser) -> bool:
    """Whether the person has any page to write in."""
    return may_enter_admin(user) and bool(
        page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
    )
