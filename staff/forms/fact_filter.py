"""Filters of the lists of histories: person, unit, and what a kind chooses from."""

from typing import Any

import django_filters
from django.db.models import Field, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hrm.kernel.text import fold, nfc
from staff.kinds import Kind
from staff.models import Post, Rank, RotationPosition
from staff.selectors.tree import subtree_of

_LISTS = (Post, Rank, RotationPosition)


class FactFilter(django_filters.FilterSet):
    """Over rows of one kind; `units`: (code, name) of those one may choose."""

    q = django_filters.CharFilter(label=_("Name or number"), method="by_text")
    unit = django_filters.ChoiceFilter(label=_("Unit"), empty_label=_("All units"), method="by_unit")

    class Meta:
        fields = ()

    def __init__(self, *args: Any, kind: Kind, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.filters["unit"].extra["choices"] = units
        for name in kind.fields:
            chosen = _filter_of(kind, name)
            if chosen is not None:
                chosen.parent, chosen.model = self, kind.model
                self.filters[name] = chosen
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics in names; any part of a personnel number or of a decision number."""
        person = Q(officer__folded_name__contains=fold(value)) | Q(officer__number__icontains=nfc(value))
        return rows.filter(person | Q(decision__icontains=nfc(value)))

    def by_unit(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The unit and everything below it: the one the row names, else the one the person serves in."""
        below = subtree_of(value)
        return rows.filter(unit_id__in=below) if self.kind.has_unit else rows.filter(home_id__in=below)


def _filter_of(kind: Kind, name: str) -> Any:
    column: Field[Any, Any] = kind.model._meta.get_field(name)  # type: ignore[assignment]
    options: dict[str, Any] = {"field_name": name, "label": capfirst(str(column.verbose_name))}
    if column.choices:
        return django_filters.ChoiceFilter(choices=column.choices, empty_label=_("All"), **options)
    if column.related_model in _LISTS:
        rows = column.related_model._default_manager.all()
        return django_filters.ModelChoiceFilter(queryset=rows, empty_label=_("All"), **options)
    return None
