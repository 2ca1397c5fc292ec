"""Addresses of the site. Wagtail serves the pages; these give the fixed ones a name."""

from django.urls import URLPattern, path
from wagtail.views import serve

from cms.views import guidance, pictures

urlpatterns: list[URLPattern] = [
    path("", serve, {"path": ""}, name="home"),
    path("tin-tuc/", serve, {"path": "tin-tuc/"}, name="news"),
    path("huong-dan/", serve, {"path": "huong-dan/"}, name="guidance"),
    path("huong-dan/<int:pk>/xac-nhan/", guidance.confirm, name="guidance_confirm"),
    path("media/images/<path:name>", pictures.picture, name="picture"),
]
