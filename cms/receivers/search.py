"""When texts for search are made anew: what Wagtail and the history of directives tell."""

from typing import Any

from django.db.models.signals import post_save
from simple_history.signals import post_create_historical_record
from wagtail.documents import get_document_model
from wagtail.signals import page_published

from cms.models import Directive, GuidancePage, NewsPage
from cms.services import search
from staff.registries import installers


def connect() -> None:
    """Called once at start. What is no longer published, or deleted, needs no word: it is not found any more."""
    installers.append(search.fill_search_once)
    for model in (NewsPage, GuidancePage):
        page_published.connect(_page, sender=model, dispatch_uid=f"cms.search.{model.__name__}")
    post_save.connect(_document, sender=get_document_model(), dispatch_uid="cms.search.document")
    history: Any = Directive
    post_create_historical_record.connect(
        _directive, sender=history.history.model, dispatch_uid="cms.search.directive"
    )


def _page(sender: Any, instance: Any, **kwargs: Any) -> None:
    search.index_page(page=instance)


def _document(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    if not created:
        search.index_document(document=instance)


def _directive(sender: Any, instance: Directive, history_instance: Any, **kwargs: Any) -> None:
    if history_instance.history_type != "-":
        search.index_directive(directive=instance)
