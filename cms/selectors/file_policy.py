"""Wagtail's permissions for pictures and documents, narrowed to files in a person's keeping (decisions/0014)."""

from typing import Any

from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from cms.selectors.files import keeping_files, keeps_file


class KeptFilesPolicy(CollectionOwnershipPermissionPolicy):
    """What collections allow and, besides, keeping of the file: index, search, choosers and edits ask here."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """Both hold."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(allowed) and keeps_file(user, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        """Files for which both hold."""
        found = super().instances_user_has_any_permission_for(user, actions)
        return found.filter(keeping_files(user, self.model))


def install_file_policies() -> None:
    """Wagtail's modules import the policy objects, so the objects there are change their class (see page_policy)."""
    for policy in (images, documents):
        policy.__class__ = KeptFilesPolicy
