"""The screens: who gets in, what they show, what bad input says, and how many questions they ask the database."""

import io
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from evaluation.documents.unit_sheet import unit_sheet_pdf
from evaluation.models import UnitCriterion, UnitRating
from evaluation.reports.organisations import own_sheet_card, recognise_card, sees_units
from evaluation.services.organisations.recognition import give_points, recognise
from evaluation.services.organisations.self_rating import note_letter
from staff.models import User
from tests.conftest import Cast
from tests.evaluation.organisations.building import (
    SECRET,
    YEAR,
    decided,
    given,
    head_of_province,
    offices,
    opened,
    recognised,
    self_rated,
    sheet_post,
)
from tests.evaluation.screens import said, signed_in

LIST = f"/danh-gia/don-vi/?year={YEAR}"
TASKS = {"tasks_given": "10", "tasks_done": "10", "tasks_late": "0", "tasks_beyond": "3"}
ANSWERS = {"quality_met": "on", "shortcomings_mended": "on"}


@pytest.fixture
def hoa(cast: Cast) -> User:
    return head_of_province(cast)


@pytest.fixture
def sheets(cast: Cast, hoa: User) -> dict[str, UnitRating]:
    return opened(cast)


def page(rating: UnitRating, end: str = "") -> str:
    return f"/danh-gia/don-vi/phieu/{rating.pk}/{end}"


def text_of(response: Any) -> str:
    return str(response.content.decode())


# --- the list


def test_the_list_holds_the_organisations_in_reach(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    names = {
        who: {row.record.unit.code for row in client.get(LIST).context["table"].rows}
        for who, client in (
            ("an", signed_in(cast.an)),
            ("mai", signed_in(cast.mai)),
            ("anh", signed_in(cast.anh)),
        )
    }
    assert names == {"an": {"T-A"}, "mai": {"T", "T-A", "T-B"}, "anh": set()}


def test_the_list_is_filtered_without_diacritics_and_exported_as_filtered(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    client = signed_in(cast.mai)
    found = client.get(LIST, {"year": YEAR, "q": "khu vuc a"})
    assert [row.record.unit.code for row in found.context["table"].rows] == ["T-A"]
    book = client.get("/danh-gia/don-vi/danh-sach.xlsx", {"year": YEAR, "state": "draft", "q": "khu vuc b"})
    cells = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(book.content)).active]
    assert sum("khu vực B" in str(row) for row in cells) == 1
    assert not any("khu vực A" in str(row) for row in cells)


def test_a_band_that_waits_for_its_decision_is_not_shown_as_given(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an, band="hoan_thanh")
    give_points(rating=sheet, given=given(sheet), actor=hoa)
    client = signed_in(cast.mai)
    assert len(client.get(LIST, {"year": YEAR, "band": "tot"}).context["table"].rows) == 0
    row = next(r for r in client.get(LIST).context["table"].rows if r.record.unit.code == "T-A")
    assert row.get_cell("band") == "–"


@pytest.mark.parametrize("address", [LIST, f"/danh-gia/don-vi/can-doi/?year={YEAR}"])
def test_pages_ask_as_many_questions_for_one_as_for_many(cast: Cast, hoa: User, address: str) -> None:
    opened(cast)
    client = signed_in(hoa)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    offices(cast, 4)
    for rating in opened(cast).values():
        if rating.unit.code.startswith("T-"):
            self_rated(rating, hoa)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


@pytest.mark.parametrize("year", ["", "abc", "99999", "1"])
def test_an_impossible_year_shows_the_latest(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating], year: str
) -> None:
    assert signed_in(cast.mai).get("/danh-gia/don-vi/", {"year": year}).context["year"] == YEAR


# --- opening


def test_who_runs_evaluations_opens_the_year_for_the_units_in_reach(cast: Cast, hoa: User) -> None:
    response = signed_in(cast.mai).post("/danh-gia/don-vi/mo/", follow=True)
    assert "3 phiếu" in said(response)[0]
    statuses = [signed_in(u).post("/danh-gia/don-vi/mo/").status_code for u in (cast.an, cast.ngoc, cast.kim)]
    assert statuses == [403, 403, 403]


# --- one sheet


