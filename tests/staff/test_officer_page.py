"""The page of one officer: who opens it, what is masked, what is logged, what it says."""

from datetime import date, timedelta
from typing import Any

import pytest

from staff.models import Disclosure, Officer, Posting, Rank, RankHolding
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.staff.screens import text, url

CCCD = "026085001234"


def officer_name(user: Any) -> str:
    return f'<span class="item-title">{user.officer.full_name}</span>'


@pytest.fixture
def with_cccd(cast: Cast) -> Cast:
    Officer.objects.filter(number="CC-anh").update(citizen_id=CCCD)
    return cast


def test_out_of_reach_is_not_found(cast: Cast, as_) -> None:
    assert as_(cast.an).get(url("officer", "CC-bao")).status_code == 404
    assert as_(cast.anh).get(url("officer", "CC-an")).status_code == 404
    assert as_(cast.an).get(url("officer", "CC-anh")).status_code == 200


def test_the_own_record_without_any_grant(cast: Cast, as_) -> None:
    page = text(as_(cast.anh).get(url("my_record")))
    assert "Nguyễn Thị Ánh" in page
    assert "Hồ sơ của tôi" in page


def test_an_account_without_an_officer_has_no_own_record(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(user=None)
    assert as_(cast.anh).get(url("my_record")).status_code == 404


@pytest.mark.parametrize("who", ["mai", "an", "anh", "kim"])
def test_the_citizen_number_is_masked_for_everyone_on_the_page_and_in_the_history(
    with_cccd: Cast, as_, who
) -> None:
    officer = with_cccd.officer("anh")
    officer.citizen_id = "026085009999"
    officer.save()
    client = as_(getattr(with_cccd, who))
    for tab in ("ho-so", "lich-su"):
        page = text(client.get(url("officer", "CC-anh", tab=tab)))
        assert "02608500" not in page
    assert "•••••••••999" in text(client.get(url("officer", "CC-anh")))


@pytest.mark.parametrize("who", ["mai", "anh"])
def test_revealing_is_logged(with_cccd: Cast, as_, who) -> None:
    user = getattr(with_cccd, who)
    page = text(as_(user).post(url("officer_citizen_id", "CC-anh")))
    assert CCCD in page
    logged = Disclosure.objects.get()
    assert (logged.viewer, logged.officer.number, logged.field) == (user, "CC-anh", "citizen_id")
    assert officer_name(user) in text(as_(with_cccd.mai).get(url("officer", "CC-anh")))


def test_the_page_asks_for_a_part_only_with_htmx(with_cccd: Cast, as_) -> None:
    response = as_(with_cccd.mai).post(url("officer_citizen_id", "CC-anh"), headers={"HX-Request": "true"})
    assert CCCD in text(response)
    assert "<html" not in text(response)
    assert "no-store" in response["Cache-Control"]


def test_nothing_to_reveal_is_not_logged(cast: Cast, as_) -> None:
    as_(cast.mai).post(url("officer_citizen_id", "CC-anh"))
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("who", "number", "status"),
    [
        ("an", "CC-anh", 403),  # leads the office, but may not unmask
        ("kim", "CC-anh", 403),
        ("an", "CC-bao", 404),
        ("ngoc", "CC-anh", 404),  # the verb without reach
        ("anh", "CC-an", 404),
    ],
)
def test_who_may_not_reveal(with_cccd: Cast, as_, who, number, status) -> None:
    assert as_(getattr(with_cccd, who)).post(url("officer_citizen_id", number)).status_code == status
    assert not Disclosure.objects.exists()


def test_revealing_is_no_link(with_cccd: Cast, as_) -> None:
    assert as_(with_cccd.mai).get(url("officer_citizen_id", "CC-anh")).status_code == 405


def test_the_log_is_shown_to_those_who_may_reveal(with_cccd: Cast, as_) -> None:
    heading = "Ai đã xem đầy đủ số CCCD"
    assert heading in text(as_(with_cccd.mai).get(url("officer", "CC-anh")))
    assert heading in text(as_(with_cccd.anh).get(url("officer", "CC-anh")))
    assert heading not in text(as_(with_cccd.an).get(url("officer", "CC-anh")))


def test_dates_known_in_part_are_shown_so(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(birth_date=date(1985, 1, 1), birth_precision="year")
    Posting.objects.filter(officer__number="CC-anh").update(start=date(2019, 3, 1), start_precision="month")
    page = text(as_(cast.mai).get(url("officer", "CC-anh")))
    assert "<dd>1985</dd>" in page
    assert "từ 03/2019" in page


def test_the_retirement_day_with_its_rule(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(birth_date=date(1970, 1, 1), sex="female")
    page = text(as_(cast.anh).get(url("my_record")))
    assert "01/06/2027" in page
    assert "57 tuổi 4 tháng" in page
    assert "135/2020/NĐ-CP" in page


def test_the_history_says_who_changed_what(cast: Cast, as_) -> None:
    officer = cast.officer("anh")
    officer.ethnicity = "Tày"
    officer._history_user = cast.mai
    officer.save()
    page = text(as_(cast.an).get(url("officer", "CC-anh", tab="lich-su")))
    assert "Trần Thị Mai" in page
    assert "Dân tộc:</span> <del>–</del> → Tày" in page


def test_the_note_is_for_personnel(cast: Cast, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(note="ghi chú riêng")
    assert "ghi chú riêng" in text(as_(cast.mai).get(url("officer", "CC-anh")))
    assert "ghi chú riêng" not in text(as_(cast.an).get(url("officer", "CC-anh")))


def test_a_number_with_a_slash_opens(cast: Cast, as_) -> None:
    PostingFactory(officer=OfficerFactory(number="VP/01"), unit=cast.a)
    assert as_(cast.an).get(url("officer", "VP/01")).status_code == 200


@pytest.mark.parametrize("tab", ["ho-so", "lich-su"])
def test_the_officer_page_takes_the_same_queries_for_a_long_record(cast: Cast, as_, tab) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_(cast.mai)
    address = url("officer", "CC-anh", tab=tab)
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    officer = cast.officer("anh")
    for n in range(3):
        PostingFactory(
            officer=officer,
            unit=UnitFactory(),
            start=date(2010, 1, 1) + timedelta(days=400 * n),
            end=date(2010, 1, 1) + timedelta(days=400 * n + 300),
        )
        RankHolding.objects.create(officer=officer, rank=Rank.objects.all()[n], start=date(2001 + n, 1, 1))
        Disclosure.objects.create(viewer=cast.mai, officer=officer, field="citizen_id")
    with CaptureQueriesContext(connection) as long:
        client.get(address)
    assert len(long) == len(short)
