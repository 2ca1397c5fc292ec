"""Entries of documents made in the background and packages for the national database."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from evaluation.documents import makers, year_makers
from evaluation.reports import paper_panels
from evaluation.selectors.package_news import PACKAGE_DIGEST
from staff.registries import NavItem, digest_sources, nav_items


def connect() -> None:
    """Called once at start."""
    makers.connect()
    year_makers.connect()
    digest_sources.append(PACKAGE_DIGEST)
    nav_items.append(
        NavItem(
            cast(str, _("Forms and papers")),
            "evaluation:papers",
            "print",
            paper_panels.sees_papers,
            47,
            ("/danh-gia/van-ban/", "/danh-gia/goi-du-lieu/"),
            group=cast(str, _("Evaluation")),
        )
    )
