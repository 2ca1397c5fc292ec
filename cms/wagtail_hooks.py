"""What Wagtail's screens show. Hiding is comfort; the doors are closed in cms.admin_urls."""

from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.admin.wagtail_hooks import PageAdminURLFinder
from wagtail.models import Page

from cms.access import may_read_reports
from cms.home_panels import NARROWED
from cms.selectors.audience import keeping, keeps, reaching, reads
from cms.selectors.documents import may_read_document
from cms.views.page_api import KeptDocumentsAPI, KeptImagesAPI, KeptPagesAPI
from cms.viewsets import directive_chooser

SITE_HISTORY = "site-history"


@hooks.register("construct_main_menu")
def shorten_menu(request: HttpRequest, items: list[Any]) -> None:
    """No help: it leads outside a closed network."""
    items[:] = [item for item in items if item.name != "help"]


@hooks.register("construct_reports_menu")
def reports_for_auditors(request: HttpRequest, items: list[Any]) -> None:
    """Reports for those who may open them; Wagtail shows the history only to people who edit pages."""
    if not may_read_reports(request.user):
        items.clear()
    elif SITE_HISTORY not in {item.name for item in items}:
        url = reverse("wagtailadmin_reports:site_history")
        items.append(MenuItem(_("Site history"), url, name=SITE_HISTORY, icon_name="history"))


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    """From Wagtail's screens to the portal."""
    return MenuItem(_("Back to the portal"), reverse("cms:home"), name="portal", icon_name="home", order=1)


# After every app has added its own.
@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Counts of pages and pictures tell an editor nothing."""
    items.clear()


@hooks.register("insert_global_admin_css")
def one_look() -> str:
    """The colours of the product."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("before_serve_page")
def readers_only(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """A page meant for others looks like none."""
    if not reads(request.user, page):
        raise Http404


@hooks.register("before_serve_document")
def documents_of_readable_pages(document: Any, request: HttpRequest) -> None:
    """A document follows the pages it stands on."""
    if not may_read_document(request.user, document):
        raise Http404


@hooks.register("construct_explorer_page_queryset")
def explorer_of_kept_pages(parent: Page, pages: Any, request: HttpRequest) -> Any:
    """The explorer lists what the person keeps."""
    return pages.filter(keeping(request.user))


@hooks.register("construct_page_chooser_queryset")
def chooser_of_readable_pages(pages: Any, request: HttpRequest) -> Any:
    """One may point to what one may read."""
    return pages.filter(keeping(request.user) | reaching(request.user))


# After Wagtail has registered its own.
@hooks.register("construct_admin_api", order=1000)
def api_of_what_is_kept(router: Any) -> None:
    """The menu of pages asks the API."""
    router.register_endpoint("pages", KeptPagesAPI)
    router.register_endpoint("images", KeptImagesAPI)
    router.register_endpoint("documents", KeptDocumentsAPI)


@hooks.register("construct_homepage_panels")
def panels_of_kept_pages(request: HttpRequest, panels: list[Any]) -> None:
    """The first screen names pages in the person's keeping; a panel of a later release has to be looked at first."""
    panels[:] = [NARROWED[type(panel)]() for panel in panels if type(panel) in NARROWED]


class KeptPageURLFinder(PageAdminURLFinder):
    """Screens that say where a picture or document is used name only pages in the person's keeping."""

    def get_edit_url(self, instance: Page) -> str | None:
        """The address of the editing screen, or None."""
        if self.user and not keeps(self.user, instance):
            return None
        return super().get_edit_url(instance)  # type: ignore[no-any-return]


register_admin_url_finder(Page, KeptPageURLFinder)


@hooks.register("register_admin_viewset")
def choose_directives() -> Any:
    """The list from which a page names a directive."""
    return directive_chooser
