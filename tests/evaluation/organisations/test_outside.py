"""A cục is recognised by the Minister (art. 5.1): personnel record the decision made outside."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from evaluation.models import UnitRating
from evaluation.services.organisations.outside import OutsideDecision, record_outside
from staff.models import Officer
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.organisations.building import head_of_province, opened
from tests.evaluation.screens import signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
MADE = OutsideDecision("99/QĐ-BTP", DAY, "Nguyễn Văn Bộ, Bộ trưởng", "tot")
FORM = {"band": "tot", "decision": "99/QĐ-BTP", "decision_date": "20/11/2026", "signer": "Bộ trưởng"}


@pytest.fixture
def sheets(cast: Cast) -> dict[str, UnitRating]:
    head_of_province(cast)
    return opened(cast)


def record(cast: Cast, rating: UnitRating, decision: OutsideDecision = MADE) -> UnitRating:
    return record_outside(rating=rating, decision=decision, actor=cast.mai, render=lambda sheet: b"%PDF")


def changed(**more) -> OutsideDecision:
    return OutsideDecision(**(vars(MADE) | more))


def test_the_decision_is_kept_frozen_with_who_signed_and_who_recorded(cast: Cast, sheets) -> None:
    record(cast, sheets["T"])

    kept = UnitRating.objects.get(unit=cast.t, current=True)
    assert (kept.state, kept.band, kept.decision, kept.decision_date) == ("signed", "tot", "99/QĐ-BTP", DAY)
    assert (kept.trace["outside"]["signer"], kept.signed_by) == ("Nguyễn Văn Bộ, Bộ trưởng", cast.mai)
    assert kept.pdf_sha256
    assert kept.inputs_sha256


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": " "}, "decision"),
        ({"signer": ""}, "signer"),
        ({"band": "khac"}, "band"),
        ({"day": timezone.localdate() + timedelta(days=400)}, "decision_date"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(cast: Cast, sheets, more, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        record(cast, sheets["T"], changed(**more))
    assert refusal.value.field == field
    assert UnitRating.objects.get(unit=cast.t).state == "draft"


def test_what_is_recognised_in_the_system_is_not_recorded_from_outside(cast: Cast, sheets) -> None:
    with pytest.raises(DomainError):
        record(cast, sheets["T-A"])


def test_a_recogniser_without_an_account_decides_outside(cast: Cast, sheets) -> None:
    Officer.objects.filter(pk=sheets["T-A"].recogniser_id).update(user=None)
    assert record(cast, sheets["T-A"]).band == "tot"


def test_another_decision_needs_a_reason_and_makes_a_successor(cast: Cast, sheets) -> None:
    first = record(cast, sheets["T"])
    with pytest.raises(DomainError) as refusal:
        record(cast, first, changed(band="xuat_sac"))
    assert refusal.value.field == "reason"

    record(cast, first, changed(band="xuat_sac", number="120/QĐ-BTP", reason="Kết luận kiểm tra"))

    versions = UnitRating.objects.filter(unit=cast.t).order_by("version").values_list("band", "current")
    assert list(versions) == [("tot", False), ("xuat_sac", True)]


def test_personnel_record_it_on_the_screen(cast: Cast, sheets) -> None:
    url = f"/danh-gia/don-vi/phieu/{sheets['T'].pk}/"
    mai = signed_in(cast.mai)
    assert f"{url}quyet-dinh-ngoai/" in mai.get(url).content.decode()
    assert mai.post(f"{url}quyet-dinh-ngoai/", FORM | {"signer": ""}).context["form"].errors["signer"]

    page = mai.post(f"{url}quyet-dinh-ngoai/", FORM, follow=True)

    assert "99/QĐ-BTP" in page.content.decode()
    assert UnitRating.objects.get(unit=cast.t).band == "tot"


@pytest.mark.parametrize("who", ["an", "anh", "kim"])
def test_nobody_else_records_it(cast: Cast, sheets, who: str) -> None:
    url = f"/danh-gia/don-vi/phieu/{sheets['T'].pk}/quyet-dinh-ngoai/"
    assert signed_in(getattr(cast, who)).post(url, FORM).status_code in (403, 404)
    assert UnitRating.objects.get(unit=cast.t).state == "draft"
