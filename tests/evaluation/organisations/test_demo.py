"""The demonstration of organisations: criteria, drafts, self-assessments, recognitions, and nothing twice."""

from django.core.files.storage import InMemoryStorage

from evaluation.models import UnitRating
from evaluation.services.demo import organisations
from staff.models import Unit
from tests.conftest import Cast
from tests.evaluation.organisations.building import head_of_province
from tests.factories import UnitFactory


def test_the_demonstration_loads_once(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(UnitRating._meta.get_field("pdf"), "storage", InMemoryStorage())
    accounts = {"personnel": cast.mai, "head": head_of_province(cast)}
    Unit.objects.filter(pk=cast.t.pk).update(code="PT")
    for number in (7, 9, 10, 11):
        UnitFactory(code=f"PT-KV{number}", name=f"Phòng khu vực {number}", parent=cast.t)
    organisations.load(accounts)
    organisations.load(accounts)
    found = dict(UnitRating.objects.values_list("unit__code", "state"))
    assert (found["PT-KV7"], found["PT-KV10"]) == ("signed", "signed")
    assert (found["PT-KV9"], found["PT-KV11"], found["T-A"]) == ("self_rated", "self_rated", "draft")
    assert UnitRating.objects.get(unit__code="PT-KV10").outstanding


def test_without_the_province_there_is_nothing_to_load(cast: Cast) -> None:
    organisations.load({"personnel": cast.mai, "head": cast.an})
    assert not UnitRating.objects.exists()
