"""The console's list: rows in reach, with search, filters, order and export over the same rows."""

import io
from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from hrm.kernel.workbook.writer import write_csv, write_table
from staff.console.columns import TextColumn
from staff.console.searching import Finder, Rows

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_they_are(rows: Rows) -> Rows:
    """Rows without related ones or annotations."""
    return rows


class ScopedIndexView(IndexView):
    """List, search, filters and export, all over the rows in reach."""

    any_permission_required = ("view", "change")
    shown: Sequence[TextColumn] = ()
    exported: Sequence[TextColumn] = ()
    find: Finder | None = None
    prepare: Any = staticmethod(as_they_are)
    table_classname = "listing console-list"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Rows the person may see or change."""
        policy = self.permission_policy
        rows = policy.instances_user_has_any_permission_for(self.request.user, self.any_permission_required)
        return cast("QuerySet[Any]", self.prepare(rows))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """The filters are given the rows later; they need none to be built."""
        return {**super().get_filterset_kwargs(), "queryset": self.model._default_manager.none()}

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The chosen order, made total so that pages never repeat a row."""
        queryset = super().order_queryset(queryset)
        return queryset.order_by(*(queryset.query.order_by or self.model._meta.ordering), "pk")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What was typed, without diacritics."""
        if not self.is_searching or self.find is None:
            return queryset
        return self.find(queryset, self.search_query)

    @cached_property
    def is_searchable(self) -> bool:
        """Where the viewset says how."""
        return self.find is not None

    @cached_property
    def columns(self) -> list[Column]:
        """The declared columns; the first one leads to the row."""
        first, *others = self.shown
        title = self._get_title_column_class(TitleColumn)
        column = title(
            first.name,
            label=first.label,
            accessor=first.get_value,
            sort_key=first.sort_key,
            classname="console-name",
            get_url=lambda row: self.get_edit_url(row) or self.get_inspect_url(row),
        )
        return [column, *others]

    def get_edit_url(self, instance: Model) -> str | None:
        """A link only where it leads somewhere."""
        return super().get_edit_url(instance) if self._may("change", instance) else None

    def get_inspect_url(self, instance: Model) -> str | None:
        """A link only where it leads somewhere."""
        return super().get_inspect_url(instance) if self._may("view", instance) else None

    def get_list_buttons(self, instance: Model) -> list[Any]:
        """The row's menu, named by what the first column shows."""
        buttons: list[Any] = super().get_list_buttons(instance)
        title = self.shown[0].get_value(instance)
        for button in buttons:
            button.attrs["aria-label"] = _("More options for '%(title)s'") % {"title": title}
        return buttons

    @cached_property
    def show_export_buttons(self) -> bool:
        """Every list can be taken away."""
        return True

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponse:
        """The same rows and scope as a file, formulas defused."""
        headings = [capfirst(str(column.label)) for column in self.exported]
        rows = ([column.exported(row) for column in self.exported] for row in queryset)
        name = f"{self.get_filename()}.{spreadsheet_format}"
        if spreadsheet_format == self.FORMAT_CSV:
            text = io.StringIO("\ufeff", newline="")  # Excel takes UTF-8 for something else without it
            text.seek(0, io.SEEK_END)
            write_csv(text, headings, rows, defused=True)
            response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
        else:
            packed = io.BytesIO()
            write_table(packed, str(self.get_page_title()), headings, rows)
            response = HttpResponse(packed.getvalue(), content_type=_XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def get_table(self, object_list: Any) -> Any:
        """The table of one page; what may be done to its rows is asked once for all of them."""
        pks = [row.pk for row in object_list]
        for action in ("view", "change"):
            allowed = self.permission_policy.instances_user_has_permission_for(self.request.user, action)
            self._allowed[action] = set(allowed.filter(pk__in=pks).values_list("pk", flat=True))
        return super().get_table(object_list)

    @cached_property
    def _allowed(self) -> dict[str, set[Any]]:
        return {}

    def _may(self, action: str, instance: Model) -> bool:
        return instance.pk in self._allowed.get(action, ())
