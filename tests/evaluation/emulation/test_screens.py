"""The screens of emulation: who sees what, batches, reasons, sessions, decisions, files; bad input says why."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from evaluation.models import AwardProposal, CouncilSession, Initiative
from staff.models import AwardHeld
from tests.conftest import Cast
from tests.evaluation.emulation.building import crowd, initiative, law, punished, rated, unit_rated
from tests.evaluation.screens import said, signed_in

pytestmark = pytest.mark.django_db
BASE = "/danh-gia/thi-dua/2026/"
TITLE = f"{BASE}xet/LDTT/"


@pytest.fixture
def agency(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast on 20/12/2026 under the law of emulation; Ánh and Bảo rated "tốt"."""
    for module in ("board", "candidates", "proposals", "sessions", "decisions", "initiatives", "asking"):
        monkeypatch.setattr(f"evaluation.views.emulation.{module}.localdate", lambda: date(2026, 12, 20))
    law(cast)
    rated(cast.officer("anh"), cast.a)
    rated(cast.officer("bao"), cast.b)
    return cast


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def proposal_of(cast: Cast, name: str, code: str = "LDTT") -> AwardProposal:
    return AwardProposal.objects.get(officer=cast.officer(name), award__code=code)


def tick(cast: Cast, *names: str, code: str = "LDTT"):
    keys = [cast.officer(name).pk for name in names]
    return signed_in(cast.mai).post(f"{BASE}xet/{code}/de-nghi/", {"pk": keys}, follow=True)


def session_through_the_form(cast: Cast, votes: int = 7, **more) -> CouncilSession:
    """Entered, voted, closed as personnel does it."""
    client = signed_in(cast.mai)
    data = {
        "unit": "T",
        "held_on": "10/12/2026",
        "chair": "Ông Chủ tịch",
        "secretary": "Bà Thư ký",
        "members": "9",
        "present": "7",
        "course": "Đã thảo luận.",
    }
    client.post(f"{BASE}phien-hop/moi/", data | more)
    session = CouncilSession.objects.latest("pk")
    open_ones = AwardProposal.objects.filter(stage="proposed")
    client.post(f"/danh-gia/thi-dua/phien-hop/{session.pk}/", {f"vote-{row.pk}": votes for row in open_ones})
    client.post(f"/danh-gia/thi-dua/phien-hop/{session.pk}/ket-thuc/")
    session.refresh_from_db()
    return session


def decision(**more) -> dict:
    data = {"number": "15/QĐ-THADS", "day": "15/12/2026", "decided_by": "Trưởng THADS tỉnh T"}
    return (
        data
        | {"proposals": list(AwardProposal.objects.filter(stage="passed").values_list("pk", flat=True))}
        | more
    )


# --- the board


def test_the_short_address_leads_to_this_year(agency: Cast) -> None:
    assert signed_in(agency.mai).get("/danh-gia/thi-dua/").headers["Location"] == BASE


def test_the_board_counts_by_title_and_unit_and_shows_the_cap(agency: Cast) -> None:
    crowd(agency.a, 6)
    text = page(signed_in(agency.mai), BASE)
    assert "Lao động tiên tiến × 15%" in text
    board = signed_in(agency.mai).get(BASE).context["board"]
    by_code = {line.award.code: line.counts for line in board.titles}
    assert (by_code["LDTT"].eligible, by_code["LDTT"].proposed) == (8, 0)
    assert board.rated == 8
    units = {line.code: line for line in board.units}
    assert units["T-A"].titles[0].eligible == 7


def test_a_year_without_ratings_is_told_not_empty(agency: Cast) -> None:
    assert "Chưa ai trong danh sách này có kết quả xếp loại năm 2024" in page(
        signed_in(agency.mai), "/danh-gia/thi-dua/2024/"
    )
    assert "Chưa xác định được điều kiện của năm 2024" in page(
        signed_in(agency.mai), "/danh-gia/thi-dua/2024/xet/LDTT/"
    )


