"""Home and the sections: what is shown, in how many queries."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.models import NewsIndexPage
from staff.registries import HomeCard, HomePart, home_cards
from tests.conftest import Cast


@pytest.fixture
def only_cards(monkeypatch):
    def use(*cards: HomeCard) -> None:
        monkeypatch.setattr("cms.selectors.pages.home_cards", list(cards))

    return use


def queries(client, path: str) -> int:
    client.get(path)  # pictures are made and site roots are read once
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_home_greets_with_name_post_and_unit(site: Cast, browse) -> None:
    text = browse(site.an).get("/").text
    assert "Xin chào, Phạm Văn An" in text
    assert f"Trưởng phòng, {site.a.name}" in text


def test_home_greets_someone_without_a_record(site: Cast, browse) -> None:
    site.officer("anh").delete()
    assert f"Xin chào, {site.anh.get_full_name()}" in browse(site.anh).get("/").text


def test_only_an_editor_is_offered_to_write(site: Cast, browse) -> None:
    address = f"/quan-tri/pages/add/cms/newspage/{NewsIndexPage.objects.get().pk}/"
    assert {
        name: address in browse(getattr(site, name)).get("/tin-tuc/").text for name in ("loan", "anh")
    } == {
        "loan": True,
        "anh": False,
    }
    assert browse(site.loan).get(address).status_code == 200


def test_home_shows_registered_cards_that_have_something_for_this_person(
    site: Cast, browse, only_cards
) -> None:
    only_cards(
        HomeCard("last", lambda request: "<p>Thẻ cuối</p>", order=90, wide=True),
        HomeCard("mine", lambda request: f"<p>Của {request.user.username}</p>", order=10),
        HomeCard("nothing", lambda request: "", order=20),
    )
    text = browse(site.anh).get("/").text
    assert text.index("Của anh") < text.index("Thẻ cuối")
    assert text.count("data-card=") == 2
    assert '<div class="home-card wide" data-card="last">' in text


def test_home_says_first_what_waits_then_what_is_mine_then_what_is_the_units(
    site: Cast, browse, only_cards
) -> None:
    only_cards(
        HomeCard("unit", lambda request: "<p>Bảng đơn vị</p>", order=1),
        HomeCard("glance", lambda request: "<p>Quý của tôi</p>", order=2, part=HomePart.MINE),
        HomeCard("wait", lambda request: "<p>Phiếu chờ ký</p>", order=3, part=HomePart.WAITING),
    )
    text = browse(site.anh).get("/").text
    places = [text.index(words) for words in ("Chờ tôi xử lý", "Phiếu chờ ký", "Quý của tôi", "Bảng đơn vị")]
    assert places == sorted(places)


def test_home_without_cards_or_news_is_not_empty_handed(site: Cast, browse, only_cards) -> None:
    only_cards()
    text = browse(site.anh).get("/").text
    assert "data-card=" not in text
    assert "Chưa có tin nào" in text


def test_the_registry_of_cards_is_the_one_of_staff() -> None:
    from cms.selectors import pages as selectors

    assert selectors.home_cards is home_cards


@pytest.mark.parametrize(
    ("path", "words"), [("/tin-tuc/", "Chưa có tin nào"), ("/huong-dan/", "Chưa có hướng dẫn nào")]
)
def test_an_empty_section_says_so(site: Cast, browse, path: str, words: str) -> None:
    assert words in browse(site.anh).get(path).text


def titles(response) -> list[str]:
    import re

    return re.findall(r"<h2><a [^>]*>([^<]*)</a></h2>", response.text)


def test_news_is_listed_newest_first_and_by_year(site: Cast, browse, add_news) -> None:
    for title, day in (("Cũ", date(2025, 5, 1)), ("Mới", date(2026, 5, 1)), ("Giữa", date(2026, 2, 1))):
        add_news(title, date=day)
    add_news("Nháp", publish=False)
    anh = browse(site.anh)
    assert titles(anh.get("/tin-tuc/")) == ["Mới", "Giữa", "Cũ"]
    assert titles(anh.get("/tin-tuc/?nam=2026")) == ["Mới", "Giữa"]
    assert titles(anh.get("/tin-tuc/?nam=2025")) == ["Cũ"]


@pytest.mark.parametrize(
    "asked", ["?nam=abc", "?nam=1999", "?nam=²", "?nam=-1", "?page=abc", "?page=-1", "?page=99"]
)
def test_an_odd_year_or_page_shows_the_list_all_the_same(site: Cast, browse, add_news, asked: str) -> None:
    add_news("Có")
    assert titles(browse(site.anh).get(f"/tin-tuc/{asked}")) == ["Có"]


def test_the_second_page_goes_on_within_the_year(site: Cast, browse, add_news) -> None:
    for number in range(1, 13):
        add_news(f"Tin {number}", date=date(2026, number, 1))
    add_news("Năm trước", date=date(2025, 1, 1))
    response = browse(site.anh).get("/tin-tuc/?nam=2026&page=2")
    assert titles(response) == ["Tin 2", "Tin 1"]
    assert "?nam=2026&amp;page=1" in response.text


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/huong-dan/"])
def test_lists_take_as_many_queries_for_three_pages_as_for_one(
    site: Cast, browse, add_news, add_guidance, only_cards, path: str
) -> None:
    only_cards()
    image = Image.objects.create(title="Ảnh", file=get_test_image_file())
    anh = browse(site.anh)
    counts = []
    for number in (1, 2, 3):
        add_news(f"Tin {number}", lead_picture=image, on_behalf_of=site.a)
        add_guidance(f"Hướng dẫn {number}", owner_unit=site.b)
        cache.clear()
        counts.append(queries(anh, path))
    assert counts[0] == counts[2], counts
