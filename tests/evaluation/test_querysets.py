"""Rows of a whole unit belong to no officer: someone without reach must not get them as "the own ones"."""

from datetime import date

from evaluation.models import Target
from staff.reach import Reach
from tests.conftest import Cast


def test_targets_of_units_are_nobodys_own(cast: Cast) -> None:
    of_unit = {"year": 2026, "unit": cast.b, "measure": "viec", "percent": 80, "start": date(2025, 10, 1)}
    decided = {"decision": "1/QĐ", "decision_date": date(2025, 12, 1)}
    target = Target.objects.create(**of_unit, **decided)
    own = Target.objects.create(**of_unit, **decided, officer=cast.officer("bao"))

    assert set(Target.objects.within(Reach())) == set()
    assert set(Target.objects.within(Reach(officer_id=own.officer_id))) == {own}
    assert set(Target.objects.within(Reach(unit_ids=frozenset({cast.b.pk})))) == {target, own}
