"""What the templates of the site ask for. Models stay declarations; selectors do the reading."""

from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import Byline, NewsPage
from cms.selectors import pages as selectors

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
    """All news, then each year that has any."""
    everything = selectors.Tab(_("All years"), "?", listing.year is None, listing.total)
    years = [
        selectors.Tab(str(year), f"?nam={year}", year == listing.year, count) for year, count in listing.years
    ]
    return [everything, *years]


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
    return bool(page.permissions_for_user(user).can_edit())
