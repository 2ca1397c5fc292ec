"""Addresses of the directory and the organisation chart."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