def test_the_board_warns_of_what_was_not_checked_against_the_law(agency: Cast) -> None:
    assert "Luật 06/2026/QH16" in page(signed_in(agency.mai), BASE)


def test_a_head_of_an_office_sees_the_own_office_and_no_cap_of_the_province(agency: Cast) -> None:
    response = signed_in(agency.an).get(BASE)
    assert [line.code for line in response.context["board"].units] == ["T-A"]
    assert response.context["board"].caps == []


def test_an_officer_sees_the_own_verdicts_only(agency: Cast) -> None:
    text = page(signed_in(agency.anh), BASE)
    assert "Điều kiện từng danh hiệu" in text
    assert "năm 2026: Hoàn thành tốt nhiệm vụ" in text
    assert "Đỗ Quốc Bảo" not in text


@pytest.mark.parametrize("year", [1999, 2027, 99999])
def test_years_that_no_board_can_have_are_not_found(agency: Cast, year: int) -> None:
    assert signed_in(agency.mai).get(f"/danh-gia/thi-dua/{year}/").status_code == 404


def test_the_titles_as_at_a_day_with_versions_and_basis(agency: Cast) -> None:
    client = signed_in(agency.mai)
    text = page(client, "/danh-gia/thi-dua/danh-hieu/?at=30/06/2026")
    assert "2.340.000" in text
    assert "702.000" in text
    assert "NĐ 152/2025/NĐ-CP" in text
    assert "759.000" in page(client, "/danh-gia/thi-dua/danh-hieu/?at=01/07/2026")
    assert "Không có danh hiệu nào tại ngày đó" in page(client, "/danh-gia/thi-dua/danh-hieu/?at=31/12/2023")
    assert "dd/mm/yyyy" in page(client, "/danh-gia/thi-dua/danh-hieu/?at=mai")


# --- proposing


def test_ticking_proposes_those_who_meet_every_condition(agency: Cast) -> None:
    response = tick(agency, "anh", "bao")
    assert said(response) == ["Đã lập 2 đề nghị."]
    assert set(AwardProposal.objects.values_list("unit__code", flat=True)) == {"T-A", "T-B"}


def test_only_those_who_meet_every_condition_can_be_ticked(agency: Cast) -> None:
    text = page(signed_in(agency.mai), TITLE)
    boxes = re.findall(r'name="pk" value="(\d+)"', text)
    assert {int(box) for box in boxes} == {agency.officer("anh").pk, agency.officer("bao").pk}
    assert "Đề nghị kèm lý do" in text


def test_a_box_that_was_forged_is_told_the_condition(agency: Cast) -> None:
    (told,) = said(tick(agency, "an"))
    assert "chưa có kết quả xếp loại" in told
    assert not AwardProposal.objects.exists()


def test_ticking_twice_is_refused_and_says_who(agency: Cast) -> None:
    tick(agency, "anh")
    (told,) = said(tick(agency, "anh", "bao"))
    assert "Nguyễn Thị Ánh" in told
    assert AwardProposal.objects.count() == 1


def test_nothing_ticked_is_told(agency: Cast) -> None:
    assert said(tick(agency)) == ["Hãy chọn ít nhất một trường hợp trong danh sách."]


def test_a_single_proposal_without_the_reason_it_needs_is_marked_at_the_field(agency: Cast) -> None:
    url = f"{BASE}xet/CSTDCS/ca-nhan/{agency.officer('anh').pk}/"
    client = signed_in(agency.mai)
    assert "không có sáng kiến" in page(client, url)
    assert "reason" in client.post(url, {"reason": "  "}).context["form"].errors
    client.post(url, {"reason": "Thành tích đặc biệt"})
    assert proposal_of(agency, "anh", "CSTDCS").reason == "Thành tích đặc biệt"


def test_someone_under_discipline_has_no_form_and_is_refused_all_the_same(agency: Cast) -> None:
    punished(agency.officer("anh"), date(2026, 5, 1), date(2027, 5, 1))
    url = f"{TITLE}ca-nhan/{agency.officer('anh').pk}/"
    client = signed_in(agency.mai)
    assert "Không được đề nghị danh hiệu này" in page(client, url)
    assert client.post(url, {"reason": "Xin xét"}).status_code == 200
    assert not AwardProposal.objects.exists()


