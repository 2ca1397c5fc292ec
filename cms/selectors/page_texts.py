"""Texts of pages as a reader may see them: links only to what reaches the reader."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from cms.models import Directive
from cms.selectors.audience import Asker, keeping, reaching
from cms.selectors.documents import may_read_document
from hrm.kernel.numbers import row_key
from staff.access import rows_for

_LINK = re.compile(r"<a\b[^>]*\blinktype=\"(page|document)\"[^>]*>")
_ID = re.compile(r"\bid=\"([^\"]*)\"")


@dataclass(frozen=True)
class DirectiveShown:
    """A directive for one reader; without `title` the reader may see the symbol only."""

    symbol: str
    title: str = ""
    issuer: str = ""
    issued_on: Any = None
    in_force: bool = True
    url: str = ""


def for_reader(value: Any, user: Asker) -> SafeString:
    """Rich text as HTML. A link to something out of the reader's reach keeps its words and leads nowhere."""
    source = str(getattr(value, "source", value) or "")
    found = {(m.group(1), key) for m in _LINK.finditer(source) if (key := _key(m.group(0))) is not None}
    open_to = _open_pages(user, {pk for kind, pk in found if kind == "page"})
    open_files = _open_documents(user, {pk for kind, pk in found if kind == "document"})

    def kept(match: re.Match[str]) -> str:
        mine = open_to if match.group(1) == "page" else open_files
        return match.group(0) if _key(match.group(0)) in mine else "<a>"

    html: SafeString = mark_safe(expand_db_html(_LINK.sub(kept, source)))
    return html


def directive_shown(user: Asker, directive: Any) -> DirectiveShown | None:
    """What a reader sees of a directive named in a page; None when it is gone."""
    if directive is None:
        return None
    mine = rows_for(user, Directive, "view").filter(pk=directive.pk, published_at__isnull=False)
    row = mine.select_related("issuer").first()
    if row is None:
        return DirectiveShown(directive.symbol)
    in_force = Directive.objects.in_force_on(localdate()).filter(pk=row.pk).exists()
    return DirectiveShown(row.symbol, row.title, row.issuer.name, row.issued_on, in_force, _address(row))


def _address(directive: Directive) -> str:
    try:
        return reverse("cms:directive", args=[directive.pk])
    except NoReverseMatch:
        return ""


def _key(tag: str) -> int | None:
    found = _ID.search(tag)
    return row_key(found.group(1)) if found else None


def _open_pages(user: Asker, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    open_to_me = Page.objects.filter(reaching(user) | keeping(user), pk__in=ids)
    return set(open_to_me.values_list("pk", flat=True))


def _open_documents(user: Asker, ids: set[int]) -> set[int]:
    documents = get_document_model().objects.filter(pk__in=ids) if ids else ()
    return {document.pk for document in documents if may_read_document(user, document)}
