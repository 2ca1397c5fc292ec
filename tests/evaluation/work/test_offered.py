"""Work that another app offers becomes work given: once, within reach, in products of the catalogue."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.models import TakenWork, WorkItem
from evaluation.rules.periods import Quarter
from evaluation.services.giving import Gift, Taken, take_back, take_over
from staff import registries
from staff.registries import OfferedWork, WorkSource
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories.scoring import product

Q3 = Quarter(2026, 3)
URL = "/danh-gia/giao-viec/2026-Q3/tu-nhiem-vu/"


@pytest.fixture
def source(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> WorkSource:
    """A source with one piece of work for Ánh of A and one for Bảo of B."""

    def offered(user, unit_ids, first, after):
        assert (first, after) == (Q3.start, Q3.end)
        people = (("1", "anh", "Rà soát án"), ("2", "bao", "loi-rieng-cua-b"))
        return [
            OfferedWork(key, cast.officer(name).pk, title, "Báo cáo", date(2026, 9, 1), None, "/nhiem-vu/1/")
            for key, name, title in people
        ]

    made = WorkSource("thu.nghiem", "Nguồn thử", offered)
    monkeypatch.setattr(registries, "work_sources", [made])
    monkeypatch.setattr("evaluation.selectors.offered.work_sources", [made])
    return made


def taken(cast: Cast, key: str = "1", quantity: str = "1", **more) -> Taken:
    gift = Gift(cast.officer("anh"), more.pop("product", None) or product(), Decimal(quantity))
    return Taken("thu.nghiem", key, "Rà soát án", gift)


def take(cast: Cast, *lines: Taken) -> list[WorkItem]:
    return take_over(period=Q3, taken=lines, actor=cast.an, reason="Chuyển từ nhiệm vụ")


def test_several_pieces_of_one_product_add_up(cast):
    chosen = product()
    take(cast, taken(cast, "1", "1", product=chosen), taken(cast, "2", "2", product=chosen))
    assert WorkItem.objects.get().assigned == Decimal(3)
    assert TakenWork.objects.count() == 2


def test_what_was_taken_over_is_not_taken_again_and_nothing_is_written(cast):
    chosen = product()
    take(cast, taken(cast, product=chosen))
    with pytest.raises(DomainError, match="Rà soát án"):
        take(cast, taken(cast, "2", product=chosen), taken(cast, "1", product=chosen))
    assert WorkItem.objects.get().assigned == Decimal(1)


def test_an_impossible_quantity_is_refused(cast):
    with pytest.raises(DomainError):
        take(cast, taken(cast, quantity="0"))
    assert not TakenWork.objects.exists()


def test_work_removed_as_a_mistake_is_offered_again(cast, source, client):
    (item,) = take(cast, taken(cast))
    client.force_login(cast.an)
    assert client.get(URL).context["form"].offers == []
    take_back(item=item, reason="Nhầm", actor=cast.an)
    assert len(client.get(URL).context["form"].offers) == 1


def test_the_screen_offers_people_in_reach_and_takes_over_what_has_a_product(cast, source, client):
    chosen = product()
    counted = product("AN", source="viec_xong_chu_dong")
    client.force_login(cast.an)
    page = client.get(URL)
    assert "Rà soát án" in page.content.decode()
    assert "loi-rieng-cua-b" not in page.content.decode()
    assert str(counted.pk) not in page.context["form"].products
    nothing = client.post(URL, {"q-thu-nghiem-1": "1"})
    assert nothing.context["form"].non_field_errors()
    answer = client.post(URL, {"p-thu-nghiem-1": str(chosen.pk), "q-thu-nghiem-1": "1,5"})
    assert answer.status_code == 302
    item = WorkItem.objects.get()
    assert (item.officer, item.assigned, item.product) == (cast.officer("anh"), Decimal("1.5"), chosen)
    assert TakenWork.objects.get().key == "1"


def test_an_officer_takes_nothing_over(cast, source, client):
    client.force_login(cast.anh)
    assert client.get(URL).status_code == 403
