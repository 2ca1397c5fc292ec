"""The list of a period: filters, counts, chart, export, and how many queries it takes."""

import io
from urllib.parse import urlencode

import openpyxl
import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from evaluation.models import Evaluation
from evaluation.templatetags import scores
from staff.models import User
from staff.registries import home_cards, officer_tabs
from tests.conftest import Cast
from tests.evaluation.screens import PERIOD, quarter_of_a, refreshed, signed_in
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import caseload, points, work


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    return quarter_of_a(cast)


def names(cast: Cast, **query: str) -> set[str]:
    page = signed_in(cast.mai).get(f"{PERIOD}?{urlencode(query)}")
    return {row.record.officer.full_name for row in page.context["table"].rows}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "nguyen thi anh"}, {"Nguyễn Thị Ánh"}),
        ({"q": "cc-bao"}, {"Đỗ Quốc Bảo"}),
        ({"unit": "T-B"}, {"Vũ Đức Bình", "Đỗ Quốc Bảo"}),
        ({"band": "xuat_sac"}, {"Đỗ Quốc Bảo"}),
        ({"band": "chua_co", "unit": "T-A"}, {"Phạm Văn An", "Nguyễn Thị Ánh"}),
        ({"flag": "missing_general", "unit": "T-A"}, {"Phạm Văn An", "Nguyễn Thị Ánh"}),
        ({"flag": "missing_work", "unit": "T-A"}, {"Phạm Văn An"}),
        ({"state": "confirmed"}, set()),
    ],
)
def test_filters(cast: Cast, form: Evaluation, query: dict[str, str], expected: set[str]) -> None:
    assert names(cast, **query) == expected


def test_counts_by_unit_band_and_state(cast: Cast, form: Evaluation) -> None:
    overview = signed_in(cast.mai).get(PERIOD).context["overview"]
    assert {
        unit.code: (unit.total, unit.bands["xuat_sac"], unit.states["draft"]) for unit in overview.units
    } == {
        "T": (5, 0, 5),
        "T-A": (2, 0, 2),
        "T-B": (2, 1, 2),
    }


def test_the_chart_is_an_image_without_scripts(cast: Cast, form: Evaluation) -> None:
    response = signed_in(cast.mai).get(f"{PERIOD}bieu-do.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<script" not in response.content
    assert "Hoàn thành xuất sắc" in response.content.decode()


def exported(user: User, query: str = "") -> list[list[object]]:
    response = signed_in(user).get(f"{PERIOD}danh-sach.xlsx{query}")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_the_export_keeps_scope_and_filters(cast: Cast, form: Evaluation) -> None:
    assert [row[1] for row in exported(cast.binh)] == ["Đỗ Quốc Bảo", "Vũ Đức Bình"]
    assert [row[1] for row in exported(cast.mai, "?q=anh&unit=T-A")] == ["Nguyễn Thị Ánh"]


def queries(cast: Cast, address: str) -> int:
    client = signed_in(cast.mai)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def more_people(cast: Cast) -> None:
    for number in range(2):
        officer = OfficerFactory(full_name=f"Trần Văn Thêm {number}")
        PostingFactory(officer=officer, unit=cast.a)
        work(officer, cast.a, "10", "9")
        points(officer, cast.a)
        for months in (9, 12):
            caseload(officer, cast.a, months, months * 10)
    refreshed(cast)


@pytest.mark.parametrize(
    "address",
    [
        f"{PERIOD}?unit=T-A&q=a",
        f"{PERIOD}danh-sach.xlsx",
        f"{PERIOD}bieu-do.svg",
        "/danh-gia/ky/",
        "/danh-gia/an/",
    ],
)
def test_lists_take_the_same_number_of_queries_for_more_rows(
    cast: Cast, form: Evaluation, address: str
) -> None:
    before = queries(cast, address)
    more_people(cast)
    assert queries(cast, address) == before


def test_a_booklet_takes_the_same_number_of_queries_for_more_forms(cast: Cast, form: Evaluation) -> None:
    before = queries(cast, f"{PERIOD}so/T-A.pdf")
    more_people(cast)
    assert queries(cast, f"{PERIOD}so/T-A.pdf") == before


def asking(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=user.pk)
    return request


def cards(user: User) -> str:
    return "".join(card.render(asking(user)) for card in home_cards)


def test_home_cards(cast: Cast, form: Evaluation) -> None:
    pages = {name: cards(getattr(cast, name)) for name in ("anh", "an", "mai")}
    assert "Tự chấm quý III năm 2026" in pages["anh"]
    assert "Chờ xác nhận: 1 phiếu" in pages["an"]
    assert "Chờ xác nhận" not in pages["anh"]
    assert f"{PERIOD}?state=draft" in pages["mai"]


def test_the_home_card_of_the_own_caseload_leads_to_the_own_months_only(cast: Cast, form: Evaluation) -> None:
    shown = {
        name: "Kết quả thi hành án của tôi" in cards(getattr(cast, name)) for name in ("anh", "an", "mai")
    }
    assert shown == {"anh": True, "an": False, "mai": False}
    assert '/danh-gia/an/CC-anh/"' in cards(cast.anh)


@pytest.mark.parametrize(("title", "in_sentence"), [("Quý III năm 2026", "quý III năm 2026"), ("", "")])
def test_a_title_inside_a_sentence_begins_small(title: str, in_sentence: str) -> None:
    assert scores.in_sentence(title) == in_sentence


def test_tabs_of_the_officer_page_start_at_the_gate(cast: Cast, form: Evaluation) -> None:
    shown = {
        name: [
            tab.key for tab in officer_tabs if tab.visible(asking(getattr(cast, name)), cast.officer("anh"))
        ]
        for name in ("anh", "an", "binh", "thu", "loan")
    }
    ours = {"an", "danh-gia"}
    assert {name: ours & set(keys) for name, keys in shown.items()} == {
        "anh": ours,
        "an": ours,
        "binh": set(),
        "thu": {"an"},
        "loan": set(),
    }


@pytest.mark.parametrize("name", ["anh", "an", "binh", "thu", "loan"])
def test_a_tab_that_is_offered_has_something_and_one_that_is_not_has_nothing(
    cast: Cast, form: Evaluation, name: str
) -> None:
    request, officer = asking(getattr(cast, name)), cast.officer("anh")
    ours = [tab for tab in officer_tabs if tab.key in {"an", "danh-gia"}]
    assert [bool(tab.render(request, officer)) for tab in ours] == [
        tab.visible(request, officer) for tab in ours
    ]
