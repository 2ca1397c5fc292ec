"""Keeping the texts search looks through: a row for each page, attached document and directive.

Called when Wagtail publishes, when a document or a directive is saved, and by `manage.py rebuild_search`.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from django.db import transaction
from wagtail.documents import get_document_model

from cms.enums import Found
from cms.models import Directive, GuidancePage, NewsPage, SearchText
from cms.rules.search import folded_line, spelled_line, symbol_key, symbol_loose
from hrm.kernel.plain_text import plain_text
from hrm.kernel.text import nfc

LONGEST_TEXT: Final = 20_000
_LONGEST_TITLE: Final = 400
_LONGEST_SYMBOL: Final = 80
_BATCH: Final = 200


@transaction.atomic
def index_page(*, page: NewsPage | GuidancePage) -> None:
    """Take in a published page and its documents as they stand now."""
    rows = [_page_row(page), *_document_rows(page, {})]
    SearchText.objects.filter(page_id=page.pk).delete()
    # Two publishings at one moment write the same row; either of them may.
    SearchText.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def index_document(*, document: Any) -> None:
    """Take in a document again after its title or file changed; nothing where no page shows it."""
    rows = list(SearchText.objects.filter(document_id=document.pk))
    if not rows:
        return
    text = _file_text(document)
    for row in rows:
        _spell(row, document.title, text)
        row.save()


@transaction.atomic
def index_directive(*, directive: Directive) -> None:
    """Take in a directive, published or not: who may see it is asked when somebody searches."""
    row = _directive_row(directive)
    SearchText.objects.filter(directive_id=directive.pk).delete()
    SearchText.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def rebuild_search() -> dict[str, int]:
    """Make all texts anew; how many of each kind. Running it twice gives the same."""
    SearchText.objects.all().delete()
    counted: dict[str, int] = {}
    rows = _everything()
    while batch := list(islice(rows, _BATCH)):
        SearchText.objects.bulk_create(batch)
        for row in batch:
            counted[row.kind] = counted.get(row.kind, 0) + 1
    return counted


def fill_search_once() -> None:
    """Where there are no texts yet (a new or an upgraded installation), make them; safe to run again."""
    if not SearchText.objects.exists():
        rebuild_search()


def _everything() -> Iterator[SearchText]:
    files: dict[int, str] = {}
    for model in (NewsPage, GuidancePage):
        for page in model.objects.live().order_by("pk").iterator(chunk_size=_BATCH):
            yield _page_row(page)
            yield from _document_rows(page, files)
    for directive in Directive.objects.select_related("issuer").order_by("pk").iterator(chunk_size=_BATCH):
        yield _directive_row(directive)


def _page_row(page: Any) -> SearchText:
    is_news = isinstance(page, NewsPage)
    row = SearchText(
        kind=Found.NEWS if is_news else Found.GUIDANCE,
        page_id=page.pk,
        date=page.date if is_news else page.confirmed_on,
    )
    opening = page.intro if is_news else f"{page.summary} {page.content_owner}"
    body = page.body.stream_block.get_searchable_content(page.body)
    _spell(row, page.title, " ".join([opening, *body]))
    return row


def _document_rows(page: Any, read: dict[int, str]) -> Iterator[SearchText]:
    """A row for each document attached to the page or shown in its body; `read` keeps texts read already."""
    for document, title in _documents_of(page).items():
        if document.pk not in read:
            read[document.pk] = _file_text(document)
        row = SearchText(kind=Found.DOCUMENT, page_id=page.pk, document_id=document.pk)
        row.date = page.date if isinstance(page, NewsPage) else page.confirmed_on
        _spell(row, title or document.title, read[document.pk])
        yield row


def _documents_of(page: Any) -> dict[Any, str]:
    """Document → the title the page gives it."""
    attachments = getattr(page, "attachments", None)
    found = {}
    if attachments is not None:
        found = {each.document: each.title for each in attachments.select_related("document")}
    shown = (block.value for block in page.body if block.block_type == "file")
    for value in shown:
        if isinstance(value["document"], get_document_model()):
            found.setdefault(value["document"], value["title"])
    return found


def _file_text(document: Any) -> str:
    try:
        with document.open_file() as source:
            return plain_text(source, document.filename)
    except OSError:
        return ""


def _directive_row(directive: Directive) -> SearchText:
    row = SearchText(
        kind=Found.DIRECTIVE,
        directive_id=directive.pk,
        date=directive.issued_on,
        # Capitals may be longer than what they are made of.
        symbol_key=symbol_key(directive.symbol)[:_LONGEST_SYMBOL],
        symbol_loose=symbol_loose(directive.symbol)[:_LONGEST_SYMBOL],
    )
    kind = directive.get_kind_display()
    beside = (directive.issuer.name, directive.signer, kind, directive.symbol)
    _spell(row, directive.title, directive.summary, " ".join(filter(None, beside)))
    return row


def _spell(row: SearchText, title: str, text: str, beside: str = "") -> None:
    """Fill in what is shown and the spellings made of it; `beside` is found as well, but not shown."""
    row.title = nfc(title)[:_LONGEST_TITLE]
    row.text = nfc(text)[:LONGEST_TEXT]
    row.title_folded, row.title_spelled = folded_line(row.title), spelled_line(row.title)
    said = f"{row.text} {beside}"
    row.text_folded, row.text_spelled = folded_line(said), spelled_line(said)
