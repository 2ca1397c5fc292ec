"""Entries of closed books, supplementary reports, special kinds, targets, drives, reconciliation."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from evaluation.imports.books_registration import IMPORTERS
from evaluation.models import BookClosing
from evaluation.reports.books import BOOKS_DIGEST, books_card
from staff.access import may
from staff.registries import HomeCard, NavItem, digest_sources, home_cards, importers, nav_items


def connect() -> None:
    """Called once at start."""
    importers.update({importer.kind: importer for importer in IMPORTERS})
    label = cast(str, _("Statistical books"))
    nav_items.append(
        NavItem(
            label,
            "evaluation:books",
            "book",
            _sees_books,
            52,
            "/danh-gia/so/",
            group=cast(str, _("Judgment enforcement")),
        )
    )
    home_cards.append(HomeCard("books", books_card, 28))
    digest_sources.append(BOOKS_DIGEST)


def _sees_books(request: HttpRequest) -> bool:
    return may(request.user, BookClosing, "view")
