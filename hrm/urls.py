"""Every address of the product. Apps own their paths; Wagtail's pages come last."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("quan-tri/", include("cms.admin_urls")),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("tai-khoan/", include("allauth.urls")),
    # Whoever cannot sign in yet may still choose a language.
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    path("nhan-su/", include("staff.urls")),
    path("thong-bao/", include("staff.notice_urls")),
    path("dao-tao/", include("training.urls")),
    path("danh-gia/", include("evaluation.urls")),
]
if settings.DEBUG:
    from hrm.styleguide import Styleguide

    urlpatterns += [path("mau-giao-dien/", Styleguide.as_view())]
# Wagtail's own sign-in for private pages would skip the second step; ours is the only one.
urlpatterns += [
    path(
        "_util/login/",
        login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True)),
    )
]
urlpatterns += [path("", include("cms.urls")), path("", include(wagtail_urls))]
