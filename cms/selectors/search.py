"""What a person finds: every kind starts from the rows that the person may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.enums import Found
from cms.models import Directive, GuidancePage, NewsPage, SearchText
from cms.querysets.search import answering, best_first
from cms.rules.search import Piece, Query, highlighted, snippet
from cms.selectors.directory import colleagues_named
from cms.selectors.pages import readable
from staff.access import rows_for

PER_PAGE: Final = 20
PEOPLE_IN_FRONT: Final = 5
# Columns that are only compared.
_COMPARED: Final = ("title_folded", "title_spelled", "text_folded", "text_spelled")
_TEXTS: Final = (Found.NEWS, Found.GUIDANCE, Found.DOCUMENT, Found.DIRECTIVE)
KINDS: Final[dict[str, Promise]] = {
    Found.NEWS: _("News"),
    Found.GUIDANCE: _("Guidance"),
    Found.DOCUMENT: _("Attached files"),
    Found.DIRECTIVE: _("Directives"),
    Found.PERSON: _("Directory"),
}


@dataclass(frozen=True)
class Hit:
    """One line of the answer, ready to be shown."""

    kind: str
    label: str
    url: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    symbol: tuple[Piece, ...] = ()
    day: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Answer:
    """What was found: counts by kind, one page of hits, and the people to show before them."""

    query: Query
    kind: str
    counts: dict[str, int]
    page_obj: ListPage[Any]
    hits: tuple[Hit, ...]
    people: tuple[Hit, ...] = ()

    @property
    def total(self) -> int:
        """Hits of every kind."""
        return sum(self.counts.values())


def answer_to(request: HttpRequest, query: Query, kind: str) -> Answer:
    """Look for a query among what the asker may see; `kind` "" = everything. The same number of queries always."""
    texts = answering(_texts_for(request), query)
    people = colleagues_named(request.user, query)
    counted = texts.order_by().values("kind").annotate(number=Count("pk"))
    counts = {row["kind"]: row["number"] for row in counted} | {Found.PERSON.value: people.count()}
    if kind == Found.PERSON:
        page = _page(request, people, counts[kind])
        return Answer(query, kind, counts, page, tuple(_person(row, query) for row in page))
    chosen = texts.filter(kind=kind) if kind else texts
    number = counts.get(kind, 0) if kind else sum(counts.get(each, 0) for each in _TEXTS)
    # Only keys are put in order: texts are long, and one page of them is shown.
    page = _page(request, best_first(chosen, query).values_list("pk", flat=True), number)
    front = people[:PEOPLE_IN_FRONT] if not kind and page.number == 1 else ()
    hits = _hits(request, page, query)
    return Answer(query, kind, counts, page, hits, tuple(_person(row, query) for row in front))


def _page(request: HttpRequest, rows: QuerySet[Any], number: int) -> ListPage[Any]:
    """The page asked for, or the nearest; how many there are is known already."""
    paginator = Paginator(rows, PER_PAGE)
    paginator.__dict__["count"] = number
    return paginator.get_page(request.GET.get("page"))


def _texts_for(request: HttpRequest) -> QuerySet[SearchText]:
    """Texts of pages open to the person and of directives the person may see."""
    pages = Q()
    for model in (NewsPage, GuidancePage):
        pages |= Q(page__in=readable(model.objects.all(), request).order_by().values("pk"))
    directives = Q(directive__in=rows_for(request.user, Directive, "view").order_by().values("pk"))
    return SearchText.objects.filter(pages | directives)


def _hits(request: HttpRequest, keys: ListPage[Any], query: Query) -> tuple[Hit, ...]:
    wanted = list(keys)
    texts = SearchText.objects.select_related("document", "directive", "directive__issuer").defer(*_COMPARED)
    rows = texts.in_bulk(wanted)
    found = [rows[key] for key in wanted if key in rows]
    pages = Page.objects.in_bulk([row.page_id for row in found if row.page_id])
    urls = {pk: page.get_url(request) or "" for pk, page in pages.items()}
    return tuple(_hit(row, query, pages, urls) for row in found)


def _hit(row: SearchText, query: Query, pages: dict[int, Page], urls: dict[int, str]) -> Hit:
    page = pages.get(row.page_id) if row.page_id else None
    directive = row.directive
    return Hit(
        kind=row.kind,
        label=str(KINDS[row.kind]),
        url=_address(row, urls),
        title=highlighted(row.title, query.words),
        text=snippet(row.text, query.words),
        symbol=highlighted(directive.symbol, query.words) if directive else (),
        day=row.date,
        place=page.title if page and row.document_id else directive.issuer.name if directive else "",
    )


def _address(row: SearchText, urls: dict[int, str]) -> str:
    if row.directive_id is not None:
        return directive_address(row.directive_id)
    if row.document_id is not None:
        return str(cast(Any, row.document).url)
    return urls.get(row.page_id or 0, "")


def directive_address(pk: int) -> str:
    """Where a directive is read: its page in the register."""
    return f"/chi-dao/{pk}/"


def _person(row: dict[str, Any], query: Query) -> Hit:
    return Hit(
        kind=Found.PERSON,
        label=str(KINDS[Found.PERSON]),
        url=reverse("cms:colleague", args=[row["officer__number"]]),
        title=highlighted(row["officer__full_name"], query.words),
        text=highlighted(row["duties"], query.words),
        place=", ".join(filter(None, (row["post_name"], row["unit__name"]))),
    )
