"""Wagtail's views of one row, scoped: a row out of reach does not exist (404)."""

from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.generic import CreateView, EditView, InspectView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.log_actions import log

from staff.console.columns import TextColumn
from staff.console.listing import as_they_are
from staff.services.errors import DomainError


class ScopedObject:
    """Loads the row as Wagtail does, then asks the gate. All views of one row define `get_object`."""

    reach_action = "change"
    shown: tuple[TextColumn, ...] = ()
    request: HttpRequest
    permission_policy: Any
    object: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The row, or 404 when it is out of reach."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(self.request.user, self.reach_action, found):
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        """The row as the list names it."""
        return self.shown[0].get_value(self.object)


class SavesThroughService:
    """Hands the form to its service; a refusal of the domain becomes an error of the form."""

    log_action = ""
    request: HttpRequest
    form: Any
    produced_error_code = ""
    produced_error_message: str | None = None

    def save_instance(self) -> Model:
        """Never Wagtail's own saving: services write records and their history."""
        saved = cast(Model, self.form.apply(actor=self.request.user))
        log(
            instance=saved,
            action=self.log_action,
            user=self.request.user,
            title=_log_title(saved),
            content_changed=self.form.has_changed(),
        )
        return saved

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or show the refusal at the field it names."""
        try:
            return cast(HttpResponse, super().form_valid(form))  # type: ignore[misc]
        except DomainError as refusal:
            place = refusal.field if refusal.field in form.fields else NON_FIELD_ERRORS
            form.add_error(None if place == NON_FIELD_ERRORS else place, refusal.message)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return cast(HttpResponse, self.form_invalid(form))  # type: ignore[attr-defined]


class ScopedCreateView(SavesThroughService, CreateView):
    """Create through a service; the form offers only what is in reach."""

    log_action = "wagtail.create"


class ScopedEditView(SavesThroughService, ScopedObject, EditView):
    """Edit through a service. Records are closed or corrected, never deleted."""

    log_action = "wagtail.edit"
    can_delete = False

    def get_side_panels(self) -> MediaContainer:
        """No “published” beside a record; its history has a button of its own."""
        return MediaContainer([])


class ScopedInspectView(ScopedObject, InspectView):
    """Read one row: the declared columns and nothing else."""

    any_permission_required = ("view",)
    page_title = gettext_lazy("View")
    reach_action = "view"
    inspected: tuple[TextColumn, ...] = ()
    prepare: Any = staticmethod(as_they_are)

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The row with what the columns read from related ones."""
        found = super().get_object(*args, **kwargs)
        rows: QuerySet[Any] = self.prepare(self.model._default_manager.filter(pk=found.pk))
        return rows.get()

    def get_fields(self) -> list[str]:
        """Not by reflection: see `get_fields_context`."""
        return []

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Label and value of each declared column."""
        return [
            {
                "label": capfirst(column.label),
                "value": column.get_value(self.object) or "–",
                "component": None,
            }
            for column in self.inspected
        ]

    def get_edit_url(self) -> str | None:
        """A link only where it leads somewhere."""
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(self.request.user, "change", self.object):
            return None
        return cast("str | None", super().get_edit_url())


class ScopedHistoryView(ScopedObject, HistoryView):
    """Who changed this row in the console."""

    any_permission_required = ("change",)


def _log_title(row: Model) -> str:
    # Wagtail's site history lists titles without asking for reach, so they hold nobody's name.
    return f"{capfirst(row._meta.verbose_name)} {row.pk}"
