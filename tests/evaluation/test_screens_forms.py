"""The journey of one form: self-score, confirmation, the frozen PDF, reopening."""

import hashlib
from datetime import date

import pytest
from django.core.files.storage import storages

from evaluation.models import Evaluation, GeneralPoint
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from evaluation.services.forms import self_score
from tests.conftest import Cast
from tests.evaluation.screens import address, form_of, quarter_of_a, said, signed_in, ten_lines
from tests.factories import OfficerFactory, PostingFactory

Q3 = Quarter(2026, 3)
REMARKS = {"strengths": "Chủ động, trách nhiệm.", "weaknesses": "Cập nhật hồ sơ còn chậm."}


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    return quarter_of_a(cast)


def self_scored(cast: Cast, form: Evaluation) -> Evaluation:
    signed_in(cast.anh).post(address(form, "tu-cham/"), ten_lines("0.9", **REMARKS))
    return form_of(cast, "anh")


def confirmed(cast: Cast, form: Evaluation) -> Evaluation:
    signed_in(cast.an).post(address(form, "xac-nhan/"), ten_lines("0.8", opinion="Nhất trí."))
    return form_of(cast, "anh")


def test_an_officer_scores_the_ten_lines_with_a_comma_and_is_told_what_happened(
    cast: Cast, form: Evaluation
) -> None:
    client = signed_in(cast.anh)
    response = client.post(address(form, "tu-cham/"), ten_lines("0.9", **REMARKS), follow=True)
    assert response.redirect_chain == [(address(form), 302)]
    assert said(response) == ["Đã lưu điểm tự chấm và tính lại phiếu."]
    after = form_of(cast, "anh")
    assert (after.state, after.general, after.strengths) == ("self_scored", 27, REMARKS["strengths"])


def test_a_dot_is_a_decimal_mark_too(cast: Cast, form: Evaluation) -> None:
    signed_in(cast.anh).post(address(form, "tu-cham/"), ten_lines(p_II_1="2.25"))
    assert GeneralPoint.objects.get(officer=form.officer, criterion="II.1").self_points == 2.25


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("p_I_1", "5,5", "Từ 0 đến 5 điểm."),
        ("p_II_1", "-1", "Từ 0 đến 2,5 điểm."),
        ("p_III_4", "hai", "“hai” không phải là số; hãy viết như 2,5."),
        ("p_I_2", "4,555", "Nhiều nhất hai chữ số thập phân."),
        ("p_I_2", "", "Cần điền mục này."),
        (
            "strengths",
            "Giỏi 中",
            "Những ký tự sau không in được trên phiếu, hãy bỏ đi: “中” (U+4E2D).",
        ),
        ("weaknesses", "x" * 4001, "Giá trị này chỉ có tối đa 4000 kí tự (hiện có 4001)"),
    ],
)
def test_a_wrong_line_is_refused_at_its_field_and_nothing_is_kept(
    cast: Cast, form: Evaluation, field: str, value: str, error: str
) -> None:
    response = signed_in(cast.anh).post(address(form, "tu-cham/"), ten_lines(**{**REMARKS, field: value}))
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert errors[field] == [error]
    assert not GeneralPoint.objects.filter(officer=form.officer).exists()
    assert form_of(cast, "anh").state == "draft"


def test_the_scorer_sees_the_own_points_beside_inputs_that_begin_with_them(
    cast: Cast, form: Evaluation
) -> None:
    self_scored(cast, form)
    page = signed_in(cast.an).get(address(form, "xac-nhan/"))
    assert page.context["self_sum"] == 27
    assert 'name="p_I_1" value="4,5"' in page.content.decode()
    assert "Xác nhận là chốt phiếu" in page.content.decode()


def test_confirming_freezes_the_form_and_keeps_its_pdf(cast: Cast, form: Evaluation) -> None:
    self_scored(cast, form)
    after = confirmed(cast, form)
    assert (after.state, after.general, after.opinion, after.confirmed_by) == (
        "confirmed",
        24,
        "Nhất trí.",
        cast.an,
    )
    first = signed_in(cast.anh).get(address(form, "mau-01.pdf"))
    second = signed_in(cast.an).get(address(form, "mau-01.pdf"))
    assert first.content == second.content
    assert first["X-Document-SHA256"] == hashlib.sha256(first.content).hexdigest() == after.pdf_sha256
    assert first["Cache-Control"] == "private, no-store"


