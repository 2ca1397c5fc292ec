"""Screens of the year: who opens what, what they show, what a form refuses, how many queries a list takes."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import Meeting, YearRating
from evaluation.selectors.years.calibration import calibration
from staff.models import Discipline
from staff.registries import home_cards
from tests.conftest import Cast
from tests.evaluation.screens import said, signed_in
from tests.evaluation.years.building import (
    head_of_province,
    newcomer,
    opened,
    organisation,
    rating_of,
    ready,
    scored,
    sign,
    whole_year,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def huy(cast: Cast):
    return head_of_province(cast)


def url(name: str, *arguments: object) -> str:
    return reverse(f"evaluation:{name}", args=arguments)


def people(cast: Cast, *points: str) -> list[YearRating]:
    officers = [newcomer(cast.a, number) for number in range(len(points))]
    for officer, value in zip(officers, points, strict=True):
        whole_year(officer, cast.a, value)
    opened()
    ready(*[rating_of(officer) for officer in officers])
    return [rating_of(officer) for officer in officers]


def test_opening_a_year_and_its_board(cast: Cast) -> None:
    page = signed_in(cast.mai).post(url("year_open"), {"year": "2026"}, follow=True)
    assert "dự thảo" in said(page)[0]
    assert {row.record.officer.full_name for row in page.context["table"].rows} >= {
        "Nguyễn Thị Ánh",
        "Đỗ Quốc Bảo",
    }


@pytest.mark.parametrize(
    ("year", "words"), [("2025", "90/2020"), ("2030", "khoản 1 Điều 19"), ("abc", "Nhập năm")]
)
def test_a_year_that_cannot_be_opened_says_why(cast: Cast, year: str, words: str) -> None:
    page = signed_in(cast.mai).post(url("year_open"), {"year": year}, follow=True)
    assert words in said(page)[0]
    assert not YearRating.objects.exists()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=thu+001", {"Lê Văn Thứ 001"}),
        ("unit=T-B", {"Vũ Đức Bình", "Đỗ Quốc Bảo"}),
        ("group=chap_hanh_vien", {"Lê Văn Thứ 000", "Lê Văn Thứ 001"}),
        ("flag=organisation_waits", {"Phạm Văn An", "Vũ Đức Bình"}),
        ("flag=forced", {"Lê Văn Thứ 001"}),
        ("state=signed", set()),
    ],
)
def test_filters_of_the_board(cast: Cast, query: str, expected: set[str]) -> None:
    second = newcomer(cast.a, 1)
    newcomer(cast.a, 0)
    Discipline.objects.create(
        officer=second, form="khien_trach", act="x", public_duty=True, start=date(2026, 2, 2)
    )
    opened()
    page = signed_in(cast.mai).get(f"{url('year', 2026)}?{query}")
    assert {row.record.officer.full_name for row in page.context["table"].rows} == expected


def test_the_workbook_has_the_rows_of_the_screen(cast: Cast) -> None:
    people(cast, "80.5")
    content = signed_in(cast.mai).get(f"{url('year_xlsx', 2026)}?q=thu").content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert any("Lê Văn Thứ 000" in [str(cell) for cell in row] for row in rows)
    assert any(80.5 in row for row in rows)


def test_lists_take_the_same_queries_for_one_and_for_three(cast: Cast, huy) -> None:
    counts = []
    for first, points in ((0, ["95"]), (10, ["95", "94", "93"])):
        for number, value in enumerate(points, start=first):
            whole_year(newcomer(cast.a, number), cast.a, value)
        opened()
        found = []
        for user, name in ((cast.mai, "year"), (cast.mai, "year_calibration"), (huy, "year_sign")):
            client = signed_in(user)
            client.get(url(name, 2026))
            with CaptureQueriesContext(connection) as caught:
                assert client.get(url(name, 2026)).status_code == 200
            found.append(len(caught))
        counts.append(found)
    assert counts[0] == counts[1]


def test_the_sheet_explains_down_to_form_row_and_article(cast: Cast) -> None:
    anh = cast.officer("anh")
    form = scored(anh, cast.a, "2026-Q3", "87.0833333333")
    Discipline.objects.create(
        officer=anh,
        form="khien_trach",
        act="Chậm gửi hồ sơ",
        public_duty=True,
        start=date(2026, 2, 2),
        decision="7/QĐ",
    )
    opened()
    page = signed_in(cast.mai).get(url("year_rating", rating_of(anh).pk)).content.decode()
    assert url("form", form.pk) in page
    assert "(3 × 87,0833…) / 3" in page
    assert "Chậm gửi hồ sơ" in page
    assert "11.3.a, 20.4.c" in page
    # A leader without the record of discipline sees the reason and the article, not the case.
    own = signed_in(cast.anh).get(url("year_rating", rating_of(anh).pk)).content.decode()
    assert "11.3.a, 20.4.c" in own


def test_the_officer_rates_himself_and_may_not_rate_others(cast: Cast) -> None:
    opened()
    anh, bao = rating_of(cast.officer("anh")), rating_of(cast.officer("bao"))
    client = signed_in(cast.anh)
    assert client.get(url("year_self_rate", bao.pk)).status_code == 404
    bad = client.post(url("year_self_rate", anh.pk), {"band": "tot", "text": "☐"})
    assert "U+2610" in bad.content.decode()
    client.post(url("year_self_rate", anh.pk), {"band": "tot", "text": "Báo cáo năm"})
    assert (rating_of(cast.officer("anh")).self_band, rating_of(cast.officer("anh")).state) == (
        "tot",
        "self_rated",
    )


def card(key: str, user) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return next(card for card in home_cards if card.key == key).render(request)


def test_home_shows_what_waits(cast: Cast, huy) -> None:
    assert card("self-rate", cast.anh) == card("rate", huy) == ""
    people(cast, "80")
    assert url("year_self_rate", rating_of(cast.officer("anh")).pk) in card("self-rate", cast.anh)
    assert url("year_sign", 2026) in card("rate", huy)
    assert card("rate", cast.mai) == ""


def test_the_officer_page_has_the_tab(cast: Cast) -> None:
    opened()
    page = signed_in(cast.mai).get(f"{reverse('staff:officer', args=['CC-anh'])}?tab=xep-loai-nam")
    assert url("year_rating", rating_of(cast.officer("anh")).pk) in page.content.decode()


def test_proposals_of_a_unit_in_one_table(cast: Cast) -> None:
    first, second = people(cast, "80", "95")
    data = {f"b_{first.pk}": "tot", f"r_{first.pk}": "", f"b_{second.pk}": "tot", f"r_{second.pk}": ""}
    client, where = signed_in(cast.mai), url("year_proposals", 2026, "T-A")
    refused = client.post(where, data)
    assert "Điều 20" in str(refused.context["form"].non_field_errors())
    assert rating_of(first.officer).proposed == ""
    client.post(where, {**data, f"r_{second.pk}": "Giữ tỷ lệ của cơ quan"})
    assert [rating_of(r.officer).proposed for r in (first, second)] == ["tot", "tot"]


def test_opinions_and_handling_come_back_as_they_were(cast: Cast) -> None:
    opened()
    an = rating_of(cast.officer("an"))
    data = {
        "comments": "Nhất trí", "party_opinion": "Cấp ủy nhất trí", "handlings": ["0", "3"],
        "handling": "Cử đi đào tạo", "act_days": "01/03/2026, 5/4/2026",
    }  # fmt: skip
    client = signed_in(cast.mai)
    client.post(url("year_opinions", an.pk), data)
    kept = rating_of(cast.officer("an"))
    assert (kept.party_opinion, kept.trace["acts_used"]) == ("Cấp ủy nhất trí", ["2026-03-01", "2026-04-05"])
    initial = client.get(url("year_opinions", an.pk)).context["form"].initial
    assert (initial["handlings"], initial["handling"]) == (["0", "3"], "Cử đi đào tạo")
    bad = client.post(url("year_opinions", an.pk), {**data, "act_days": "31/02/2026"})
    assert "31/02/2026" in str(bad.context["form"]["act_days"].errors)


def signing_data(*rows: tuple[YearRating, str, str], **more: str) -> dict[str, str]:
    data = {"number": "12/QĐ", "day": "20/11/2026", "open_ground": "Căn cứ", **more}
    for rating, band, reason in rows:
        data |= {f"s_{rating.pk}": "on", f"b_{rating.pk}": band, f"r_{rating.pk}": reason}
    return data


def test_signing_on_the_screen_blocks_over_the_cap_and_names_it(cast: Cast, huy) -> None:
    ratings = people(cast, "95", "94", "80", "80", "80", "80", "80")
    client, where = signed_in(huy), url("year_sign", 2026)
    rows = [(r, "xuat_sac" if n < 2 else "tot", "") for n, r in enumerate(ratings)]
    refused = client.post(where, signing_data(*rows))
    assert "Điều 20.5.a" in str(refused.context["form"].non_field_errors())
    assert not YearRating.objects.filter(state="signed").exists()
    rows[1] = (ratings[1], "tot", "Bảo đảm tỷ lệ")
    page = client.post(where, signing_data(*rows), follow=True)
    assert "7" in said(page)[0]
    kept = rating_of(ratings[0].officer)
    assert (kept.band, kept.pdf.read()[:5]) == ("xuat_sac", b"%PDF-")
    form = client.get(url("year_form_pdf", kept.pk))
    assert form["X-Document-SHA256"] == kept.pdf_sha256
    assert client.get(url("year_notice_pdf", kept.pk)).content[:5] == b"%PDF-"


def test_signing_needs_somebody_a_number_and_the_verb(cast: Cast, huy) -> None:
    people(cast, "80")
    page = signed_in(huy).post(url("year_sign", 2026), {"number": "", "day": "32/13/2026"})
    assert {"number", "day", "__all__"} <= set(page.context["form"].errors)
    assert signed_in(cast.mai).get(url("year_sign", 2026)).status_code == 403


def test_a_head_cannot_be_signed_before_the_organisation_20_6(cast: Cast, huy) -> None:
    an = cast.officer("an")
    whole_year(an, cast.a, "80")
    opened()
    ready(rating_of(an))
    page = signed_in(huy).post(url("year_sign", 2026), signing_data((rating_of(an), "tot", "")))
    assert "20.6" in str(page.context["form"].non_field_errors())
    organisation(cast.a, "tot")
    signed_in(huy).post(url("year_sign", 2026), signing_data((rating_of(an), "tot", "")))
    assert rating_of(an).state == "signed"


def test_a_new_decision_on_the_screen_21_3(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    sign(huy, (rating, "tot"), decision=_decision())
    where = url("year_rerate", rating.pk)
    data = {
        "band": "hoan_thanh",
        "why": "Sai sót",
        "reason": "Sai sót",
        "number": "30/QĐ",
        "day": "21/11/2026",
    }
    assert signed_in(cast.an).get(where).status_code == 404
    page = signed_in(huy).post(where, data, follow=True)
    assert rating_of(rating.officer).version == 2, page.context.get("form") and page.context["form"].errors
    again = signed_in(huy).get(where, follow=True)
    assert "21" in said(again)[0]


def _decision():
    from evaluation.services.years.signing import Decision

    return Decision("12/QĐ", date(2026, 11, 20), "Căn cứ")


def meeting_data(cast: Cast, rating: YearRating, **more: str) -> dict[str, str]:
    return {
        "held_on": "10/11/2026", "place": "Phòng họp", "chair": str(cast.officer("an").pk), "secretary": "",
        "summoned": "3", "present": "3", "absent": "", "course": "Nội dung", "conclusion": "",
        f"on_{rating.pk}": "on", f"c_{rating.pk}": "Nhất trí", **more,
    }  # fmt: skip


def test_minutes_are_kept_corrected_and_printed(cast: Cast) -> None:
    opened()
    anh = rating_of(cast.officer("anh"))
    client, where = signed_in(cast.an), f"{url('meeting_new', 2026)}?unit=T-A"
    page = client.post(where, meeting_data(cast, anh, present="4"))
    assert page.context["form"].errors["present"]
    client.post(where, meeting_data(cast, anh))
    held = Meeting.objects.get()
    assert rating_of(cast.officer("anh")).comments == "Nhất trí"
    client.post(url("meeting_edit", held.pk), meeting_data(cast, anh, course="Sửa"))
    assert Meeting.objects.get().course == "Sửa"
    assert client.get(url("meeting_pdf", held.pk)).content[:5] == b"%PDF-"
    assert client.get(url("meeting", held.pk)).status_code == 200
    assert signed_in(cast.binh).get(url("meeting", held.pk)).status_code == 404
    assert client.get(f"{url('meeting_new', 2026)}?unit=T-B").status_code == 404


def test_the_calibration_board_counts_orders_and_warns_20_5(cast: Cast) -> None:
    people(cast, "95", "94", "94", "80", "80", "80", "80")
    (board,) = calibration(cast.mai, 2026)
    circle = next(circle for circle in board.circles if circle.name == "Chấp hành viên")
    assert (circle.people, circle.good, circle.excellent, circle.quota, circle.over) == (7, 4, 3, 1, 2)
    assert [(person.place, person.tied, person.beyond) for person in circle.order[:3]] == [
        (1, False, False),
        (2, True, True),
        (2, True, True),
    ]
    assert [(r.in_force, r.quota_usual, r.quota_outstanding) for r in circle.readings] == [
        (True, 1, 1),
        (False, 1, 1),
    ]
    assert circle.small is False


def test_part_of_an_agency_gets_no_board(cast: Cast) -> None:
    people(cast, "95")
    assert calibration(cast.an, 2026) == []
    page = signed_in(cast.an).get(url("year_calibration", 2026)).content.decode()
    assert "Lê Văn Thứ" not in page
    assert [board.code for board in calibration(cast.kim, 2026)] == ["T"]


def test_signed_ratings_take_no_input(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    sign(huy, (rating, "tot"), decision=_decision())
    page = signed_in(cast.mai).get(url("year_opinions", rating.pk), follow=True)
    assert "21" in said(page)[0]


def test_the_interface_is_vietnamese(cast: Cast, huy) -> None:
    ratings = people(cast, "95", "80")
    pages = [
        (cast.mai, url("years")),
        (cast.mai, url("year", 2026)),
        (cast.mai, url("year_calibration", 2026)),
        (cast.mai, url("year_rating", ratings[0].pk)),
        (cast.mai, url("year_proposals", 2026, "T-A")),
        (huy, url("year_sign", 2026)),
        (cast.mai, url("meeting_new", 2026) + "?unit=T-A"),
    ]
    for user, where in pages:
        body = signed_in(user).get(where).content.decode()
        for word in ("Rating", "Proposal", "Meeting", "Sign ", "Quota", "Mean of", "Months"):
            assert f">{word}" not in body, (where, word)
