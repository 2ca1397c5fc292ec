"""Wagtail's screens with four doors closed (docs/decisions/0004-wagtail-reports-closed.md, 0014-audience.md).

- reports and the site history: administrators and auditors only
- everything: people without access to the admin get 403 instead of running in circles to the sign-in page
- Wagtail's own sign-in form: ours counts failures and asks for the second step, so it leads there
- pages meant for people outside the own reach: 404 at every address that names one
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import user_passes_test
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.access import may_enter_admin, may_read_reports
from cms.views.page_guard import kept_pages_only

View = Callable[..., HttpResponseBase]


def insiders_only(view: View) -> View:
    """Refuse people who are signed in and have no business here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_enter_admin(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def is_report(pattern: URLPattern | URLResolver) -> bool:
    """Whether an address of the admin belongs to its reports, Wagtail's own or an app's."""
    return str(pattern.pattern).startswith("reports/")


def closed(patterns: list[Any]) -> list[Any]:
    """The same addresses behind the guards."""
    decorate_urlpatterns([p for p in patterns if is_report(p)], user_passes_test(may_read_reports))
    decorate_urlpatterns(patterns, kept_pages_only)
    return list(decorate_urlpatterns(patterns, insiders_only))


to_our_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
urlpatterns = [path("login/", to_our_sign_in), *closed(wagtailadmin_urls.urlpatterns)]
