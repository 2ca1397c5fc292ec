"""One score explained down to its caseload rows (articles 13 to 20 of Decree 335/2025)."""

import re

import pytest

from evaluation.models import CaseloadFigure, Evaluation
from evaluation.selectors.explanation import explain
from tests.conftest import Cast
from tests.evaluation.screens import address, form_of, quarter_of_a, refreshed, signed_in, ten_lines
from tests.factories.scoring import judgement, points, work


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    quarter_of_a(cast)
    points(cast.officer("anh"), cast.a, share="0.9")
    return refreshed(cast)


def text_of(cast: Cast, who: str, form: Evaluation) -> str:
    page = signed_in(getattr(cast, who)).get(address(form, "giai-trinh/")).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_every_number_of_the_formulae_is_put_in(cast: Cast, form: Evaluation) -> None:
    explained = explain(cast.anh, form)
    assert [(ratio.sign, ratio.formula, ratio.value) for ratio in explained.ratios] == [
        ("a", "18 / 20", "90,00%"),
        ("b", "18 / 20", "90,00%"),
        ("c", "17,75 / 20", "88,75%"),
    ]
    assert explained.result_formula == "(0,9 + 0,9 + 0,8875) / 3 × 70"
    assert explained.result_single_fraction == "(18 + 18 + 17,75) × 70 / (3 × 20)"
    assert (explained.result_exact, explained.result_cut) == ("62,7083333333…", "62,70")
    assert explained.total_formula == "27 + 62,7083333333…"
    assert (explained.total_exact, explained.total_cut, explained.is_cut) == ("89,7083333333…", "89,70", True)
    assert [(t.band, t.range, t.reached) for t in explained.thresholds] == [
        ("xuat_sac", "≥ 90", False),
        ("tot", "≥ 70, < 90", True),
        ("hoan_thanh", "≥ 50, < 70", False),
        ("khong_hoan_thanh", "< 50", False),
    ]


def test_a_fed_product_shows_both_months_with_file_sheet_and_row(cast: Cast, form: Evaluation) -> None:
    text = text_of(cast, "anh", form)
    assert (
        "12 tháng năm 2026: C12 = Thi hành xong (C9) 120 + Đình chỉ (C10) 0 = 120 (tệp an-12-thang.xlsx, trang Việc, dòng 20, xem dòng số liệu )"
        in text
    )
    assert (
        "9 tháng năm 2026: C12 = Thi hành xong (C9) 102 + Đình chỉ (C10) 0 = 102 (tệp an-12-thang.xlsx, trang Việc, dòng 17, xem dòng số liệu )"
        in text
    )
    assert "= 18 ." in text


def test_the_link_leads_to_the_row_on_the_officers_caseload_page(cast: Cast, form: Evaluation) -> None:
    figure = CaseloadFigure.objects.get(months=12)
    explanation = signed_in(cast.anh).get(address(form, "giai-trinh/")).content.decode()
    assert f'href="/danh-gia/an/CC-anh/#dong-{figure.pk}"' in explanation
    caseload = signed_in(cast.anh).get("/danh-gia/an/CC-anh/").content.decode()
    assert f'id="dong-{figure.pk}">120</td>' in caseload


def test_a_row_corrected_since_says_so(cast: Cast, form: Evaluation) -> None:
    CaseloadFigure.objects.filter(months=12).update(
        accepted=121, total_accepted=121, to_enforce=121, executable=121, completed=121, resolved=121
    )
    assert "đã đính chính: 121" in text_of(cast, "anh", form)


def test_the_delay_and_the_articles_are_named(cast: Cast, form: Evaluation) -> None:
    text = text_of(cast, "anh", form)
    for part in (
        "−0,25",
        "Mỗi lần không đạt hoặc chậm trừ 25% hệ số của sản phẩm (điểm b, c khoản 2 Điều 14).",
        "Khoản 1 Điều 16 và khoản 1 Điều 17",
        "Khoản 1 Điều 17 và Điều 20",
        "sản phẩm còn ít nhất 0 dù không đạt bao nhiêu lần",
        "phần kết quả thực hiện nhiệm vụ giữ trong khoảng 0 đến 70 điểm",
        "thiếu một tháng thì số lượng để trống, không tính là 0",
    ):
        assert part in text


def test_a_leaders_d_names_the_subordinates_and_their_totals(cast: Cast, form: Evaluation) -> None:
    an = cast.officer("an")
    work(an, cast.a, "10", "11")
    points(an, cast.a)
    judgement(an, cast.a, unity=50)
    refreshed(cast)
    explained = explain(cast.an, form_of(cast, "an"))
    assert [ratio.value for ratio in explained.ratios[3:]] == ["100,00%", "100,00%", "50,00%"]
    assert explained.leader
    assert [(person.name, person.total, person.band) for person in explained.leader.subordinates] == [
        ("Nguyễn Thị Ánh", "89,70", "tot")
    ]
    assert explained.result_formula == "(1,1 + 1,1 + 1,1 + 1 + 1 + 0,5) / 6 × 70"
    assert explained.result_exact == "67,6666666666…"


def test_points_beyond_seventy_are_shown_with_what_they_were(cast: Cast, form: Evaluation) -> None:
    extra = work(cast.officer("bao"), cast.b, "0", "5", unplanned=True)
    refreshed(cast)
    explained = explain(cast.bao, form_of(cast, "bao"))
    assert (extra.unplanned, explained.limited, explained.result_exact) == (True, "105", "70")


def test_a_missing_month_leaves_the_score_open_and_the_page_stands(cast: Cast, form: Evaluation) -> None:
    CaseloadFigure.objects.filter(months=9).delete()
    text = text_of(cast, "anh", refreshed(cast))
    assert "thiếu tháng" in text
    assert "Tổng số 20 – – –" in text


def test_a_confirmed_form_keeps_its_explanation_when_points_change_later(
    cast: Cast, form: Evaluation
) -> None:
    signed_in(cast.an).post(address(form, "xac-nhan/"), ten_lines("0.8", opinion=""))
    points(cast.officer("anh"), cast.a, share="0.1")
    assert explain(cast.anh, form_of(cast, "anh")).general_exact == "24"
