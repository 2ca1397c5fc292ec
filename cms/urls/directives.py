"""Addresses of directives and their acknowledgement."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