def test_a_second_confirmation_is_refused_with_the_reason(cast: Cast, form: Evaluation) -> None:
    before = confirmed(cast, form)
    response = signed_in(cast.an).post(
        address(form, "xac-nhan/"), ten_lines("0.1", opinion="Khác"), follow=True
    )
    assert said(response) == [
        "Phiếu đã được xác nhận nên không thay đổi nữa; muốn sửa phải mở lại kèm lý do."
    ]
    after = form_of(cast, "anh")
    assert (after.general, after.opinion, after.pdf_sha256) == (24, "Nhất trí.", before.pdf_sha256)


def test_a_confirmed_form_takes_no_self_score(cast: Cast, form: Evaluation) -> None:
    confirmed(cast, form)
    response = signed_in(cast.anh).post(address(form, "tu-cham/"), ten_lines("0.1"), follow=True)
    assert said(response) == [
        "Phiếu đã được xác nhận nên không thay đổi nữa; muốn sửa phải mở lại kèm lý do."
    ]


def test_an_incomplete_score_cannot_be_confirmed_and_the_page_says_why(cast: Cast) -> None:
    quarter_of_a(cast)
    leader = form_of(cast, "an")
    leader.scorer = cast.officer("binh")
    leader.save()
    judged = {"organising": "100", "unity": "100"}
    response = signed_in(cast.binh).post(address(leader, "xac-nhan/"), ten_lines(opinion="", **judged))
    assert response.context["form"].non_field_errors() == [
        "Điểm chưa đủ để xác nhận; xem phần còn thiếu trên phiếu."
    ]
    assert form_of(cast, "an").state == "draft"


def test_reopening_needs_a_reason_and_makes_a_successor(cast: Cast, form: Evaluation) -> None:
    confirmed(cast, form)
    client = signed_in(cast.an)
    refused = client.post(address(form, "mo-lai/"), {"reason": " "})
    assert list(refused.context["form"].errors) == ["reason"]
    response = client.post(address(form, "mo-lai/"), {"reason": "Bổ sung số liệu án."}, follow=True)
    successor = form_of(cast, "anh")
    assert response.redirect_chain == [(address(successor), 302)]
    assert (successor.version, successor.state, successor.predecessor_id) == (2, "reopened", form.pk)
    assert "Bổ sung số liệu án." in response.content.decode()
    old = client.get(address(form))
    assert "Phiếu này đã được thay thế." in old.content.decode()


def test_a_form_that_is_not_confirmed_has_nothing_to_reopen(cast: Cast, form: Evaluation) -> None:
    response = signed_in(cast.an).post(address(form, "mo-lai/"), {"reason": "Sửa"}, follow=True)
    assert said(response) == ["Chỉ mở lại được phiếu hiện hành đã xác nhận."]


def test_a_draft_is_printed_now_and_says_so(cast: Cast, form: Evaluation) -> None:
    response = signed_in(cast.anh).get(address(form, "mau-01.pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert "X-Document-SHA256" not in response


def test_a_kept_file_that_was_altered_is_not_handed_out(cast: Cast, form: Evaluation) -> None:
    after = confirmed(cast, form)
    with storages["private"].open(after.pdf.name, "wb") as file:
        file.write(b"%PDF-forged")
    response = signed_in(cast.anh).get(address(form, "mau-01.pdf"), follow=True)
    assert said(response) == ["Tệp phiếu đã lưu bị thay đổi: mã SHA-256 không còn khớp."]


def test_the_page_says_what_is_missing_and_what_to_do(cast: Cast, form: Evaluation) -> None:
    text = signed_in(cast.anh).get(address(form)).content.decode()
    assert "Mười tiêu chí chung chưa được chấm đủ điểm." in text
    assert "Công chức tự chấm mười dòng (khoản 2 Điều 18), hoặc người đánh giá chấm khi xác nhận." in text


def test_a_scorer_goes_on_from_a_confirmed_form_to_the_next_that_was_handed_in(
    cast: Cast, form: Evaluation
) -> None:
    onwards = "Phiếu chờ tiếp theo"
    confirmed(cast, self_scored(cast, form))
    assert onwards not in signed_in(cast.an).get(address(form)).content.decode()
    other = OfficerFactory(full_name="Vũ Thị Sau")
    PostingFactory(officer=other, unit=cast.a, start=date(2020, 1, 1))
    open_period(quarter=Q3, unit_ids={cast.a.pk}, actor=None)
    waiting = Evaluation.objects.get(officer=other)
    points = {line.code: line.maximum for line in CRITERIA}
    self_score(evaluation=waiting, points=points, strengths="", weaknesses="", actor=cast.an)
    page = signed_in(cast.an).get(address(form)).content.decode()
    assert f"{onwards}: Vũ Thị Sau" in page
    assert address(waiting, "xac-nhan/") in page
    assert onwards not in signed_in(cast.anh).get(address(form)).content.decode()
