"""The navigation every page shows: built from the registry, for the person who asks."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from staff.registries import NavItem, nav_items


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


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the entries this person may open. Wagtail's admin has its own menu."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith("/quan-tri/"):
        return {"navigation": []}
    items = sorted((i for i in nav_items if i.visible(request)), key=lambda i: i.order)
    return {"navigation": [_link(item, request.path) for item in items]}
