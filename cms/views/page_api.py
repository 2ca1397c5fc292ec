"""The pages of Wagtail's own API, which its menu reads: only those in the person's keeping."""

from typing import Any

from wagtail.admin.api.views import PagesAdminAPIViewSet

from cms.selectors.audience import keeping


class KeptPagesAPI(PagesAdminAPIViewSet):
    """Wagtail asks a policy of its own making here; ours is not asked."""

    def get_base_queryset(self) -> Any:
        """Pages in the person's keeping."""
        return super().get_base_queryset().filter(keeping(self.request.user))
