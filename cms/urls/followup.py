"""Addresses of what becomes of directives: study, plans, tasks, reviews."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
