"""Addresses of the evaluation screens."""

from django.urls import URLPattern

app_name = "evaluation"
urlpatterns: list[URLPattern] = []
