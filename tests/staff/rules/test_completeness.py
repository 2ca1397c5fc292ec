"""The field list (form 2C-BNV/2008): of whom each field is expected, what is missing, what is missing most."""

import pytest

from staff.rules.completeness import (
    BY_KEY,
    FIELDS,
    Trait,
    chosen_fields,
    completeness,
    most_missing,
)

CIVIL: frozenset[Trait] = frozenset()
EVERYTHING = {field.key for field in FIELDS}


@pytest.mark.parametrize(
    ("key", "traits", "expected"),
    [
        ("birth_place", CIVIL, True),
        ("birth_place", {Trait.CONTRACT}, True),
        ("relatives", {Trait.CONTRACT}, True),
        # Contract staff hold no rank, draw no step and need no level of theory.
        ("rank", CIVIL, True),
        ("rank", {Trait.CONTRACT}, False),
        ("step", {Trait.CONTRACT}, False),
        ("political_theory", {Trait.CONTRACT}, False),
        ("contract", CIVIL, False),
        ("contract", {Trait.CONTRACT}, True),
        ("card", CIVIL, False),
        ("card", {Trait.ENFORCER}, True),
        ("enforcement", {Trait.ENFORCER}, True),
        ("term", CIVIL, False),
        ("term", {Trait.LEADER}, True),
        ("party_cell", CIVIL, False),
        ("party_cell", {Trait.PARTY}, True),
        ("party_official", {Trait.PARTY}, True),
    ],
)
def test_of_whom_a_field_is_expected(key: str, traits: set[Trait], expected: bool) -> None:
    assert BY_KEY[key].applies(frozenset(traits)) is expected


def test_the_keys_are_unique_and_every_field_has_a_label() -> None:
    assert len(EVERYTHING) == len(FIELDS)
    assert all(field.label for field in FIELDS)


def test_a_record_is_complete_when_every_field_that_applies_is_there() -> None:
    record = completeness(CIVIL, EVERYTHING)
    assert record.complete
    assert record.filled == record.wanted


def test_a_missing_field_is_named_and_what_does_not_apply_is_not_asked() -> None:
    record = completeness(CIVIL, EVERYTHING - {"religion", "card", "contract"})
    assert [field.key for field in record.missing] == ["religion"]
    assert record.filled == record.wanted - 1


def test_what_is_there_without_being_asked_for_counts_nowhere() -> None:
    with_card = completeness(CIVIL, {"card"})
    without = completeness(CIVIL, set())
    assert (with_card.filled, with_card.wanted) == (without.filled, without.wanted) == (0, without.wanted)


def test_a_choice_of_fields_keeps_the_order_of_the_list_and_passes_unknown_keys_over() -> None:
    chosen = chosen_fields(["relatives", "birth_place", "gone"])
    assert [field.key for field in chosen] == ["birth_place", "relatives"]
    assert completeness(CIVIL, {"relatives"}, chosen).wanted == 2
    assert chosen_fields(None) == FIELDS
    assert chosen_fields([]) == ()


def test_most_missing_counts_people_and_breaks_ties_by_the_list() -> None:
    fields = chosen_fields(["birth_place", "religion", "photo"])
    people = [completeness(CIVIL, there, fields) for there in (set(), {"birth_place"}, {"birth_place"})]
    assert [(field.key, number) for field, number in most_missing(people, 2)] == [
        ("religion", 3),
        ("photo", 3),
    ]
