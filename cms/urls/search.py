"""Addresses of search."""

from django.urls import URLPattern, path

from cms.views import search

urlpatterns: list[URLPattern] = [path("tim-kiem/", search.search, name="search")]
