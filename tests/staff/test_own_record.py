"""Who sees a discipline: the person, and whoever holds the verb for it; not everyone who sees people's names."""

from datetime import date

import pytest

from staff.access import rows_for
from staff.kinds import KINDS
from staff.models import Discipline, Relation
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

SEEN_BY = {
    "bao": True,  # the person
    "binh": True,  # the leader of the office
    "mai": True,  # personnel above
    "kim": True,  # auditor
    "thu": False,  # a clerk sees people of B, but has no business with their disciplines
    "anh": False,  # an officer elsewhere
    "an": False,  # a leader elsewhere
    "ngoc": False,  # the verb without any reach
    "loan": False,  # the editor
}


@pytest.mark.parametrize(("name", "seen"), SEEN_BY.items())
def test_a_discipline_in_b(cast: Cast, name: str, seen: bool) -> None:
    Discipline.objects.create(
        officer=cast.officer("bao"), form="khien_trach", act="chậm trễ", start=date(2026, 3, 2)
    )
    found = rows_for(getattr(cast, name), Discipline, "view")
    assert found.exists() is seen


@pytest.mark.parametrize(("name", "seen"), {**SEEN_BY, "binh": False, "kim": False}.items())
def test_relatives_are_for_the_person_and_for_those_who_keep_the_record(
    cast: Cast, name: str, seen: bool
) -> None:
    Relation.objects.create(
        officer=cast.officer("bao"), relationship="spouse", full_name="Lê Thị X", start=date(2015, 1, 1)
    )
    assert rows_for(getattr(cast, name), Relation, "view").exists() is seen


def test_nobody_changes_the_own_record(cast: Cast) -> None:
    for kind in KINDS:
        assert not rows_for(cast.bao, kind.model, "change").exists()
        assert not rows_for(cast.bao, kind.model, "delete").exists()