def test_a_collective_is_proposed_by_its_own_form(agency: Cast) -> None:
    unit_rated(agency.a)
    url = f"{BASE}xet/TTLDTT/tap-the/{agency.a.pk}/"
    client = signed_in(agency.mai)
    assert "0/2 người đã có quyết định" in page(client, url)
    client.post(url, {"reason": "Tập thể tiêu biểu"})
    assert AwardProposal.objects.get().unit == agency.a


@pytest.mark.parametrize("code", ["KHONG-CO", "TTLDTT"])
def test_a_title_the_law_does_not_know_or_of_the_other_kind_is_not_found(agency: Cast, code: str) -> None:
    url = f"{BASE}xet/{code}/ca-nhan/{agency.officer('anh').pk}/"
    assert signed_in(agency.mai).get(url).status_code == 404


def test_heads_see_candidates_but_do_not_propose(agency: Cast) -> None:
    text = page(signed_in(agency.an), TITLE)
    assert "Nguyễn Thị Ánh" in text
    assert "Đỗ Quốc Bảo" not in text
    assert 'name="pk"' not in text
    response = signed_in(agency.an).post(f"{TITLE}de-nghi/", {"pk": agency.officer("anh").pk})
    assert response.status_code == 403


def test_filters_of_candidates_and_what_cannot_be_read_is_left_out(agency: Cast) -> None:
    client = signed_in(agency.mai)
    assert "Đỗ Quốc Bảo" not in page(client, f"{TITLE}?unit=T-A")
    assert "Nguyễn Thị Ánh" in page(client, f"{TITLE}?q=nguyen thi anh&outcome=yes")
    assert "Đỗ Quốc Bảo" in page(client, f"{TITLE}?outcome=²&unit=X&made=1")


# --- the council and the decision


def test_the_whole_way_through_the_forms(agency: Cast) -> None:
    tick(agency, "anh", "bao")
    session = session_through_the_form(agency)
    assert session.closed_at is not None
    client = signed_in(agency.mai)
    assert "759.000" in page(client, f"{BASE}quyet-dinh/")
    client.post(f"{BASE}quyet-dinh/", decision())
    assert AwardHeld.objects.filter(name="Lao động tiên tiến", year=2026).count() == 2
    assert "15/QĐ-THADS" in page(client, f"{BASE}de-nghi/")
    assert "Lao động tiên tiến" in page(signed_in(agency.anh), BASE)


def test_votes_above_those_present_are_marked_and_nothing_is_kept(agency: Cast) -> None:
    tick(agency, "anh")
    session = session_through_the_form(agency, votes=8)
    row = proposal_of(agency, "anh")
    assert (row.votes_for, session.closed_at) == (None, None)
    response = signed_in(agency.mai).post(
        f"/danh-gia/thi-dua/phien-hop/{session.pk}/", {f"vote-{row.pk}": "²"}
    )
    assert response.status_code == 200
    assert f"vote-{row.pk}" in response.context["form"].errors


def test_a_session_in_the_future_is_marked_at_the_day(agency: Cast) -> None:
    data = {"unit": "T", "held_on": "21/12/2026", "chair": "A", "members": "9", "present": "7"}
    response = signed_in(agency.mai).post(f"{BASE}phien-hop/moi/", data)
    assert response.context["form"].errors["held_on"] == ["Ngày họp ở tương lai"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": "09/12/2026"}, "day"),
        ({"day": "31/02/2026"}, "day"),
        ({"number": ""}, "number"),
        ({"proposals": []}, "proposals"),
        ({"proposals": ["999999"]}, "proposals"),
    ],
)
def test_an_impossible_decision_is_marked_at_the_field(agency: Cast, more, field) -> None:
    tick(agency, "anh")
    session_through_the_form(agency)
    response = signed_in(agency.mai).post(f"{BASE}quyet-dinh/", decision(**more))
    assert list(response.context["form"].errors) == [field]
    assert not AwardHeld.objects.exists()


