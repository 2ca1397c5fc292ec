"""Addresses, page texts and workbook rows, for the tests of the training screens."""

import io
from typing import Any

import openpyxl
from django.urls import reverse
from django.utils import timezone

THIS_YEAR = timezone.localdate().year


def url(name: str, *args: Any, **query: Any) -> str:
    return reverse(f"training:{name}", args=args, query=query or None)


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def rows(response: Any) -> list[tuple]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return list(sheet.iter_rows(min_row=4, values_only=True))


def said(client: Any, response: Any) -> str:
    """The page a form leads to, with its messages."""
    return text(client.get(response.url))
