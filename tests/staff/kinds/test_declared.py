"""Every kind of history holds together: its fields exist, its address is its own, its table is behind the gate."""

import pytest
from django.urls import reverse

from staff.access import declared_models
from staff.access.perms import GROUPS, Role
from staff.kinds import KINDS, Chapter, kind_by_slug, kinds_of
from staff.models import Decided, Officer
from tests.factories import OfficerFactory, UnitFactory

EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)


def test_addresses_and_headings_are_no_ones_else() -> None:
    assert len({kind.slug for kind in KINDS}) == len(KINDS)
    assert len({kind.heading for kind in KINDS}) == len(KINDS)
    # The heading names a sheet of a workbook, which has at most 31 characters for it; so does the slug.
    assert all(len(kind.slug) <= 31 for kind in KINDS)


@EVERY
def test_what_a_kind_names_is_of_its_table(kind) -> None:
    columns = {field.name for field in kind.model._meta.get_fields()}
    assert issubclass(kind.model, Decided)
    assert "officer" in columns
    named = {*kind.fields, *kind.needed, *kind.where, *(kind.alone or ()), *kind.key}
    assert named <= columns
    assert len(set(kind.fields)) == len(kind.fields)


@EVERY
def test_what_is_needed_can_be_typed_and_what_is_fixed_can_not(kind) -> None:
    assert set(kind.needed) <= set(kind.fields)
    assert set(kind.alone or ()) <= set(kind.fields)
    assert set(kind.key) <= set(kind.fields)
    assert not set(kind.where) & set(kind.fields)


@EVERY
def test_a_column_that_may_not_be_empty_is_needed_or_has_a_default(kind) -> None:
    for name in kind.fields:
        column = kind.model._meta.get_field(name)
        may_be_empty = column.null or column.blank or column.has_default()
        assert may_be_empty or name in kind.needed, name


@EVERY
def test_a_kind_is_found_by_its_address_and_stands_in_a_chapter(kind) -> None:
    assert kind_by_slug(kind.slug) is kind
    assert kind.chapter in Chapter
    assert reverse("staff:facts", args=[kind.slug])
    assert kind in kinds_of(kind.model)


@EVERY
def test_a_kind_is_kept_by_personnel_and_behind_the_gate(kind) -> None:
    assert kind.model in declared_models()
    name = kind.model._meta.model_name
    for verb in ("view", "add", "change", "delete"):
        assert f"staff.{verb}_{name}" in GROUPS[Role.PERSONNEL]
    assert f"staff.change_{name}" not in GROUPS[Role.AUDITOR]


@pytest.mark.django_db
def test_rows_of_one_table_belong_to_one_kind_each() -> None:
    officer: Officer = OfficerFactory()
    unit = UnitFactory()
    for kind in KINDS:
        values = {**kind.where, **({"unit": unit} if kind.has_unit else {})}
        row = kind.model(officer=officer, **values)
        assert [other for other in KINDS if other.covers(row)] == [kind]
