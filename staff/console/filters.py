"""Filters that list only rows in reach."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

from staff.access import declared_models, rows_for


class ScopedFilterSet(WagtailFilterSet):
    """A filter set whose choices of declared tables are limited to what the person may see."""

    def __init__(self, data: Any = None, queryset: QuerySet[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        for item in self.filters.values():
            if getattr(item, "queryset", None) is not None:
                item.queryset = self._in_reach(item.queryset)

    def _in_reach(self, choices: Any) -> Any:
        choices = choices(self.request) if callable(choices) else choices
        if choices.model not in declared_models():
            return choices
        return choices.filter(pk__in=rows_for(self.request.user, choices.model, "view").values("pk"))
