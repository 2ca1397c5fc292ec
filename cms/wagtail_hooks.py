"""What Wagtail's screens show. Hiding is comfort; the doors are closed in cms.admin_urls."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access import may_read_reports

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
