"""The directory: public facts of everyone in service, and nothing else of the record."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ContactCard
from staff.models import Officer, Posting
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory

PRIVATE = {
    "note": "loi-rieng",
    "citizen_id": "001099123456",
    "ethnicity": "Dao-rieng",
    "birth_date": date(1971, 3, 17),
    "party_joined": date(1999, 8, 29),
    "service_start": date(1995, 4, 13),
}
TELLS = (
    "loi-rieng",
    "001099123456",
    "Dao-rieng",
    "1971",
    "29/08/1999",
    "13/04/1995",
    "sick",
    "Bệnh viện",
    "ốm",
)


def names(client, **params: str) -> list[str]:
    table = client.get("/danh-ba/", params).context["table"]
    return [row.record["officer__full_name"] for row in table.rows]


# The list


def test_everyone_in_service_is_listed_by_given_name_for_everyone(site: Cast, browse) -> None:
    expected = [
        "Phạm Văn An",
        "Nguyễn Thị Ánh",
        "Đỗ Quốc Bảo",
        "Vũ Đức Bình",
        "Hồ Thị Kim",
        "Lý Thị Loan",
        "Trần Thị Mai",
        "Bùi Thị Ngọc",
        "Đặng Hoài Thu",
    ]
    assert names(browse(site.anh)) == expected
    assert names(browse(site.bao)) == expected


def test_people_who_left_are_not_listed_and_have_no_page(site: Cast, browse) -> None:
    bao = site.officer("bao")
    Posting.objects.filter(officer=bao).update(end=date(2026, 1, 1))
    Officer.objects.filter(user=site.binh).update(service_end=date(2026, 1, 1))
    client = browse(site.anh)
    assert {"Đỗ Quốc Bảo", "Vũ Đức Bình"} & set(names(client)) == set()
    assert [client.get(f"/danh-ba/CC-{name}/").status_code for name in ("bao", "binh", "khong")] == [404] * 3


def test_the_list_is_filtered_by_words_without_marks_and_by_unit(site: Cast, card, browse) -> None:
    card("bao", duties="Tiếp công dân; tiếng Dao")
    client = browse(site.anh)
    assert names(client, q="do quoc") == ["Đỗ Quốc Bảo"]
    assert names(client, q="tieng dao") == ["Đỗ Quốc Bảo"]
    assert names(client, q="CC-an") == ["Phạm Văn An", "Nguyễn Thị Ánh"]
    assert names(client, unit="T-B") == ["Đỗ Quốc Bảo", "Vũ Đức Bình"]
    assert len(names(client, unit="T")) == 9
    assert names(client, q="%") == names(client, unit="khong-co") == []


def test_the_list_says_who_is_away_and_never_why(site: Cast, away, browse) -> None:
    away("bao")
    text = browse(site.anh).get("/danh-ba/").text
    assert text.count("Vắng mặt") == 1
    assert not [told for told in TELLS if told in text]


@pytest.mark.parametrize(
    "path", ["/danh-ba/?sort=xx", "/danh-ba/?page=99999999999", "/danh-ba/?q=" + "x" * 5000]
)
def test_odd_addresses_are_answered(site: Cast, browse, path: str) -> None:
    assert browse(site.anh).get(path).status_code == 200


def test_queries_of_the_directory_do_not_grow(site: Cast, card, away, browse) -> None:
    def queries(path: str) -> int:
        client = browse(site.anh)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    paths = ("/danh-ba/", "/danh-ba/so-do/", "/danh-ba/don-vi/T-B/", "/danh-ba/CC-bao/")
    before = {path: queries(path) for path in paths}
    away("bao")
    for n in range(3):
        new = OfficerFactory(full_name=f"Trần Văn {n}")
        PostingFactory(officer=new, unit=site.b)
        ContactCard.objects.create(officer=new, room="1")
    assert {path: queries(path) for path in paths} == before


# The workbook


def test_who_leads_takes_the_list_along_and_nobody_else(site: Cast, card, browse) -> None:
    card("bao", office_phone="0219 3866 123")
    statuses = {
        name: browse(getattr(site, name)).get("/danh-ba/xlsx/").status_code
        for name in ("an", "mai", "anh", "ngoc")
    }
    assert statuses == {"an": 200, "mai": 200, "anh": 403, "ngoc": 403}
    assert "/danh-ba/xlsx/" not in browse(site.anh).get("/danh-ba/").text


def test_the_workbook_holds_the_filtered_list_and_public_columns_only(site: Cast, card, browse) -> None:
    card("bao", office_phone="0219 3866 123", duties="Tiếp công dân")
    Officer.objects.filter(user=site.bao).update(**PRIVATE)
    content = browse(site.an).get("/danh-ba/xlsx/?q=bao").content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert rows[2] == (
        "Số hiệu công chức",
        "Họ và tên",
        "Chức vụ",
        "Mã đơn vị",
        "Đơn vị",
        "Điện thoại cơ quan",
        "Di động công vụ",
        "Thư điện tử",
        "Phòng làm việc",
        "Việc phụ trách, ngoại ngữ",
    )
    assert [tuple(cell or "" for cell in row) for row in rows[3:]] == [
        ("CC-bao", "Đỗ Quốc Bảo", "", "T-B", site.b.name, "0219 3866 123", "", "", "", "Tiếp công dân")
    ]


# A person


def test_a_person_has_post_unit_contact_and_the_heads_above(site: Cast, card, browse) -> None:
    card("bao", office_phone="0219 3866 123", email="bao@moj.gov.vn", room="P.201", duties="Tiếp công dân")
    response = browse(site.anh).get("/danh-ba/CC-bao/")
    for told in ("Đỗ Quốc Bảo", site.b.name, "0219 3866 123", "bao@moj.gov.vn", "P.201", "Tiếp công dân"):
        assert told in response.text
    assert [step.leading.head.name for step in response.context["entry"].line] == ["Vũ Đức Bình"]


def test_nothing_of_the_record_stands_on_any_page(site: Cast, away, browse) -> None:
    Officer.objects.filter(user=site.bao).update(**PRIVATE)
    away("bao")
    client = browse(site.anh)
    for path in (
        "/danh-ba/",
        "/danh-ba/CC-bao/",
        "/danh-ba/don-vi/T-B/",
        "/danh-ba/so-do/",
        "/tim-kiem/?q=bảo",
    ):
        text = client.get(path).text
        assert not [told for told in TELLS if told in text], path


def test_the_head_reports_to_the_unit_above_and_has_deputies(site: Cast, browse) -> None:
    from staff.models import Post

    Posting.objects.filter(officer__user=site.mai).update(post=Post.objects.get(name="Trưởng THADS tỉnh"))
    Posting.objects.filter(officer__user=site.bao).update(post=Post.objects.get(name="Phó Trưởng phòng"))
    entry = browse(site.anh).get("/danh-ba/CC-binh/").context["entry"]
    assert [step.leading.head.name for step in entry.line] == ["Trần Thị Mai"]
    assert [person.name for person in entry.deputies] == ["Đỗ Quốc Bảo"]
    assert browse(site.anh).get("/danh-ba/CC-mai/").context["entry"].line == ()


def test_while_the_head_is_away_the_page_says_who_acts(site: Cast, away, stands_in, browse) -> None:
    stands_in("bao", site.b, instead_of="binh")
    client = browse(site.anh)
    assert client.get("/danh-ba/CC-binh/").context["entry"].stands_in is None
    away("binh")
    response = client.get("/danh-ba/CC-binh/")
    assert response.context["entry"].stands_in.name == "Đỗ Quốc Bảo"
    assert "Vắng mặt hôm nay" in response.text
    assert client.get("/danh-ba/CC-bao/").context["entry"].line[0].leading.stands_in.name == "Đỗ Quốc Bảo"


def test_a_stand_in_who_is_away_too_is_not_named(site: Cast, away, stands_in, browse) -> None:
    stands_in("bao", site.b, instead_of="binh")
    away("binh")
    away("bao")
    assert browse(site.anh).get("/danh-ba/CC-binh/").context["entry"].stands_in is None


def test_a_unit_without_head_is_led_by_whoever_acts(site: Cast, stands_in, browse) -> None:
    Posting.objects.filter(officer__user=site.binh).update(post=None)
    stands_in("bao", site.b, kind="acting_head")
    entry = browse(site.anh).get("/danh-ba/CC-binh/").context["entry"]
    assert [(s.leading.head.name, s.leading.head.acting) for s in entry.line] == [("Đỗ Quốc Bảo", True)]


# The contact card


def test_one_keeps_the_own_card_and_everyone_sees_it(site: Cast, browse) -> None:
    client = browse(site.bao)
    facts = {
        "office_phone": "0219 3866 123",
        "work_mobile": "",
        "email": "bao@moj.gov.vn",
        "room": "2",
        "duties": "",
    }
    assert client.post("/danh-ba/cua-toi/", {**facts, "seen": "0"}).status_code == 302
    card = ContactCard.objects.get(officer__user=site.bao)
    assert (card.office_phone, card.email) == ("0219 3866 123", "bao@moj.gov.vn")
    assert card.history.get().history_user == site.bao
    assert "0219 3866 123" in browse(site.anh).get("/danh-ba/CC-bao/").text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("office_phone", "gọi lễ tân", "Đây không phải số điện thoại"),
        ("work_mobile", "123", "Đây không phải số điện thoại"),
        ("email", "bao@", "email"),
        ("duties", "x" * 201, "200"),
    ],
)
def test_an_impossible_card_is_refused_and_nothing_changes(site: Cast, browse, field, value, told) -> None:
    response = browse(site.bao).post("/danh-ba/cua-toi/", {field: value, "seen": "0"})
    assert response.status_code == 200
    assert told in response.text
    assert not ContactCard.objects.exists()


def test_personnel_mend_the_cards_of_their_people_and_colleagues_do_not(site: Cast, browse) -> None:
    address = "/danh-ba/CC-bao/lien-he/"
    statuses = {
        name: browse(getattr(site, name)).get(address).status_code
        for name in ("mai", "bao", "anh", "binh", "ngoc")
    }
    assert statuses == {"mai": 200, "bao": 200, "anh": 404, "binh": 404, "ngoc": 404}
    browse(site.anh).post(address, {"room": "9", "seen": "0"})
    assert not ContactCard.objects.exists()
    browse(site.mai).post(address, {"room": "9", "seen": "0"})
    assert ContactCard.objects.get().room == "9"


def test_who_saves_second_is_told_and_may_save_again(site: Cast, card, browse) -> None:
    client = browse(site.bao)
    seen = str(client.get("/danh-ba/cua-toi/").context["seen"])
    card("bao", room="1")
    second = client.post("/danh-ba/cua-toi/", {"room": "2", "seen": "77"})
    assert seen == "0"
    assert "Trần Thị Mai" in second.text
    assert ContactCard.objects.get().room == "1"
    client.post("/danh-ba/cua-toi/", {"room": "2", "seen": str(second.context["seen"])})
    assert ContactCard.objects.get().room == "2"


def test_an_account_without_a_record_is_told_so(site: Cast, browse) -> None:
    site.officer("bao").delete()
    assert "không gắn với công chức nào" in browse(site.bao).get("/danh-ba/cua-toi/").text


@pytest.mark.parametrize(
    "path", ["/danh-ba/", "/danh-ba/so-do/", "/danh-ba/cua-toi/", "/danh-ba/CC-bao/", "/danh-ba/don-vi/T/"]
)
def test_the_directory_is_closed_before_sign_in(client, site: Cast, path: str) -> None:
    assert client.get(path).status_code == 302
