"""The console's screens of units and quotas."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from staff.console import DayColumn, NumberColumn, ScopedModelViewSet, TextColumn, by_text
from staff.forms.records import NewQuotaForm, NewUnitForm, QuotaForm, UnitForm
from staff.models import Unit, UnitQuota
from staff.viewsets.filters import QuotaFilterSet, UnitFilterSet


def _with_parent(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("parent")


def _with_unit(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("unit")


class UnitViewSet(ScopedModelViewSet):
    """Units of the dated tree."""

    model = Unit
    name = "console_units"
    url_prefix = "ho-so/don-vi"
    export_filename = "don-vi"
    menu_name = "console-units"
    icon = "site"
    ordering = "code"
    shown = (
        TextColumn("name", _("Name"), sort_key="name"),
        TextColumn("code", _("Unit code"), sort_key="code"),
        TextColumn("kind", _("Kind of unit"), "get_kind_display", sort_key="kind"),
        TextColumn("parent", _("Parent unit"), "parent.name", sort_key="parent__code"),
        DayColumn("start", _("Opens on"), sort_key="start", precision="start_precision"),
        DayColumn("end", _("Closed from"), sort_key="end"),
    )
    find = staticmethod(by_text("name", "code"))
    prepare = staticmethod(_with_parent)
    filterset_class = UnitFilterSet
    add_form = NewUnitForm
    add_panels = (
        FieldPanel("code"),
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("parent"),
        FieldPanel("start"),
    )
    edit_form = UnitForm
    edit_panels = (FieldPanel("name"), FieldPanel("kind"), FieldPanel("parent"), FieldPanel("end"))


class QuotaViewSet(ScopedModelViewSet):
    """Quotas given by decision."""

    model = UnitQuota
    name = "console_quotas"
    url_prefix = "ho-so/bien-che"
    export_filename = "bien-che"
    menu_name = "console-quotas"
    icon = "clipboard-list"
    ordering = ("unit__code", "start")
    shown = (
        TextColumn("unit", _("Unit"), "unit.name", sort_key="unit__code"),
        TextColumn("code", _("Unit code"), "unit.code"),
        NumberColumn("seats", _("Quota"), sort_key="seats"),
        DayColumn("start", _("From day"), sort_key="start", precision="start_precision"),
        DayColumn("end", _("Until (exclusive)"), sort_key="end"),
        TextColumn("decision", _("Decision number")),
    )
    find = staticmethod(by_text("unit__name", "unit__code", "decision"))
    prepare = staticmethod(_with_unit)
    filterset_class = QuotaFilterSet
    add_form = NewQuotaForm
    add_panels = (
        FieldPanel("unit"),
        FieldRowPanel((FieldPanel("seats"), FieldPanel("start"))),
        FieldPanel("decision"),
    )
    edit_form = QuotaForm
    edit_panels = (
        FieldPanel("unit", read_only=True),
        FieldPanel("seats"),
        FieldPanel("decision"),
    )
