"""The gap board, the officer list, quality: who sees which rows, and how many queries it takes."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest

from staff.models import Posting, Rank, RankHolding, UnitQuota
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.staff.screens import text, url


def rows(response: Any) -> list[tuple]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return list(sheet.iter_rows(min_row=4, values_only=True))


# --- the gap board -------------------------------------------------------------------------------


def test_a_leader_sees_the_own_unit_and_nothing_of_the_other(cast: Cast, as_) -> None:
    page = text(as_(cast.an).get(url("staffing")))
    assert "Phòng Thi hành án dân sự khu vực A" in page
    assert "khu vực B" not in page
    assert "Thi hành án dân sự tỉnh T" not in page


def test_the_board_says_short_in_words(cast: Cast, as_) -> None:
    UnitQuota.objects.create(unit=cast.a, seats=5, start=date(2020, 1, 1))
    page = text(as_(cast.an).get(url("staffing")))
    assert "gap-short" in page
    assert "thiếu 3" in page


def test_the_board_is_of_the_day_asked_for(cast: Cast, as_) -> None:
    response = as_(cast.an).get(url("staffing", at="31/12/2019"))
    assert response.context["board"].total.present == 0
    assert 'value="31/12/2019"' in text(response)


@pytest.mark.parametrize("name", ["staffing", "officers", "quality"])
def test_a_day_that_is_none_is_said_and_nothing_is_shown(cast: Cast, as_, name) -> None:
    response = as_(cast.mai).get(url(name, at="31/02/2026"))
    assert "“31/02/2026” không phải là ngày" in text(response)
    assert "khu vực A" not in text(response)


@pytest.mark.parametrize("name", ["staffing", "staffing_xlsx", "quality"])
def test_figures_of_units_need_the_verb(cast: Cast, as_, name) -> None:
    assert as_(cast.anh).get(url(name)).status_code == 403


def test_the_verb_without_reach_shows_an_empty_board(cast: Cast, as_) -> None:
    assert as_(cast.ngoc).get(url("staffing")).context["board"].rows == []


@pytest.mark.parametrize("what", ["co-mat", "biet-phai-den", "biet-phai-di", "sap-nghi"])
def test_names_behind_a_figure_open_within_reach_only(cast: Cast, as_, what) -> None:
    assert as_(cast.an).get(url("staffing_people", "T-A", what)).status_code == 200
    assert as_(cast.an).get(url("staffing_people", "T-B", what)).status_code == 404
    assert as_(cast.an).get(url("staffing_people", "T", what)).status_code == 404
    assert as_(cast.anh).get(url("staffing_people", "T-A", what)).status_code == 403


def test_an_unknown_figure_is_not_found(cast: Cast, as_) -> None:
    assert as_(cast.an).get(url("staffing_people", "T-A", "luong")).status_code == 404


def test_names_out_of_reach_are_counted_but_not_shown(cast: Cast, as_) -> None:
    PostingFactory(officer=cast.officer("bao"), unit=cast.a, kind="secondment", start=date(2020, 1, 1))
    page = text(as_(cast.an).get(url("staffing_people", "T-A", "biet-phai-den")))
    assert "Đỗ Quốc Bảo" not in page
    assert "Số liệu còn gồm 1 người" in page
    assert "Đỗ Quốc Bảo" in text(as_(cast.mai).get(url("staffing_people", "T-A", "biet-phai-den")))


def test_the_workbook_of_the_board_keeps_scope_and_day(cast: Cast, as_) -> None:
    UnitQuota.objects.create(unit=cast.a, seats=5, start=date(2020, 1, 1))
    found = rows(as_(cast.an).get(url("staffing_xlsx", at="2026-09-30")))
    assert found == [
        ("T-A", "Phòng Thi hành án dân sự khu vực A", 5, 2, 3, 0, 0, 0, 0, 0, 0, 0),
        ("Tổng số", None, 5, 2, 3, 0, 0, 0, 0, 0, 0, 0),
    ]
    assert rows(as_(cast.an).get(url("staffing_xlsx", at="2019-12-31")))[-1][3] == 0


# --- the officer list ----------------------------------------------------------------------------


def numbers(response: Any) -> list[str]:
    return [row.record.officer.number for row in response.context["table"].rows]


def test_the_list_holds_people_in_reach(cast: Cast, as_) -> None:
    assert numbers(as_(cast.an).get(url("officers"))) == ["CC-an", "CC-anh"]
    assert numbers(as_(cast.anh).get(url("officers"))) == ["CC-anh"]
    assert numbers(as_(cast.ngoc).get(url("officers"))) == ["CC-ngoc"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "nguyen thi anh"}, ["CC-anh"]),
        ({"q": "Nguyễn Thị ÁNH"}, ["CC-anh"]),
        ({"q": "đức bình"}, ["CC-binh"]),
        ({"q": "cc-bao"}, ["CC-bao"]),
        ({"q": "%"}, []),
        ({"unit": "T-B"}, ["CC-bao", "CC-binh"]),
        ({"engagement": "contract"}, ["CC-bao"]),
        ({"at": "31/12/2019"}, []),
        ({"unit": "T-A", "q": "anh"}, ["CC-anh"]),
    ],
)
def test_search_and_filters(cast: Cast, as_, query, found) -> None:
    Posting.objects.filter(officer=cast.officer("bao")).update(engagement="contract")
    client = as_(cast.mai)
    assert numbers(client.get(url("officers", **query))) == found
    exported = [row[0] for row in rows(client.get(url("officers_xlsx", **query)))]
    assert exported == found


def test_filter_by_the_rank_held_on_the_day(cast: Cast, as_) -> None:
    rank = Rank.objects.get(code="03.300")
    RankHolding.objects.create(officer=cast.officer("an"), rank=rank, start=date(2026, 1, 1))
    client = as_(cast.mai)
    assert numbers(client.get(url("officers", rank=str(rank.pk), at="01/01/2026"))) == ["CC-an"]
    assert numbers(client.get(url("officers", rank=str(rank.pk), at="31/12/2025"))) == []


def test_a_unit_out_of_reach_is_no_choice(cast: Cast, as_) -> None:
    response = as_(cast.an).get(url("officers", unit="T-B"))
    assert numbers(response) == []
    assert "khu vực B" not in text(response)


def test_exports_keep_the_scope(cast: Cast, as_) -> None:
    assert [row[0] for row in rows(as_(cast.an).get(url("officers_xlsx")))] == ["CC-an", "CC-anh"]


def test_a_wrong_day_brings_an_export_back_to_the_page_that_says_so(cast: Cast, as_) -> None:
    response = as_(cast.an).get(url("officers_xlsx", at="hom nay"))
    assert response.url == url("officers") + "?at=hom+nay"


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page": "99"}, {"page": "0"}, {"per_page": "0"}, {"sort": "zz"}]
)
def test_impossible_pages_and_orders_still_show_the_list(cast: Cast, as_, query) -> None:
    assert len(numbers(as_(cast.mai).get(url("officers", **query)))) == 9


def test_an_empty_list_says_what_to_try(cast: Cast, as_) -> None:
    assert "Không có cán bộ nào phù hợp" in text(as_(cast.mai).get(url("officers", q="không ai cả")))


# --- quality -------------------------------------------------------------------------------------


def test_quality_of_a_unit_in_reach_with_its_charts(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    page = text(client.get(url("quality", unit="T-A", at="30/09/2026")))
    assert "100,0% (2/2)" in page
    chart = client.get(url("quality_chart", "gender", unit="T-A", at="2026-09-30"))
    assert chart["Content-Type"] == "image/svg+xml"
    assert b"<script" not in chart.content
    assert set(re.findall(rb"https?://([^/\"]+)", chart.content)) == {b"www.w3.org"}


def test_quality_out_of_reach(cast: Cast, as_) -> None:
    client = as_(cast.an)
    assert client.get(url("quality", unit="T-B")).status_code == 404
    assert client.get(url("quality_chart", "rank", unit="T-B")).status_code == 404
    assert client.get(url("quality_chart", "salary")).status_code == 404
    assert as_(cast.anh).get(url("quality_chart", "rank")).status_code == 403


# --- navigation and cards ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("mai", {"Biên chế", "Cán bộ", "Chất lượng đội ngũ", "Hồ sơ của tôi"}),
        ("an", {"Biên chế", "Cán bộ", "Chất lượng đội ngũ", "Hồ sơ của tôi"}),
        ("anh", {"Hồ sơ của tôi"}),
        ("ngoc", {"Hồ sơ của tôi"}),
    ],
)
def test_the_navigation_offers_what_one_may_open(cast: Cast, as_, who, labels) -> None:
    response = as_(getattr(cast, who)).get(url("my_record"))
    entries = [link for item in response.context["navigation"] for link in (item, *item.children)]
    ours = {str(link.label) for link in entries if link.url.startswith("/nhan-su/")}
    assert ours & {"Biên chế", "Cán bộ", "Chất lượng đội ngũ", "Hồ sơ của tôi"} == labels


@pytest.mark.parametrize(("who", "offered"), [("mai", True), ("kim", True), ("an", False), ("loan", False)])
def test_the_records_console_is_offered_to_those_who_may_open_it(
    cast: Cast, as_, who: str, offered: bool
) -> None:
    client = as_(getattr(cast, who))
    urls = [item.url for item in client.get(url("my_record")).context["navigation"]]
    assert ("/quan-tri/ho-so/can-bo/" in urls) == offered
    assert (client.get("/quan-tri/ho-so/can-bo/").status_code == 200) == offered


def test_a_phone_gets_the_short_name_of_an_entry(cast: Cast, as_) -> None:
    page = as_(cast.mai).get(url("my_record"))
    entries = [entry for item in page.context["navigation"] for entry in (item, *item.children)]
    short = {str(entry.label): str(entry.short_label) for entry in entries}
    assert short["Kết quả thi hành án"] == "Kết quả THA"
    assert short["Biên chế"] == ""


def test_the_gap_card_is_of_the_own_reach(cast: Cast, rf) -> None:
    from staff.menu import gap_card, my_record_card

    UnitQuota.objects.create(unit=cast.a, seats=7, start=date(2020, 1, 1))
    UnitQuota.objects.create(unit=cast.b, seats=100, start=date(2020, 1, 1))
    request = rf.get("/")
    request.user = cast.an
    assert '<span class="stat-value">5</span>' in " ".join(gap_card(request).split())
    assert "100" not in gap_card(request)
    request.user = cast.anh
    assert gap_card(request) == ""
    assert "CC-anh" in my_record_card(request)


# --- queries -------------------------------------------------------------------------------------


def grow(cast: Cast, people: int) -> None:
    for n in range(people):
        unit = UnitFactory(code=f"T-A-{n}", parent=cast.a)
        officer = OfficerFactory(number=f"CC-x{n}", birth_date=date(1965, 3, 1))
        PostingFactory(officer=officer, unit=unit)
        PostingFactory(officer=officer, unit=cast.b, kind="secondment", start=date(2026, 1, 1))
        RankHolding.objects.create(officer=officer, rank=Rank.objects.first(), start=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("name", "args", "query"),
    [
        ("staffing", (), {}),
        ("staffing_xlsx", (), {}),
        ("staffing_people", ("T-A", "co-mat"), {}),
        ("staffing_people", ("T-A", "biet-phai-di"), {}),
        ("staffing_people", ("T-A", "sap-nghi"), {"at": "2026-03-01"}),
        ("officers", (), {}),
        ("officers_xlsx", (), {}),
        ("quality", (), {}),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    cast: Cast, as_, django_assert_num_queries, name, args, query
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_(cast.mai)
    grow(cast, 1)
    client.get(url(name, *args, **query))  # fills caches of content types
    with CaptureQueriesContext(connection) as one:
        client.get(url(name, *args, **query))
    for n in (7, 8):
        officer = OfficerFactory(number=f"CC-y{n}", birth_date=date(1965, 3, 1))
        PostingFactory(officer=officer, unit=UnitFactory(code=f"T-B-{n}", parent=cast.a))
        PostingFactory(officer=officer, unit=cast.b, kind="secondment", start=date(2026, 1, 1))
    with CaptureQueriesContext(connection) as three:
        client.get(url(name, *args, **query))
    assert len(three) == len(one)
