"""Addresses of the messages to oneself."""

from django.urls import URLPattern, path

from staff.views import notices

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("", notices.notices, name="list"),
    path("doc-het/", notices.all_read, name="all_read"),
    path("thu-hang-ngay/", notices.daily_mail, name="daily_mail"),
    path("<int:pk>/", notices.notice, name="open"),
]