def test_a_decision_above_the_cap_is_refused_with_the_figures(agency: Cast) -> None:
    initiative(agency.officer("anh"), agency.a)
    tick(agency, "anh", "bao")
    tick(agency, "anh", code="CSTDCS")
    session_through_the_form(agency)
    response = signed_in(agency.mai).post(f"{BASE}quyet-dinh/", decision())
    (told,) = response.context["form"].errors["proposals"]
    assert "đã hết tỷ lệ" in told
    assert "15% là 0" in told
    assert not AwardHeld.objects.exists()


def test_a_proposal_is_taken_back_or_refused_with_a_reason(agency: Cast) -> None:
    tick(agency, "anh", "bao")
    client, anh, bao = signed_in(agency.mai), proposal_of(agency, "anh"), proposal_of(agency, "bao")
    assert (
        "reason"
        in client.post(f"/danh-gia/thi-dua/de-nghi/{anh.pk}/rut/", {"reason": " "}).context["form"].errors
    )
    client.post(f"/danh-gia/thi-dua/de-nghi/{anh.pk}/rut/", {"reason": "Nhập nhầm"})
    client.post(f"/danh-gia/thi-dua/de-nghi/{bao.pk}/khong-tang/", {"reason": "Có đơn tố cáo"})
    assert list(AwardProposal.objects.all()) == [bao]
    assert "Có đơn tố cáo" in page(client, f"/danh-gia/thi-dua/de-nghi/{bao.pk}/")


def test_leaders_of_offices_see_no_session_of_the_province(agency: Cast) -> None:
    session = session_through_the_form(agency)
    assert signed_in(agency.an).get(f"/danh-gia/thi-dua/phien-hop/{session.pk}/").status_code == 404
    assert signed_in(agency.anh).get(f"{BASE}phien-hop/").status_code == 403
    auditor = signed_in(agency.kim)
    assert auditor.get(f"/danh-gia/thi-dua/phien-hop/{session.pk}/").status_code == 200
    assert auditor.post(f"/danh-gia/thi-dua/phien-hop/{session.pk}/", {}).status_code == 403


# --- initiatives


def test_an_initiative_through_the_form_and_its_correction(agency: Cast) -> None:
    client = signed_in(agency.mai)
    data = {
        "number": "CC-anh",
        "year": "2026",
        "title": "Sổ tay xác minh",
        "level": "co_so",
        "decision": "7/QĐ",
        "decision_date": "02/11/2026",
    }
    client.post("/danh-gia/thi-dua/sang-kien/moi/", data)
    row = Initiative.objects.get()
    client.post(f"/danh-gia/thi-dua/sang-kien/{row.pk}/", data | {"level": "bo_tinh"})
    row.refresh_from_db()
    assert (row.unit, row.level) == (agency.a, "bo_tinh")
    assert "Sổ tay xác minh" in page(signed_in(agency.anh), "/danh-gia/thi-dua/sang-kien/")
    assert "Sổ tay xác minh" not in page(signed_in(agency.bao), "/danh-gia/thi-dua/sang-kien/")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": "CC-khong-co"}, "number"),
        ({"decision_date": "31/02/2026"}, "decision_date"),
        ({"year": "²"}, "year"),
        ({"title": "\U0001f600"}, "title"),
    ],
)
def test_a_wrong_initiative_is_marked_at_the_field(agency: Cast, more, field) -> None:
    data = {
        "number": "CC-anh",
        "year": "2026",
        "title": "Sổ tay",
        "level": "co_so",
        "decision": "7/QĐ",
        "decision_date": "02/11/2026",
    }
    response = signed_in(agency.mai).post("/danh-gia/thi-dua/sang-kien/moi/", data | more)
    assert list(response.context["form"].errors) == [field]
    assert not Initiative.objects.exists()


# --- files, the officer page, queries


