"""The navigation every page shows: built from the registry, for the person who asks."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from staff.registries import NavItem, nav_items
from staff.selectors.notices import unread_count


@dataclass(frozen=True)
class NavLink:
    """One entry as the template sees it."""

    label: str
    url: str
    icon: str
    active: bool
    short_label: str = ""
    children: tuple["NavLink", ...] = ()


def _link(item: NavItem, path: str) -> NavLink:
    url = reverse(item.url_name)
    start = item.prefix or url
    active = path == url or (start != "/" and path.startswith(start))
    return NavLink(item.label, url, item.icon, active, item.short_label)


def _grouped(items: list[NavItem], path: str) -> list[NavLink]:
    """Entries in their order, those of one heading together under it."""
    links: list[NavLink] = []
    done: set[str] = set()
    for item in items:
        if not item.group:
            links.append(_link(item, path))
        elif item.group not in done:
            done.add(item.group)
            below = tuple(_link(other, path) for other in items if other.group == item.group)
            links.append(NavLink(item.group, "", item.icon, False, children=below))
    return links


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the entries this person may open. Wagtail's admin has its own menu."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith("/quan-tri/"):
        return {"navigation": []}
    items = sorted((i for i in nav_items if i.visible(request)), key=lambda i: i.order)
    return {"navigation": _grouped(items, request.path)}


def unread_notices(request: HttpRequest) -> dict[str, Any]:
    """Context processor: how many messages wait; counted only where a page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread_notices": 0}
    return {"unread_notices": SimpleLazyObject(lambda: unread_count(user))}
