"""Who may open a document: it follows the pages on which it stands."""

from typing import Any

from wagtail.documents.permissions import permission_policy

from cms.selectors.audience import Asker
from cms.selectors.files import may_open_file


def may_read_document(user: Asker, document: Any) -> bool:
    """Readers of a published page that it stands on; whoever keeps such a page, drafts too.

    A document that stands nowhere is open to whoever uploaded it and to editors in whose reach that person serves.
    """
    return may_open_file(user, document, permission_policy)
