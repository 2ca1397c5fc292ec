"""Addresses of the site. Wagtail serves the pages; these give the fixed ones a name."""

from django.urls import path
from wagtail.views import serve

from cms import views

app_name = "cms"
urlpatterns = [
    path("", serve, {"path": ""}, name="home"),
    path("tin-tuc/", serve, {"path": "tin-tuc/"}, name="news"),
    path("huong-dan/", serve, {"path": "huong-dan/"}, name="guidance"),
    path("media/images/<path:name>", views.picture, name="picture"),
]
