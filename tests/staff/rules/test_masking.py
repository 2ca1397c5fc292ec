"""Masks of personal facts (Law 91/2025): what is hidden, and how it looks."""

import pytest

from staff.models import Officer, Profile, Relation
from staff.rules.masking import MASKED_FIELDS, is_masked, masked, veiled


@pytest.mark.parametrize(
    ("value", "shown"),
    [("026085001234", "•••••••••234"), ("0912345678", "•••••••678"), ("123456", "••••••"), ("", "")],
)
def test_a_number_keeps_its_last_three_digits_unless_they_would_give_it_away(value: str, shown: str) -> None:
    assert masked(value) == shown


@pytest.mark.parametrize("value", ["An", "12 ngõ Dài Lắm Là Dài, phường Rất Xa"])
def test_words_do_not_even_tell_how_long_they_are(value: str) -> None:
    assert veiled("relation", "full_name", value) == "••••••"


def test_other_fields_and_empty_ones_stand_as_they_are() -> None:
    assert veiled("officer", "full_name", "Nguyễn Thị Ánh") == "Nguyễn Thị Ánh"
    assert veiled("profile", "health", "") == ""
    assert not is_masked("unit", "name")


@pytest.mark.parametrize("model", [Officer, Profile, Relation])
def test_every_masked_field_is_a_field(model: type) -> None:
    """A renamed column must not lose its mask."""
    names = {field.name for field in model._meta.get_fields()}
    assert MASKED_FIELDS[model._meta.model_name] <= names
