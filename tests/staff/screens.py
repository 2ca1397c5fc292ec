"""Addresses and page texts, for the tests of the personnel screens."""

from typing import Any

from django.urls import reverse


def url(name: str, *args: str, **query: str) -> str:
    return reverse(f"staff:{name}", args=args, query=query or None)


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())
