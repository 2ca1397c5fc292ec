"""Who may open a document: it follows the pages on which it stands."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.documents.permissions import permission_policy
from wagtail.models import Page, ReferenceIndex

from cms.selectors.audience import Asker, keeping, reaching

_UPLOAD = ("add", "change", "choose")


def may_read_document(user: Asker, document: Any) -> bool:
    """Readers of a published page that it stands on; whoever keeps such a page, drafts too.

    A document that stands nowhere is open to those who may use it in pages, and to whoever uploaded it.
    """
    if user.is_superuser:
        return True
    pages = Page.objects.filter(pk__in=_pages_of(document))
    if pages.filter(reaching(user), live=True).exists():
        return True
    if not permission_policy.user_has_any_permission(user, _UPLOAD):
        return False
    return document.uploaded_by_user_id == user.pk or not pages.exclude(keeping(user)).exists()


def _pages_of(document: Any) -> set[int]:
    """Ids of the pages whose stored fields, texts or attachments name the document."""
    pages = ContentType.objects.get_for_model(Page)
    named = ReferenceIndex.get_references_to(document).filter(base_content_type=pages)
    return {int(pk) for pk in named.values_list("object_id", flat=True).distinct()}