def sheet(client: Client, url: str) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(url).content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def text_of(content: bytes) -> str:
    return "\n".join(pdf_page.extract_text() for pdf_page in PdfReader(io.BytesIO(content)).pages)


def test_every_list_as_a_workbook(agency: Cast) -> None:
    initiative(agency.officer("anh"), agency.a)
    tick(agency, "anh")
    session_through_the_form(agency)
    client = signed_in(agency.mai)
    for url, wanted in (
        (f"{BASE}tong-hop.xlsx", "Lao động tiên tiến"),
        (f"{TITLE}danh-sach.xlsx", "Nguyễn Thị Ánh (CC-anh)"),
        (f"{BASE}de-nghi/danh-sach.xlsx", "Nguyễn Thị Ánh (CC-anh)"),
        (f"{BASE}phien-hop/danh-sach.xlsx", "Ông Chủ tịch"),
        ("/danh-gia/thi-dua/sang-kien/danh-sach.xlsx", "Sáng kiến co_so 2026"),
        ("/danh-gia/thi-dua/danh-hieu/danh-sach.xlsx", "Chiến sĩ thi đua cơ sở"),
    ):
        assert any(wanted in row for row in sheet(client, url)), url


def test_the_list_by_unit_as_pdf(agency: Cast) -> None:
    tick(agency, "anh", "bao")
    client = signed_in(agency.mai)
    client.post(f"{BASE}xet/CSTDCS/ca-nhan/{agency.officer('anh').pk}/", {"reason": "Thành tích đặc biệt"})
    text = text_of(client.get(f"{BASE}de-nghi/danh-sach.pdf?unit=T-A").content)
    assert "DANH SÁCH ĐỀ NGHỊ TẶNG DANH HIỆU" in text
    assert "Nguyễn Thị Ánh" in text
    assert "Đỗ Quốc Bảo" not in text
    assert "Thành tích đặc biệt" in " ".join(text.split())
    assert client.get(f"{BASE}de-nghi/danh-sach.pdf?unit=KHONG").status_code == 404
    empty = text_of(client.get("/danh-gia/thi-dua/2025/de-nghi/danh-sach.pdf").content)
    assert "Không có cá nhân, tập thể nào" in empty


def test_the_minutes_as_pdf_a_draft_until_the_session_is_closed(agency: Cast) -> None:
    tick(agency, "anh")
    session = session_through_the_form(agency)
    client = signed_in(agency.mai)
    text = text_of(client.get(f"/danh-gia/thi-dua/phien-hop/{session.pk}/bien-ban.pdf").content)
    assert "7/9" in text
    assert "77,78%" in text
    assert "DỰ THẢO" not in text
    draft = session_through_the_form(agency, course="")
    assert draft.closed_at is None
    text = text_of(client.get(f"/danh-gia/thi-dua/phien-hop/{draft.pk}/bien-ban.pdf").content)
    assert "DỰ THẢO" in text


def test_the_officer_page_has_a_tab_for_the_own_and_for_who_reaches(agency: Cast) -> None:
    tick(agency, "anh")
    url = reverse("staff:officer", args=["CC-anh"]) + "?tab=thi-dua"
    assert "Lao động tiên tiến" in page(signed_in(agency.mai), url)
    assert "Lao động tiên tiến" in page(signed_in(agency.anh), reverse("staff:my_record") + "?tab=thi-dua")


@pytest.mark.parametrize(
    "url",
    [
        BASE,
        TITLE,
        f"{BASE}xet/TTLDXS/",
        f"{BASE}de-nghi/",
        f"{BASE}quyet-dinh/",
        f"{BASE}de-nghi/danh-sach.pdf",
    ],
)
def test_queries_do_not_grow_with_people(agency: Cast, url: str) -> None:
    client = signed_in(agency.mai)
    tick(agency, "anh")
    session_through_the_form(agency)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    people = crowd(agency.a, 3)
    signed_in(agency.mai).post(f"{TITLE}de-nghi/", {"pk": [each.pk for each in people]})
    session_through_the_form(agency)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) <= len(few)
