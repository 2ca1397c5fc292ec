"""What keeps the console shut: every viewset descends from the scoped one, every scoped table is declared."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, OneToOneField
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import get_snippet_models

from staff.access import declared_models
from staff.console import ScopedFilterSet, ScopedModelForm, ScopedModelViewSet
from staff.console.listing import ScopedIndexView
from staff.console.views import SavesThroughService, ScopedObject
from staff.models import Officer, Unit
from tests.staff.console.screens import VIEWSETS, named, registered

APPS = ("staff", "training", "evaluation", "cms")
# Tables that name an officer or a unit and are not behind the gate, each with the reason.
OUTSIDE = {
    "evaluation.PaperJob": "a document somebody asked for: its maker alone sees it (PaperJob.objects.of)",
    "staff.Reorganisation": "history of the tree itself; shown with units that went through the gate",
    "staff.Disclosure": "who unmasked what; read through the officer's page, which starts at the gate",
    "staff.UnitUserObjectPermission": "the grants that reach is computed from",
    "staff.UnitGroupObjectPermission": "the grants that reach is computed from",
    "cms.Attendance": "who came to a dissemination; read through it, and it went through the gate",
    "cms.ContactCard": "how to reach a colleague; read and changed through cms.Colleague, behind the gate",
    "cms.CommitteeMember": "read through its committee, which went through the gate",
    "cms.DirectiveTarget": "whom a directive is meant for; the gate itself reads it",
    "cms.Issuer": "authorities of the whole country; one of them may be our agency",
    "cms.NewsPage": "the unit that publishes; who reads it: cms.selectors.audience",
    "cms.GuidancePage": "the unit and officer in charge; who reads it: cms.selectors.audience",
    "cms.PageTarget": "whom a page is meant for; cms.selectors.audience reads it",
}


def test_every_viewset_of_ours_descends_from_the_scoped_one() -> None:
    assert [v for v in registered() if isinstance(v, ModelViewSet) and v not in VIEWSETS] == []
    assert {named(v) for v in VIEWSETS} >= {"console_units", "console_officers", "console_work"}


def test_none_of_our_tables_is_a_snippet() -> None:
    """Snippets bring choosers, bulk actions and previews, each a door of its own."""
    assert [m for m in get_snippet_models() if m._meta.app_label in APPS] == []


@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
def test_a_viewset_keeps_the_scoped_views_filters_and_forms(viewset) -> None:
    assert issubclass(viewset.index_view_class, ScopedIndexView)
    for name in ("edit", "inspect", "history"):
        assert issubclass(getattr(viewset, f"{name}_view_class"), ScopedObject)
    for name in ("add", "edit"):
        assert issubclass(getattr(viewset, f"{name}_view_class"), SavesThroughService)
    assert issubclass(viewset.filterset_class, ScopedFilterSet)
    forms = [form for form in (viewset.add_form, viewset.edit_form) if form]
    assert [form for form in forms if not issubclass(form, ScopedModelForm)] == []
    assert viewset.model in declared_models()


@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
def test_a_viewset_has_only_the_screens_we_know(viewset) -> None:
    known = {"index", "index_results", "inspect", "add", "edit", "history", "history_results"}
    assert {pattern.name for pattern in viewset.get_urlpatterns()} <= known


@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
def test_every_view_that_loads_a_row_asks_the_gate(viewset) -> None:
    for pattern in viewset.get_urlpatterns():
        view = pattern.callback.view_class
        assert issubclass(view, WagtailAdminTemplateMixin)
        if pattern.pattern.converters:
            assert issubclass(view, ScopedObject), pattern.name


def test_every_table_of_an_officer_or_a_unit_is_declared_or_says_why_not() -> None:
    personal = {
        model._meta.label
        for model in apps.get_models()
        # History tables are read through the rows they belong to.
        if model._meta.app_label in APPS and not hasattr(model, "history_type")
        if any(
            isinstance(field, ForeignKey | OneToOneField) and field.related_model in (Officer, Unit)
            for field in model._meta.get_fields()
        )
    }
    undeclared = personal - {model._meta.label for model in declared_models()}
    assert undeclared == set(OUTSIDE)


def test_every_declared_table_offers_within() -> None:
    common = {
        "cms.Colleague",
        "evaluation.AwardType",
        "evaluation.DutyGroup",
        "evaluation.Product",
        "evaluation.SheetLayout",
        "evaluation.UnitCriterion",
        "staff.RotationPosition",
        "training.Expectation",
        "training.Programme",
    }
    without = {
        model._meta.label for model in declared_models() if not hasattr(model._default_manager, "within")
    }
    assert without <= common


def test_the_scoped_base_is_what_the_apps_import() -> None:
    assert ScopedModelViewSet.copy_view_enabled is False
    assert ScopedModelViewSet.sort_order_field is None
    assert ScopedModelViewSet.add_to_reference_index is False
