"""One door for every address of Wagtail's admin that names pages or files: not kept looks like unknown (404)."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.selectors.audience import keeps_all, reads_or_keeps_all
from cms.selectors.files import keeps_all_files

View = Callable[..., HttpResponseBase]
# What Wagtail calls the ids of pages in its addresses.
_NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
_POINTING = "wagtailadmin_choose_page"
# The same for files, and the beginnings of names of addresses whose `pk` or `?id=` is a file.
_FILE_NAMES = ("image_id", "document_id", "doc_id")
_FILE_ADDRESSES = {
    "image": ("wagtailimages:", "wagtailimages_chooser:", "wagtailadmin_api:images"),
    "document": ("wagtaildocs:", "wagtaildocs_chooser:", "wagtailadmin_api:documents"),
}


def kept_pages_only(view: View) -> View:
    """Let nobody open, change or even name a page that is meant for people outside the own reach."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.is_superuser:
            _refuse_foreign(request, args, kwargs)
            _refuse_foreign_files(request, kwargs)
        return view(request, *args, **kwargs)

    return guarded


def _refuse_foreign(request: HttpRequest, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    match = request.resolver_match
    name = match.view_name if match else ""
    named = [kwargs[key] for key in _NAMES if kwargs.get(key) is not None]
    if name.startswith("wagtailadmin_pages:"):
        # Old addresses have no names in them; the page comes first.
        named += args[:1]
    if name.startswith("wagtailadmin_api:pages"):
        named += [kwargs["pk"]] if "pk" in kwargs else []
        named += [request.GET.get(key, "") for key in ("child_of", "descendant_of", "ancestor_of")]
    if _names_a_page(kwargs) and "object_id" in kwargs:
        named.append(kwargs["object_id"])
    if name == "wagtail_bulk_action" and _names_a_page(kwargs):
        named += _of_bulk_action(request)
    if not keeps_all(request.user, named):
        raise Http404
    if name.startswith(_POINTING) and not reads_or_keeps_all(request.user, request.GET.getlist("id")):
        raise Http404


def _refuse_foreign_files(request: HttpRequest, kwargs: Mapping[str, Any]) -> None:
    name = request.resolver_match.view_name if request.resolver_match else ""
    for kind, model in (("image", get_image_model()), ("document", get_document_model())):
        named: list[object] = []
        if name.startswith(_FILE_ADDRESSES[kind]):
            named = [kwargs[key] for key in (*_FILE_NAMES, "pk") if key in kwargs]
            named += request.GET.getlist("id")
        if name == "wagtail_bulk_action" and _table(kwargs) is model:
            # "all" is no id: Wagtail itself takes what its policy for files gives.
            named = [*request.GET.getlist("id"), *request.POST.getlist("id")]
        if not keeps_all_files(request.user, model, named):
            raise Http404


def _names_a_page(kwargs: Mapping[str, Any]) -> bool:
    """Whether an address names a table that is a kind of page."""
    model = _table(kwargs)
    return model is not None and issubclass(model, Page)


def _table(kwargs: Mapping[str, Any]) -> type[Model] | None:
    """The table an address names by `app_label` and `model_name`, if there is one."""
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except (KeyError, LookupError, ValueError):
        return None


def _of_bulk_action(request: HttpRequest) -> list[str]:
    ids = [*request.GET.getlist("id"), *request.POST.getlist("id")]
    if "all" in ids:
        # Wagtail would take every page there is and name those refused on its screen.
        raise Http404
    return [*ids, request.GET.get("childOf", "")]