def test_the_sheet_is_for_its_unit_its_head_and_those_above(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-B"], cast.binh, text=SECRET)
    statuses = {
        name: signed_in(getattr(cast, name)).get(page(sheet)).status_code
        for name in ("binh", "mai", "kim", "an", "anh", "bao", "ngoc")
    }
    assert statuses == {"binh": 200, "mai": 200, "kim": 200, "an": 404, "anh": 404, "bao": 404, "ngoc": 404}
    assert SECRET in text_of(signed_in(hoa).get(page(sheet)))


def test_the_sheet_says_the_default_split_the_conditions_and_the_reading(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an, "0.95", mended=False)
    shown = text_of(signed_in(cast.an).get(page(sheet)))
    assert "Phân bổ điểm mặc định, chờ quyết định của Bộ (Điều 7.2)" in shown
    assert "Điều 8.1.c" in shown
    assert "chưa khắc phục" in shown
    assert "cách hiểu Điều 8.1–8.3" in shown


def assess(client: Client, sheet: UnitRating, **more: str) -> Any:
    data = sheet_post(sheet, "0.8", **TASKS, **ANSWERS, self_text="Báo cáo", self_band="tot")
    return client.post(page(sheet, "tu-danh-gia/"), data | more, follow=True)


def test_the_head_assesses_the_own_organisation(cast: Cast, hoa: User, sheets: dict[str, UnitRating]) -> None:
    sheet = sheets["T-A"]
    assert "gửi" in said(assess(signed_in(cast.an), sheet))[0]
    sheet.refresh_from_db()
    assert (sheet.state, sheet.earned, sheet.tasks_beyond) == ("self_rated", "tot", 3)
    assert signed_in(cast.binh).get(page(sheet, "tu-danh-gia/")).status_code == 404
    assert signed_in(cast.anh).get(page(sheet, "tu-danh-gia/")).status_code == 403


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        ({"p_0": "10,01"}, "p_0", "Từ 0 đến 10 điểm (Điều 6.1)."),
        ({"p_0": ""}, "p_0", "Cần điền"),
        ({"p_0": "tám"}, "p_0", "không phải"),
        ({"p_0": "8,555"}, "p_0", "hai chữ số"),
        ({"tasks_done": "11"}, "tasks_done", "không thể nhiều hơn số được giao"),
        ({"tasks_late": "11"}, "tasks_late", "không thể nhiều hơn số hoàn thành"),
        ({"tasks_given": "-1"}, "tasks_given", ""),
        ({"tasks_given": "1,5"}, "tasks_given", "số nguyên"),
        ({"tasks_given": "0"}, "tasks_given", "ít nhất một"),
        ({"self_text": "\U0001f600"}, "self_text", "U+1F600"),
        ({"self_band": "rat_tot"}, "self_band", ""),
    ],
)
def test_bad_input_gets_a_message_at_its_field_and_changes_nothing(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating], more: dict[str, str], field: str, message: str
) -> None:
    response = assess(signed_in(cast.an), sheets["T-A"], **more)
    assert message in " ".join(response.context["form"].errors[field])
    assert UnitRating.objects.get(unit=cast.a).state == "draft"


def recognise_post(sheet: UnitRating, share: str = "0.8", **more: str) -> dict[str, str]:
    today = decided().day
    data = {"band": "tot", "decision": "12/QĐ-THADS", "decision_date": f"{today:%d/%m/%Y}", **ANSWERS}
    return sheet_post(sheet, share, **data) | more


