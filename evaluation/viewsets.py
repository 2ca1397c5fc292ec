"""The console's screens of catalogue, caseload and work given, to read: workbooks bring them in."""

from typing import Any

import django_filters
from django.contrib.admin.utils import label_for_field
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from evaluation.enums import Initiative, Measure, ProductSource
from evaluation.models import CaseloadFigure, Product, WorkItem
from staff.access import rows_for
from staff.console import (
    DayColumn,
    NumberColumn,
    ScopedFilterSet,
    ScopedModelViewSet,
    TextColumn,
    by_person,
    by_text,
)
from staff.console.choices import Choices, InForceFilter, UnitFilter

_OFFICER = TextColumn("officer", _("Full name"), "officer.full_name", sort_key="officer__name_key")
_NUMBER = TextColumn("number", _("Personnel number"), "officer.number", sort_key="officer__number")
_UNIT = TextColumn("unit", _("Unit"), "unit.name", sort_key="unit__code")


def _count(name: str) -> NumberColumn:
    return NumberColumn(name, label_for_field(name, CaseloadFigure), sort_key=name)


def _month(figure: CaseloadFigure) -> str:
    return f"{figure.months}/{figure.year}"


def _with_officer(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("officer", "unit")


def _with_product(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("officer", "unit", "product")


class ProductFilterSet(ScopedFilterSet):
    """Products in force, by where the quantity comes from."""

    open = InForceFilter()
    source = Choices(
        label=_("Source of the quantity done"), choices=[c for c in ProductSource.choices if c[0]]
    )


class CaseloadFilterSet(ScopedFilterSet):
    """Figures by unit, statistical month, measure and initiative."""

    unit = UnitFilter(field_name="unit")
    year = django_filters.NumberFilter(label=_("Statistical year"))
    months = django_filters.ChoiceFilter(
        label=_("Months since 1 October"), choices=[(n, n) for n in range(1, 13)], empty_label=_("All")
    )
    measure = Choices(label=_("Measure"), choices=Measure.choices)
    initiative = Choices(label=_("Kind of case"), choices=Initiative.choices)


class WorkFilterSet(ScopedFilterSet):
    """Work by unit and quarter."""

    unit = UnitFilter(field_name="unit")
    period = django_filters.ChoiceFilter(label=_("Period"), empty_label=_("All"))

    def __init__(self, data: Any = None, queryset: QuerySet[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        rows = rows_for(self.request.user, WorkItem, "view").order_by("-period")
        periods = rows.values_list("period", flat=True).distinct()
        self.filters["period"].extra["choices"] = [(period, period) for period in periods]


class ProductViewSet(ScopedModelViewSet):
    """The product catalogue (article 13 of Decree 335/2025)."""

    model = Product
    name = "console_products"
    url_prefix = "so-lieu/san-pham"
    export_filename = "danh-muc-san-pham"
    menu_name = "console-products"
    icon = "list-ul"
    ordering = ("code", "start")
    shown = (
        TextColumn("name", _("Product"), sort_key="name"),
        TextColumn("code", _("Product code"), sort_key="code"),
        TextColumn("group", _("Group"), sort_key="group"),
        NumberColumn("coefficient", _("Coefficient"), sort_key="coefficient"),
        TextColumn("source", _("Source of the quantity done"), "get_source_display"),
        DayColumn("start", _("From day"), sort_key="start", precision="start_precision"),
        DayColumn("end", _("Until (exclusive)"), sort_key="end"),
    )
    exported = (
        TextColumn("code", _("Product code")),
        TextColumn("task", _("Task")),
        TextColumn("name", _("Product")),
        TextColumn("output", _("Output")),
        TextColumn("group", _("Group")),
        TextColumn("point_range", _("Range of points")),
        NumberColumn("points", _("Points")),
        NumberColumn("coefficient", _("Coefficient")),
        TextColumn("department", _("Department")),
        TextColumn("source", _("Source of the quantity done"), "get_source_display"),
        DayColumn("start", _("From day"), precision="start_precision"),
        DayColumn("end", _("Until (exclusive)")),
        TextColumn("decision", _("Decision number")),
        TextColumn("note", _("Note")),
    )
    find = staticmethod(by_text("code", "name", "task"))
    filterset_class = ProductFilterSet


class CaseloadFigureViewSet(ScopedModelViewSet):
    """Caseload figures in the columns of the statutory forms."""

    model = CaseloadFigure
    name = "console_caseload"
    url_prefix = "so-lieu/an"
    export_filename = "so-lieu-an"
    menu_name = "console-caseload"
    icon = "table"
    ordering = ("-year", "-months", "officer__name_key", "officer__number", "measure", "initiative")
    shown = (
        _OFFICER,
        _UNIT,
        TextColumn("month", _("Month"), _month, sort_key="months"),
        TextColumn("measure", _("Measure"), "get_measure_display", sort_key="measure"),
        TextColumn("initiative", _("Kind of case"), "get_initiative_display", sort_key="initiative"),
        _count("to_enforce"),
        _count("executable"),
        _count("resolved"),
        _count("carried_forward"),
        _count("watch_book"),
    )
    exported = (
        _NUMBER,
        _OFFICER,
        _UNIT,
        TextColumn("year", _("Statistical year")),
        TextColumn("months", _("Months since 1 October")),
        TextColumn("measure", _("Measure"), "get_measure_display"),
        TextColumn("initiative", _("Kind of case"), "get_initiative_display"),
        *(
            _count(name)
            for name in (
                "brought_forward",
                "accepted",
                "total_accepted",
                "entrusted",
                "withdrawn",
                "recalled",
                "to_enforce",
                "executable",
                "completed",
                "terminated",
                "reduced",
                "resolved",
                "in_progress",
                "postponed",
                "not_executable",
                "suspended",
                "carried_forward",
                "watch_book",
            )
        ),
        TextColumn("note", _("Note")),
    )
    find = staticmethod(by_person("officer__"))
    prepare = staticmethod(_with_officer)
    filterset_class = CaseloadFilterSet


def _yes(name: str) -> Any:
    return lambda row: _("Yes") if getattr(row, name) else ""


class WorkItemViewSet(ScopedModelViewSet):
    """Work given and what came of it (article 18.1 of Decree 335/2025)."""

    model = WorkItem
    name = "console_work"
    url_prefix = "so-lieu/giao-viec"
    export_filename = "giao-viec"
    menu_name = "console-work"
    icon = "tasks"
    ordering = ("-period", "officer__name_key", "officer__number", "product__code", "unplanned")
    shown = (
        _OFFICER,
        _UNIT,
        TextColumn("period", _("Period"), sort_key="period"),
        TextColumn("product", _("Product"), sort_key="product__code"),
        NumberColumn("assigned", _("Assigned"), sort_key="assigned"),
        NumberColumn("done", _("Done"), sort_key="done"),
        NumberColumn("failures", _("Quality failures"), sort_key="failures"),
        NumberColumn("delays", _("Delays"), sort_key="delays"),
    )
    exported = (
        _NUMBER,
        *shown,
        TextColumn("objective", _("Objective cause"), _yes("objective")),
        TextColumn("unplanned", _("Unplanned"), _yes("unplanned")),
    )
    find = staticmethod(by_person("officer__"))
    prepare = staticmethod(_with_product)
    filterset_class = WorkFilterSet


class FiguresGroup(ModelViewSetGroup):
    """The menu of what scores are computed from."""

    menu_label = _("Evaluation data")
    menu_name = "console-figures"
    menu_icon = "doc-full"
    menu_order = 120
    items = (CaseloadFigureViewSet, WorkItemViewSet, ProductViewSet)
