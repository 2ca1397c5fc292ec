"""Wagtail's own API, which its menu and choosers read: only pages and files in the person's keeping."""

from typing import Any

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from cms.selectors.audience import keeping
from cms.selectors.files import keeping_files


class KeptPagesAPI(PagesAdminAPIViewSet):
    """Wagtail asks a policy of its own making here; ours is not asked."""

    def get_base_queryset(self) -> Any:
        """Pages in the person's keeping."""
        return super().get_base_queryset().filter(keeping(self.request.user))


class KeptImagesAPI(ImagesAdminAPIViewSet):
    """Wagtail asks no policy here at all."""

    def get_queryset(self) -> Any:
        """Pictures in the person's keeping."""
        return super().get_queryset().filter(keeping_files(self.request.user, self.model))


class KeptDocumentsAPI(DocumentsAdminAPIViewSet):
    """The same for documents."""

    def get_queryset(self) -> Any:
        """Documents in the person's keeping."""
        return super().get_queryset().filter(keeping_files(self.request.user, self.model))