def test_the_recogniser_sees_order_conditions_and_cap_before_the_button(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    shown = text_of(signed_in(hoa).get(page(sheet, "cong-nhan/")))
    assert "Tỷ lệ Điều 8.5" in shown
    assert "Cách hiểu nguyên văn" in shown
    assert "Điều 8.1.b" in shown


def test_the_recogniser_keeps_the_points_and_recognises_later(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet, client = self_rated(sheets["T-A"], cast.an), signed_in(hoa)
    kept = recognise_post(sheet, keep="1", decision="", decision_date="")
    assert said(client.post(page(sheet, "cong-nhan/"), kept, follow=True)) == ["Đã lưu điểm."]
    sheet.refresh_from_db()
    assert (sheet.state, sheet.band) == ("proposed", "tot")
    done = client.post(page(sheet, "cong-nhan/"), recognise_post(sheet, sign="1"), follow=True)
    assert "khóa" in said(done)[0]
    sheet.refresh_from_db()
    assert sheet.is_frozen
    with sheet.pdf.open("rb") as file:
        assert (
            "Hoàn thành tốt nhiệm vụ"
            in PdfReader(file).pages[-1].extract_text() + PdfReader(file).pages[-2].extract_text()
        )


@pytest.mark.parametrize(
    ("more", "field", "message"),
    [
        ({"band": "xuat_sac"}, "band", "8.1"),
        ({"band": "hoan_thanh"}, "move_reason", "lý do"),
        ({"decision": ""}, "decision", "Cần điền"),
        ({"decision_date": "31/02/2026"}, "decision_date", ""),
        ({"decision_date": "01/01/2100"}, "decision_date", "tương lai"),
        ({"outstanding": "on"}, "outstanding_grounds", "8.5.b"),
        ({"p_3": "8,76"}, "p_3", "8,75"),
    ],
)
def test_a_refused_recognition_names_the_rule_at_its_field(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating], more: dict[str, str], field: str, message: str
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    response = signed_in(hoa).post(page(sheet, "cong-nhan/"), recognise_post(sheet, sign="1", **more))
    assert message in " ".join(response.context["form"].errors[field])
    assert UnitRating.objects.get(pk=sheet.pk).state == "self_rated"


@pytest.mark.parametrize("end", ["cong-nhan/", "tra-lai/", "don-thu/", "xep-lai/"])
def test_only_who_recognises_gets_to_the_acts_of_the_recogniser(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating], end: str
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    statuses = {
        name: signed_in(getattr(cast, name)).get(page(sheet, end)).status_code
        for name in ("an", "mai", "anh")
    }
    assert statuses == {"an": 404, "mai": 403, "anh": 403}
    assert signed_in(hoa).get(page(sheet, end)).status_code in (200, 302)


def test_letters_are_noted_and_verified_on_the_sheet(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet, client = self_rated(sheets["T-A"], cast.an), signed_in(hoa)
    client.post(page(sheet, "don-thu/"), {"text": "Đơn phản ánh"})
    assert "9.2.a" in text_of(client.get(page(sheet)))
    refused = client.post(page(sheet, "cong-nhan/"), recognise_post(sheet, sign="1"))
    assert "9.2.a" in " ".join(refused.context["form"].non_field_errors())
    done = client.post(page(sheet, "xac-minh/"), {"number": "1", "outcome": "Không đúng"}, follow=True)
    assert said(done) == ["Đã lưu kết quả xác minh."]
    wrong = client.post(page(sheet, "xac-minh/"), {"number": "7", "outcome": "x"}, follow=True)
    assert "không có đơn thư" in said(wrong)[0]


def test_a_sheet_is_sent_back_with_a_reason_that_its_head_sees(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    assert signed_in(hoa).post(page(sheet, "tra-lai/"), {"reason": ""}).status_code == 200
    signed_in(hoa).post(page(sheet, "tra-lai/"), {"reason": "Thiếu số liệu quý IV"})
    assert "Thiếu số liệu quý IV" in text_of(signed_in(cast.an).get(page(sheet, "tu-danh-gia/")))


def test_a_recognised_sheet_takes_no_more_input_but_a_new_decision(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet, client = recognised(sheets["T-A"], hoa), signed_in(hoa)
    for end in ("cong-nhan/", "tra-lai/"):
        assert "trạng thái" in said(client.get(page(sheet, end), follow=True))[0]
    data = recognise_post(sheet, "0.6", band="hoan_thanh", sign="1", decision="20/QĐ", reason="Số liệu sai")
    response = client.post(page(sheet, "xep-lai/"), data, follow=True)
    assert "Số liệu sai" in text_of(response)
    new = UnitRating.objects.get(unit=cast.a, current=True)
    assert (new.version, new.band) == (2, "hoan_thanh")
    assert page(new) in text_of(client.get(page(sheet)))


def test_several_are_recognised_by_one_decision(cast: Cast, hoa: User, sheets: dict[str, UnitRating]) -> None:
    rows = [self_rated(sheets[code], hoa) for code in ("T-A", "T-B")]
    for row in rows:
        give_points(rating=row, given=given(row), actor=hoa)
    today = f"{decided().day:%d/%m/%Y}"
    address, client = f"/danh-gia/don-vi/can-doi/?year={YEAR}", signed_in(hoa)
    nobody = client.post(address, {"decision": "30/QĐ", "decision_date": today})
    assert nobody.context["form"].errors["ratings"]
    data = {"ratings": [row.pk for row in rows], "decision": "30/QĐ", "decision_date": today}
    assert "2" in said(client.post(address, data, follow=True))[0]
    assert set(UnitRating.objects.filter(state="signed").values_list("decision", flat=True)) == {"30/QĐ"}
    assert signed_in(cast.mai).post(address, data).status_code == 403


def test_over_the_cap_nothing_is_recognised_and_the_board_says_who_would_move(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], hoa, "0.95")
    give_points(rating=sheet, given=given(sheet, "0.95", "xuat_sac"), actor=hoa)
    address, client = f"/danh-gia/don-vi/can-doi/?year={YEAR}", signed_in(hoa)
    assert "Vượt tỷ lệ" in text_of(client.get(address))
    today = f"{decided().day:%d/%m/%Y}"
    data = {"ratings": [sheet.pk], "decision": "30/QĐ", "decision_date": today}
    assert "8.5" in " ".join(client.post(address, data).context["form"].non_field_errors())
    assert not UnitRating.objects.filter(state="signed").exists()


# --- criteria


def criteria_post(**more: str) -> dict[str, str]:
    data = {"decision": "9/QĐ-BTP", "start": "01/01/2027"}
    for n in range(15):
        data |= {f"part_{n}": "2", f"code_{n}": "", f"text_{n}": "", f"maximum_{n}": ""}
    data |= {"part_0": "1", "code_0": "1", "text_0": "Chung", "maximum_0": "30"}
    data |= {"code_1": "2", "text_1": "Kết quả", "maximum_1": "70"}
    return data | more


def test_a_new_set_of_criteria_is_decided_on_the_screen(cast: Cast, sheets: dict[str, UnitRating]) -> None:
    client, address = signed_in(cast.mai), "/danh-gia/don-vi/tieu-chi/quyet-dinh/"
    wrong = client.post(address, criteria_post(maximum_1="69,99"))
    assert "70" in " ".join(wrong.context["form"].non_field_errors())
    half = client.post(address, criteria_post(code_2="3"))
    assert half.context["form"].errors["code_2"]
    late = client.post(address, criteria_post(start="01/01/2025"))
    assert "27.1" in " ".join(late.context["form"].errors["start"])
    assert UnitCriterion.objects.count() == 11
    assert client.post(address, criteria_post()).status_code == 302
    shown = text_of(client.get("/danh-gia/don-vi/tieu-chi/"))
    assert "9/QĐ-BTP" in shown
    assert "31/12/2026" in shown
    assert signed_in(cast.an).get(address).status_code == 403


def test_the_criteria_go_to_excel_with_every_version(cast: Cast, sheets: dict[str, UnitRating]) -> None:
    book = signed_in(cast.an).get("/danh-gia/don-vi/tieu-chi/tieu-chi.xlsx")
    rows = list(load_workbook(io.BytesIO(book.content)).active.values)
    assert sum("7.đ" in row for row in rows) == 1


# --- documents


def test_the_sheet_as_pdf_has_every_line_and_the_draft_says_so(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    response = signed_in(cast.an).get(page(sheet, "phieu.pdf"))
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages]
    text = " ".join(" ".join(pages).split())
    assert "PHIẾU ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG TỔ CHỨC NĂM 2026" in text
    assert "KHU VỰC A" in text
    assert "DỰ THẢO" in text
    assert all(code in text for code in ("6.1", "7.đ", "Điều 8.4.b", "Phân bổ điểm mặc định"))


def test_the_kept_file_comes_back_byte_for_byte_and_an_altered_one_is_refused(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    give_points(rating=sheet, given=given(sheet), actor=hoa)
    sheet = recognise(ratings=[sheet], decision=decided(), actor=hoa, render=unit_sheet_pdf)[0]
    client = signed_in(cast.an)
    response = client.get(page(sheet, "phieu.pdf"))
    assert response["X-Document-SHA256"] == sheet.pdf_sha256
    UnitRating.objects.filter(pk=sheet.pk).update(pdf_sha256="0" * 64)
    refused = client.get(page(sheet, "phieu.pdf"), follow=True)
    assert said(refused)


@pytest.mark.parametrize(("year", "status"), [(2024, 200), (1999, 404), (999999, 404)])
def test_the_summary_of_a_unit_opens_to_who_may_see_it(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating], year: int, status: int
) -> None:
    address = f"/danh-gia/don-vi/tong-hop/{year}/T-A.pdf"
    assert signed_in(cast.an).get(address).status_code == status
    assert signed_in(cast.binh).get(address).status_code == 404
    assert signed_in(cast.anh).get(address).status_code == (403 if status == 200 else 404)


# --- the home page


def test_the_home_page_tells_heads_and_recognisers_what_waits(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    assert "Tự đánh giá đơn vị năm 2026" in own_sheet_card(asked_by(cast.an))
    sheet = self_rated(sheets["T-A"], cast.an)
    note_letter(rating=sheet, text="x", actor=hoa)
    assert "Đang chờ công nhận" in own_sheet_card(asked_by(cast.an))
    assert "Chờ công nhận: 1 đơn vị" in recognise_card(asked_by(hoa))
    assert recognise_card(asked_by(cast.an)) == ""
    assert own_sheet_card(asked_by(cast.anh)) == ""
    assert (sees_units(asked_by(cast.an)), sees_units(asked_by(cast.anh))) == (True, False)


def asked_by(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request
