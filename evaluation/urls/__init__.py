"""Addresses of the evaluation screens; one module for each part of the app."""

from django.urls import URLPattern

from evaluation.urls import converters

converters.register()

from evaluation.urls import boards, books, cycle, emulation, organisations, papers, scoring, work, years  # noqa: E402  the converter comes first

app_name = "evaluation"
urlpatterns: list[URLPattern] = [
    *books.urlpatterns,
    *boards.urlpatterns,
    *work.urlpatterns,
    *cycle.urlpatterns,
    *years.urlpatterns,
    *organisations.urlpatterns,
    *emulation.urlpatterns,
    *papers.urlpatterns,
    *scoring.urlpatterns,
]
