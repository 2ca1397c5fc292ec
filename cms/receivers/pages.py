"""What the app tells the registries and hears from Wagtail at start."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published

from cms.access import may_edit_pages
from cms.models import NewsPage
from cms.services.bylines import sign
from cms.services.site import install_site
from staff.registries import NavItem, installers, nav_items


def connect() -> None:
    """Register the installer, the navigation and the signing of news."""
    installers.append(install_site)
    nav_items.extend(
        (
            _entry(_("Home"), "cms:home", "home", order=0),
            _entry(_("News"), "cms:news", "news", order=60),
            _entry(_("Guidance"), "cms:guidance", "book", order=65),
            NavItem(
                label=cast(str, _("Edit pages")),
                url_name="wagtailadmin_home",
                icon="edit",
                visible=lambda request: may_edit_pages(request.user),
                order=90,
            ),
        )
    )
    page_published.connect(_sign_news, sender=NewsPage, dispatch_uid="cms.sign_news")


def _entry(label: object, url_name: str, icon: str, *, order: int) -> NavItem:
    return NavItem(cast(str, label), url_name, icon, _everyone, order)


def _everyone(request: HttpRequest) -> bool:
    return True


def _sign_news(sender: type[NewsPage], instance: NewsPage, **kwargs: Any) -> None:
    sign(page=instance)
