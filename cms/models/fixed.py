"""Pages that are part of the site's frame: editors fill them, only administrators move them."""

from typing import Any

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester


class FramePermissionTester(PagePermissionTester):
    """An empty section must not vanish because an editor may delete news."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only administrators; moving follows this answer too."""
        return bool(self.user.is_superuser) and bool(super().can_delete(ignore_bulk))

    def can_unpublish(self) -> bool:
        """Only administrators."""
        return bool(self.user.is_superuser) and bool(super().can_unpublish())

    def can_copy(self) -> bool:
        """There is one of each."""
        return False


class FramePage(Page):
    """Home and the sections: one of each, with a fixed address."""

    max_count = 1
    # No slug: the navigation knows these addresses.
    promote_panels: list[Any] = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Wagtail asks this before every action on the page."""
        return FramePermissionTester(user, self)
