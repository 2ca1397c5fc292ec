"""Addresses of coordination rules, inspections and the steering committee."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
