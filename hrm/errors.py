"""Answers for requests that failed before a view could speak."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say in plain words that the form was too old, and how to go on."""
    return render(request, "403_csrf.html", status=403)
