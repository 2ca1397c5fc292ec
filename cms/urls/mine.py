"""Addresses of what waits for the person who asks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
