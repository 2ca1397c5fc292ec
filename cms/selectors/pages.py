"""What the pages of the site show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from cms.models import Byline, GuidancePage, HomePage, NewsPage
from cms.rules.addresses import anchors
from cms.selectors.audience import reaching
from staff.models import Officer, Posting, User
from staff.registries import HomePart, home_cards

NEWS_PER_PAGE = 10
GUIDANCE_PER_PAGE = 20
NEWS_ON_HOME = 5
URGENT_ON_HOME = 3


@dataclass(frozen=True)
class Signature:
    """A person's name, post and unit on a day."""

    name: str
    post: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Card:
    """A card of the home page, already rendered for the person who asks."""

    key: str
    html: str
    wide: bool


@dataclass(frozen=True)
class CardGroup:
    """Cards of one part of the home page."""

    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Tab:
    """A choice above a list."""

    label: str
    url: str
    active: bool
    count: int


@dataclass(frozen=True)
class NewsListing:
    """One page of the news section."""

    page_obj: ListPage[Any]
    years: tuple[tuple[int, int], ...]
    year: int | None
    topics: tuple[tuple[str, str, int], ...]
    topic: str
    total: int


@dataclass(frozen=True)
class Part:
    """A block of a body; a heading knows its address."""

    block: Any
    anchor: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True)
class Outline:
    """A body with its contents."""

    parts: tuple[Part, ...]
    contents: tuple[Entry, ...]


def signature_of(user: User, day: date) -> Signature:
    """How a person is named on a day: the officer's name, post and unit; else the account's."""
    # Name, post and unit are what every colleague may see; nothing here is behind the gate.
    postings = Posting.objects.primary().at(day).filter(officer__user=user)
    posting = postings.select_related("officer", "post", "unit").first()
    if posting is not None:
        post = posting.post.name if posting.post else ""
        return Signature(posting.officer.full_name, post, posting.unit.name)
    officer = Officer.objects.filter(user=user).first()
    return Signature(officer.full_name if officer else user.get_full_name() or user.username)


def byline_of(page: NewsPage, writer: User | None = None) -> Signature | Byline | None:
    """Who signed a piece of news; before it is first published, who would (`writer`: who previews it)."""
    stored = Byline.objects.filter(page=page.pk).first() if page.pk else None
    if stored is not None:
        return stored
    author = page.owner or writer
    return signature_of(author, localdate()) if author else None


def cards_for(request: HttpRequest) -> list[CardGroup]:
    """The registered cards that have something for the person who asks, by the part of home they stand in."""
    found: dict[HomePart, list[Card]] = {part: [] for part in HomePart}
    # Wide ones close a part: between the others they would tear its columns apart.
    for card in sorted(home_cards, key=lambda card: (card.wide, card.order)):
        html = card.render(request)
        if html.strip():
            found[card.part].append(Card(card.key, html, card.wide))
    titles = {
        HomePart.WAITING: _("Waiting for me"),
        HomePart.MINE: _("My work at a glance"),
        HomePart.UNIT: _("My unit"),
    }
    return [CardGroup(part.value, titles[part], tuple(cards)) for part, cards in found.items() if cards]


def readable(pages: Any, request: HttpRequest) -> Any:
    """Live pages that reach this person, without those an editor closed to them."""
    pages = pages.live().filter(reaching(request.user))
    for restriction in PageViewRestriction.objects.select_related("page"):
        if not restriction.accept_request(request):
            pages = pages.not_descendant_of(restriction.page, inclusive=True)
    return pages


def latest_news(request: HttpRequest) -> QuerySet[NewsPage]:
    """The first few, for the home page: what is urgent or pinned, then the newest."""
    news = readable(NewsPage.objects.all(), request).standing_first(localdate()).with_list_facts()
    return news[:NEWS_ON_HOME]  # type: ignore[no-any-return]


def urgent_news(request: HttpRequest) -> QuerySet[NewsPage]:
    """What stands as a banner on the home page, newest first."""
    news = readable(NewsPage.objects.urgent_on(localdate()), request).newest_first()
    return news[:URGENT_ON_HOME]  # type: ignore[no-any-return]


def related_pages(page: NewsPage, request: HttpRequest) -> list[Any]:
    """The pages an editor put beside this one, those only that reach the reader, in the editor's order."""
    wanted = [row.target_id for row in page.related.all()]
    found = readable(Page.objects.filter(pk__in=wanted), request).in_bulk() if wanted else {}
    return [found[pk] for pk in dict.fromkeys(wanted) if pk in found]


def news_listing(index: Page, request: HttpRequest) -> NewsListing:
    """News of the year (`nam`) and topic (`chu-de`) asked for, a page at a time; anything odd shows everything."""
    news = readable(NewsPage.objects.child_of(index), request)
    years, topics = tuple(news.per_year()), tuple(news.per_topic())
    asked, about = request.GET.get("nam", ""), request.GET.get("chu-de", "")
    year = next((year for year, _count in years if str(year) == asked), None)
    topic = next((code for code, _name, _count in topics if code == about), "")
    chosen = news.filter(date__year=year) if year else news
    chosen = chosen.filter(topics__code=topic) if topic else chosen
    paginator = Paginator(chosen.standing_first(localdate()).with_list_facts(), NEWS_PER_PAGE)
    return NewsListing(
        page_obj=paginator.get_page(request.GET.get("page")),
        years=years,
        year=year,
        topics=topics,
        topic=topic,
        total=sum(count for _year, count in years),
    )


def guidance_listing(index: Page, request: HttpRequest) -> ListPage[Any]:
    """Guidance by title, a page at a time."""
    pages = readable(GuidancePage.objects.child_of(index), request)
    pages = pages.select_related("owner_unit").order_by("title", "pk")
    return Paginator(pages, GUIDANCE_PER_PAGE).get_page(request.GET.get("page"))


def outline_of(body: Any) -> Outline:
    """Blocks of a body with the addresses of its headings, and the contents made of them."""
    headings = [block.value for block in body if block.block_type == "heading"]
    addresses = iter(anchors(value["text"] for value in headings))
    parts = tuple(Part(b, next(addresses) if b.block_type == "heading" else "") for b in body)
    contents = tuple(
        Entry(part.block.value["text"], int(part.block.value["level"]), part.anchor)
        for part in parts
        if part.anchor
    )
    return Outline(parts, contents)


def way_to(page: Page) -> list[Page]:
    """The pages above, from home down."""
    home_depth = 2
    if isinstance(page, HomePage) or page.depth is None:
        return []
    return list(page.get_ancestors().filter(depth__gte=home_depth))
