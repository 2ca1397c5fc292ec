"""What the app tells the registries and hears from Wagtail at start."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published

from cms.access import may_edit_pages
from cms.forms.pages import TargetedPageForm
from cms.guidance_panels import HOME_CARD
from cms.models import GuidancePage, NewsPage
from cms.selectors.guidance import OVERDUE_GUIDANCE
from cms.services.bylines import sign
from cms.services.guidance import note_change
from cms.services.site import install_site
from staff.registries import NavItem, digest_sources, home_cards, installers, nav_items


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
    home_cards.append(HOME_CARD)
    digest_sources.append(OVERDUE_GUIDANCE)
    # Models know no forms; Wagtail asks the model for its form.
    for page in (NewsPage, GuidancePage):
        page.base_form_class = TargetedPageForm
    page_published.connect(_sign_news, sender=NewsPage, dispatch_uid="cms.sign_news")
    page_published.connect(_note_change, sender=GuidancePage, dispatch_uid="cms.note_change")


def _entry(label: object, url_name: str, icon: str, *, order: int) -> NavItem:
    return NavItem(cast(str, label), url_name, icon, _everyone, order)


def _everyone(request: HttpRequest) -> bool:
    return True


def _sign_news(sender: type[NewsPage], instance: NewsPage, **kwargs: Any) -> None:
    sign(page=instance)


def _note_change(sender: type[GuidancePage], instance: GuidancePage, **kwargs: Any) -> None:
    note_change(page=instance, revision=kwargs.get("revision"))
