"""Every viewset of ours that Wagtail knows, and every address of each."""

from importlib import import_module
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.viewsets import viewsets

from staff.console import ScopedModelViewSet

OURS = ("staff", "training", "evaluation", "cms")


def registered() -> list[Any]:
    """Instances that the admin's addresses were made from."""
    hooks.search_for_hooks()
    import_module("wagtail.admin.urls")
    return [v for v in viewsets.viewsets if type(v).__module__.split(".")[0] in OURS]


VIEWSETS = [v for v in registered() if isinstance(v, ScopedModelViewSet)]
SCREENS = [(v, pattern.name) for v in VIEWSETS for pattern in v.get_urlpatterns()]
NEW = [v for v in VIEWSETS if v.add_form]
EDITABLE = [v for v in VIEWSETS if v.edit_form]
SCOPED = [v for v in VIEWSETS if v.model.__name__ != "Product"]

LISTS = ("index", "index_results")


def of(model: type) -> Any:
    return next(v for v in VIEWSETS if v.model is model)


def named(value: object) -> str:
    return value.name if isinstance(value, ScopedModelViewSet) else str(value)


def address(viewset: Any, screen: str, pk: Any = None) -> str:
    arguments = [] if screen in (*LISTS, "add") else [pk]
    return reverse(viewset.get_url_name(screen), args=arguments)


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", errors="ignore")


def form_data(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    form = client.get(url).context["form"]
    data = {}
    for bound in form:
        shown = bound.field.widget.format_value(bound.value())
        data[bound.html_name] = shown[0] if isinstance(shown, list) and shown else shown or ""
    return data
