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


def _start_within(item: NavItem, path: str) -> int:
    """How much of the address the entry stands for; 0 when it leads elsewhere."""
    url = reverse(item.url_name)
    given = item.prefix or url
    starts = (given,) if isinstance(given, str) else given
    fitting = [start for start in starts if start != "/" and path.startswith(start)]
    return max([len(start) for start in fitting] + [len(url) * (path == url)])


def _current(items: list[NavItem], path: str) -> NavItem | None:
    """The entry where the reader is: of those that fit, the one that says most of the address."""
    best = max(items, key=lambda item: _start_within(item, path), default=None)
    return best if best is not None and _start_within(best, path) else None


def _link(item: NavItem, current: NavItem | None) -> NavLink:
    return NavLink(item.label, reverse(item.url_name), item.icon, item is current, item.short_label)


def _grouped(items: list[NavItem], path: str) -> list[NavLink]:
    """Entries in their order, those of one heading together under it."""
    current = _current(items, path)
    links: list[NavLink] = []
    done: set[str] = set()
    for item in items:
        if not item.group:
            links.append(_link(item, current))
        elif item.group not in done:
            done.add(item.group)
            below = tuple(_link(other, current) for other in items if other.group == item.group)
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
