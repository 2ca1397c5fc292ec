"""What an app's viewset descends from; it declares model, columns, filters and forms."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail.admin.panels import ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from staff.access import ReachCode
from staff.access.policy import ScopedPermissionPolicy
from staff.console import views
from staff.console.columns import TextColumn
from staff.console.forms import ScopedModelForm
from staff.console.listing import ScopedIndexView, as_they_are


class ScopedModelViewSet(ModelViewSet):
    """A ModelViewSet in which every screen starts at the gate.

    A screen exists only where something stands behind it: “new” where `add_form` is given, “edit” and
    its history where `edit_form` is. There is no deleting (records are closed or corrected), no copying
    (it would read a foreign row), no reordering (it would write one) and no usage page.
    """

    shown: ClassVar[Sequence[TextColumn]] = ()
    exported: ClassVar[Sequence[TextColumn]] = ()
    inspected: ClassVar[Sequence[TextColumn]] = ()
    # A `Finder` and a function over rows, both as staticmethod.
    find: ClassVar[Any] = None
    prepare: ClassVar[Any] = staticmethod(as_they_are)
    add_form: ClassVar[type[ScopedModelForm] | None] = None
    add_panels: ClassVar[Sequence[Any]] = ()
    edit_form: ClassVar[type[ScopedModelForm] | None] = None
    edit_panels: ClassVar[Sequence[Any]] = ()

    index_view_class = ScopedIndexView
    add_view_class = views.ScopedCreateView
    edit_view_class = views.ScopedEditView
    inspect_view_class = views.ScopedInspectView
    history_view_class = views.ScopedHistoryView
    inspect_view_enabled = True
    copy_view_enabled = False
    sort_order_field = None
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = 50

    @property
    def permission_policy(self) -> ScopedPermissionPolicy:
        """The gate. One function to change when Wagtail 8 registers policies by itself."""
        return ScopedPermissionPolicy(self.model)

    @cached_property
    def open_screens(self) -> frozenset[str]:
        """Names of the addresses this viewset has."""
        names = {"index", "index_results", "inspect"}
        names |= {"add"} if self.add_form else set()
        names |= {"edit", "history", "history_results"} if self.edit_form else set()
        return frozenset(names)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only what is known here: a door that a later Wagtail adds stays shut."""
        key = f"<{self.pk_path_converter}:pk>"
        routes = {
            "index": ("", "index_view"),
            "index_results": ("results/", "index_results_view"),
            "add": ("new/", "add_view"),
            "edit": (f"edit/{key}/", "edit_view"),
            "history": (f"history/{key}/", "history_view"),
            "history_results": (f"history-results/{key}/", "history_results_view"),
            "inspect": (f"inspect/{key}/", "inspect_view"),
        }
        return [
            path(route, getattr(self, view), name=name)
            for name, (route, view) in routes.items()
            if name in self.open_screens
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Addresses that do not exist are unknown to the views, so that nothing links to them."""
        common: dict[str, Any] = super().get_common_view_kwargs(
            shown=self.shown, inspected=self.inspected or self.exported or self.shown, prepare=self.prepare
        )
        for name in ("add", "edit", "delete", "history", "usage"):
            if name not in self.open_screens:
                common[f"{name}_url_name"] = self.UNDEFINED
        return {**common, **kwargs}

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The list's columns and search."""
        exported = self.exported or self.shown
        own = {"exported": exported, "list_export": [column.name for column in exported], "find": self.find}
        return {**super().get_index_view_kwargs(**kwargs), **own}

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The panels of “new”."""
        return {**super().get_add_view_kwargs(**kwargs), "panel": self._panels(for_update=False)}

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The panels of “edit”."""
        return {**super().get_edit_view_kwargs(**kwargs), "panel": self._panels(for_update=True)}

    def get_edit_handler(self) -> None:
        """“New” and “edit” have panels of their own."""
        return

    def get_form_class(self, for_update: bool = False) -> Any:
        """The form that the panels make of the declared one."""
        return self._panels(for_update=for_update).get_form_class()

    def register_admin_url_finder(self) -> None:
        """Only rows that can be edited here have an address to edit them."""
        if self.edit_form:
            super().register_admin_url_finder()

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Verbs for the group screen. Reach is granted on units, never to a whole group at once."""
        verbs: QuerySet[Permission] = super().get_permissions_to_register()
        return verbs.exclude(codename__in=[code.value for code in ReachCode])

    def _panels(self, *, for_update: bool) -> Any:
        form = self.edit_form if for_update else self.add_form
        panels = self.edit_panels if for_update else self.add_panels
        return ObjectList(list(panels), base_form_class=form).bind_to_model(self.model)
