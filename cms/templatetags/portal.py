"""What the templates of the site ask for. Models stay declarations; selectors do the reading."""

from datetime import date, timedelta
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import Byline, GuidanceChange, GuidancePage, NewsPage
from cms.rules.cells import CellTable, table_of
from cms.selectors import pages as selectors
from cms.selectors.audience import keeps
from cms.selectors.guidance import changes_of, may_confirm
from cms.selectors.page_texts import DirectiveShown, directive_shown, for_reader
from staff.registries import figures

register = template.Library()


@register.simple_tag(takes_context=True)
def breadcrumbs_to(context: dict[str, Any], page: Page) -> list[dict[str, str]]:
    """The way from home to this page; the sections of the navigation need none."""
    request = context["request"]
    above = [{"label": p.title, "url": p.get_url(request)} for p in selectors.way_to(page)]
    if len(above) < 2:
        return []
    return [*above, {"label": page.title, "url": ""}]


@register.simple_tag(takes_context=True)
def me_today(context: dict[str, Any]) -> selectors.Signature | None:
    """The person who asks, with post and unit."""
    user = context["request"].user
    return selectors.signature_of(user, localdate()) if user.is_authenticated else None


@register.simple_tag(takes_context=True)
def cards(context: dict[str, Any]) -> list[selectors.CardGroup]:
    """Cards of the home page, by part, for the person who asks."""
    return selectors.cards_for(context["request"])


@register.filter
def card_html(card: selectors.Card) -> SafeString:
    """A card's HTML: our own apps rendered it from their templates."""
    return mark_safe(card.html)


@register.simple_tag(takes_context=True)
def latest_news(context: dict[str, Any]) -> QuerySet[NewsPage]:
    """The newest few pieces of news."""
    return selectors.latest_news(context["request"])


@register.simple_tag(takes_context=True)
def news_listing(context: dict[str, Any], index: Page) -> selectors.NewsListing:
    """One page of the news section."""
    return selectors.news_listing(index, context["request"])


@register.simple_tag
def year_tabs(listing: selectors.NewsListing) -> list[selectors.Tab]:
    """All news, then each year that has any; the topic stays."""
    about = f"&chu-de={listing.topic}" if listing.topic else ""
    everything = selectors.Tab(_("All years"), f"?{about[1:]}", listing.year is None, listing.total)
    years = [
        selectors.Tab(str(year), f"?nam={year}{about}", year == listing.year, count)
        for year, count in listing.years
    ]
    return [everything, *years]


@register.simple_tag
def topic_tabs(listing: selectors.NewsListing) -> list[selectors.Tab]:
    """Each topic that has news, and all of them; the year stays."""
    within = f"nam={listing.year}" if listing.year else ""
    everything = selectors.Tab(_("All topics"), f"?{within}", not listing.topic, listing.total)
    topics = [
        selectors.Tab(name, f"?{within}{'&' if within else ''}chu-de={code}", code == listing.topic, count)
        for code, name, count in listing.topics
    ]
    return [everything, *topics]


@register.simple_tag(takes_context=True)
def urgent_news(context: dict[str, Any]) -> QuerySet[NewsPage]:
    """What is urgent today."""
    return selectors.urgent_news(context["request"])


@register.simple_tag
def stands(page: NewsPage) -> str:
    """Why a piece of news stands above others today: "urgent", "pinned" or ""."""
    today = localdate()
    if page.urgent_until and page.urgent_until >= today:
        return "urgent"
    return "pinned" if page.pinned_until and page.pinned_until >= today else ""


@register.simple_tag(takes_context=True)
def related_pages(context: dict[str, Any], page: NewsPage) -> list[Any]:
    """Pages beside this one that reach the reader."""
    return selectors.related_pages(page, context["request"])


def _reader(context: dict[str, Any]) -> Any:
    """Who reads; nobody where a text is rendered by itself (search index, command line)."""
    request = context.get("request")
    return request.user if request is not None else AnonymousUser()


@register.simple_tag(takes_context=True)
def text_for_reader(context: dict[str, Any], value: Any) -> SafeString:
    """Paragraphs, with links only to pages and documents that reach the reader."""
    return for_reader(value, _reader(context))


@register.simple_tag(takes_context=True)
def directive_for_reader(context: dict[str, Any], directive: Any) -> DirectiveShown | None:
    """A directive as the reader may see it."""
    return directive_shown(_reader(context), directive)


@register.simple_tag(takes_context=True)
def figure_for_reader(context: dict[str, Any], key: str) -> SafeString:
    """A figure of a board; our own apps rendered it, from the reader's reach."""
    found = next((figure for figure in figures if figure.key == key), None)
    request = context.get("request")
    return mark_safe(found.render(request)) if found and request is not None else SafeString("")


@register.simple_tag
def cells_table(text: str) -> CellTable | None:
    """The table that pasted cells stand for."""
    return table_of(text or "")


@register.simple_tag
def guidance_changes(page: GuidancePage) -> QuerySet[GuidanceChange]:
    """What changed in a piece of guidance."""
    return changes_of(page)


@register.simple_tag(takes_context=True)
def may_confirm_guidance(context: dict[str, Any], page: GuidancePage) -> bool:
    """Whether to offer the button that confirms it."""
    return bool(page.live) and may_confirm(context["request"].user, page)


@register.simple_tag
def a_year_ahead() -> date:
    """The day offered for the next review."""
    return localdate() + timedelta(days=365)


@register.simple_tag(takes_context=True)
def guidance_listing(context: dict[str, Any], index: Page) -> Any:
    """One page of the guidance section."""
    return selectors.guidance_listing(index, context["request"])


@register.simple_tag
def outline_of(body: Any) -> selectors.Outline:
    """A body's blocks and contents."""
    return selectors.outline_of(body)


@register.simple_tag(takes_context=True)
def byline_of(context: dict[str, Any], page: NewsPage) -> selectors.Signature | Byline | None:
    """Who signed a piece of news."""
    request = context["request"]
    writer = request.user if getattr(request, "is_preview", False) else None
    return selectors.byline_of(page, writer)


@register.simple_tag(takes_context=True)
def may_edit(context: dict[str, Any], page: Page) -> bool:
    """Whether to offer the editing screen."""
    user = context["request"].user
    if not user.has_perm("wagtailadmin.access_admin") or not page.pk:
        return False
    return bool(page.permissions_for_user(user).can_edit()) and keeps(user, page)
