"""Sentences of the report, against published figures (domain.md 2.3: T1, T3, T5, and the year 2025)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from evaluation.rules.caseload import TIEN, VIEC, Figures, Rate, complete
from evaluation.rules.periods import StatMonth
from evaluation.rules.result_text import (
    GivenTarget,
    amount,
    in_brackets,
    percent,
    period_words,
    points_words,
    rate_against,
    rate_versus,
    section,
    share_list,
    target_text,
    thousands,
    versus,
)
from evaluation.rules.results import Totals


def rate(numerator: int, denominator: int) -> Rate:
    return Rate(Fraction(numerator, denominator) if denominator else None, numerator, denominator)


T1 = Totals(complete({"brought_forward": 50_000, "accepted": 29_177, "entrusted": 580, "recalled": 4,
                      "to_enforce": 78_593, "executable": 54_681, "not_executable": 23_912, "completed": 26_515}))  # fmt: skip
T3 = Totals(complete({"brought_forward": 349_412, "accepted": 547_121, "entrusted": 35_004, "to_enforce": 861_529,
                      "executable": 653_719, "not_executable": 195_675, "suspended": 12_135,
                      "completed": 539_290}))  # fmt: skip
T5 = Totals(complete({"brought_forward": 23_775, "accepted": 29_865, "entrusted": 368, "withdrawn": 6,
                      "to_enforce": 53_266, "executable": 34_110, "not_executable": 17_034, "suspended": 2_122,
                      "completed": 21_468}), 12_458)  # fmt: skip
T5_BEFORE = Totals(complete({"brought_forward": 23_775, "accepted": 26_560, "entrusted": 2_929,
                             "to_enforce": 47_406, "executable": 29_920, "not_executable": 17_486,
                             "completed": 20_054}))  # fmt: skip


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (3, "03 tháng đầu năm 2026"),
        (6, "06 tháng đầu năm 2026"),
        (9, "09 tháng đầu năm 2026"),
        (10, "10 tháng đầu năm 2026"),
        (12, "năm 2026"),
    ],
)
def test_periods_are_named_as_reports_name_them(months: int, expected: str):
    assert period_words(StatMonth(2026, months)) == expected


@pytest.mark.parametrize(
    ("dong", "expected"),
    [
        (116_531_786_859_000, "116.531.786.859"),
        (1_234_499, "1.234"),
        (1_234_500, "1.235"),
        (499, "0"),
        (-499, "0"),
        (-1_500, "-2"),
        (0, "0"),
    ],
)
def test_money_is_written_in_nghin_dong_with_dots(dong: int, expected: str):
    assert thousands(dong) == expected


def test_amounts_carry_their_noun():
    assert (amount(53_640, VIEC), amount(1_500_000, TIEN)) == ("53.640 việc", "1.500 nghìn đồng")


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        pytest.param(29_865, 26_560, "tăng 3.305 việc, 12,44%", id="T5-thu-ly-moi"),
        pytest.param(53_266, 47_406, "tăng 5.860 việc, 12,36%", id="T5-phai-thi-hanh"),
        pytest.param(34_110, 29_920, "tăng 4.190 việc, 14,00%", id="T5-co-dieu-kien"),
        pytest.param(21_468, 20_054, "tăng 1.414 việc, 7,05%", id="T5-xong"),
        pytest.param(322_239, 349_412, "giảm 27.173 việc, 7,78%", id="T3-chuyen-ky-sau"),
        (5, 5, "bằng cùng kỳ"),
        (5, 0, "tăng 5 việc, cùng kỳ không có"),
        (0, 5, "giảm 5 việc, 100,00%"),
        (0, 0, "bằng cùng kỳ"),
        (5, None, ""),
    ],
)
def test_a_count_against_last_year(now: int, before: int | None, expected: str):
    assert versus(now, before, VIEC) == expected


def test_brackets_name_last_year_once():
    assert in_brackets("tăng 5 việc, 10,00%") == " (tăng 5 việc, 10,00% so với cùng kỳ)"
    assert in_brackets("bằng cùng kỳ") == " (bằng cùng kỳ)"
    assert in_brackets("") == ""


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        pytest.param(21_468, 34_110, "62,94%", id="T5-xong"),
        pytest.param(34_110, 53_266, "64,04%", id="T5-co-dieu-kien"),
        pytest.param(17_034, 53_266, "31,98%", id="T5-chua-co-dieu-kien"),
        pytest.param(2_122, 53_266, "3,98%", id="T5-loai-ba"),
        pytest.param(26_515, 54_681, "48,49%", id="T1-xong"),
        pytest.param(653_719, 861_529, "75,88%", id="T3-co-dieu-kien"),
        pytest.param(539_290, 653_719, "82,50%", id="T3-xong"),
        pytest.param(12_135, 861_529, "1,41%", id="T3-hoan"),
        pytest.param(576_933, 708_674, "81,41%", id="nation-2020"),
        pytest.param(620_657, 739_974, "83,88%", id="nation-2024"),
        (0, 0, ""),
    ],
)
def test_shares_as_published(part: int, whole: int, expected: str):
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    ("reached", "target", "expected"),
    [
        pytest.param(
            rate(577_876, 685_898),
            "83.9",
            "vượt chỉ tiêu 0,35 điểm phần trăm (chỉ tiêu 83,90%)",
            id="2025-viec",
        ),
        pytest.param(
            rate(5_613, 10_000), "51.9", "vượt chỉ tiêu 4,23 điểm phần trăm (chỉ tiêu 51,90%)", id="2025-tien"
        ),
        (rate(4, 5), "80", "bằng chỉ tiêu (chỉ tiêu 80,00%)"),
        (rate(79, 100), "80.125", "thấp hơn chỉ tiêu 1,13 điểm phần trăm (chỉ tiêu 80,125%)"),
        (rate(800_001, 1_000_000), "80", "vượt chỉ tiêu dưới 0,01 điểm phần trăm (chỉ tiêu 80,00%)"),
        (rate(0, 0), "80", ""),
    ],
)
def test_a_rate_against_its_target(reached: Rate, target: str, expected: str):
    assert rate_against(reached, GivenTarget(Decimal(target))) == expected


def test_without_a_target_nothing_is_said():
    assert rate_against(rate(1, 2), None) == ""


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (rate(84, 100), rate(60, 80), "tăng 9,00 điểm phần trăm so với cùng kỳ"),
        (rate(60, 80), rate(84, 100), "giảm 9,00 điểm phần trăm so với cùng kỳ"),
        (rate(1, 2), rate(2, 4), "bằng cùng kỳ"),
        (rate(1, 2), None, ""),
        (rate(1, 2), rate(0, 0), ""),
    ],
)
def test_a_rate_against_last_year(now: Rate, before: Rate | None, expected: str):
    assert rate_versus(now, before) == expected


def test_points_of_nothing():
    assert points_words(None, "tăng", "giảm", "bằng") == ""


@pytest.mark.parametrize(
    ("value", "expected"), [("83.900", "83,90%"), ("80", "80,00%"), ("83.125", "83,125%")]
)
def test_targets_as_decisions_write_them(value: str, expected: str):
    assert target_text(Decimal(value)) == expected


def test_the_section_on_viec_of_t5_with_last_year():
    assert section(VIEC, T5, T5_BEFORE, GivenTarget(Decimal("83.9"))) == [
        "Tổng số thụ lý 53.640 việc (tăng 3.305 việc, 6,57% so với cùng kỳ), trong đó: năm trước chuyển sang"
        " 23.775 việc (bằng cùng kỳ); thụ lý mới 29.865 việc (tăng 3.305 việc, 12,44% so với cùng kỳ).",
        "Sau khi trừ ủy thác thi hành án 368 việc, thu hồi, hủy quyết định thi hành án 6 việc, tổng số phải thi hành"
        " là 53.266 việc (tăng 5.860 việc, 12,36% so với cùng kỳ).",
        "Kết quả xác minh, phân loại: có điều kiện thi hành 34.110 việc, chiếm 64,04% (tăng 4.190 việc, 14,00% so với"
        " cùng kỳ); chưa có điều kiện thi hành 17.034 việc, chiếm 31,98% (giảm 452 việc, 2,58% so với cùng kỳ); hoãn,"
        " tạm đình chỉ và trường hợp khác 2.122 việc, chiếm 3,98% (tăng 2.122 việc, cùng kỳ không có).",
        "Trong số có điều kiện thi hành, đã giải quyết xong 21.468 việc (tăng 1.414 việc, 7,05% so với cùng kỳ); đạt"
        " tỷ lệ 62,94%, giảm 4,09 điểm phần trăm so với cùng kỳ; thấp hơn chỉ tiêu 20,96 điểm phần trăm"
        " (chỉ tiêu 83,90%).",
        "Số chuyển kỳ sau 31.798 việc (tăng 4.446 việc, 16,25% so với cùng kỳ), tăng 8.023 việc (33,75%) so với số năm"
        " trước chuyển sang. Chuyển sổ theo dõi riêng 12.458 việc.",
    ]


def test_the_two_way_split_of_t1_names_no_third_class():
    text = section(VIEC, T1, None, None)
    assert "cơ quan cấp trên rút hồ sơ lên 4 việc, tổng số phải thi hành là 78.593 việc." in text[1]
    assert text[2].endswith("chưa có điều kiện thi hành 23.912 việc, chiếm 30,43%.")
    assert text[3].endswith("đã giải quyết xong 26.515 việc; đạt tỷ lệ 48,49%.")


def test_t3_carried_over_falls_against_the_start_of_the_year():
    text = section(VIEC, T3, None, None)
    assert (
        text[4] == "Số chuyển kỳ sau 322.239 việc, giảm 27.173 việc (7,78%) so với số năm trước chuyển sang."
    )
    assert "cùng kỳ" not in " ".join(text)


def test_money_names_reductions_and_nghin_dong():
    money = Totals(complete({"accepted": 3_000_000, "to_enforce": 3_000_000, "executable": 2_000_000,
                             "not_executable": 1_000_000, "completed": 500_000, "terminated": 300_000,
                             "reduced": 200_000}))  # fmt: skip
    text = section(TIEN, money, None, None)
    assert text[3] == (
        "Trong số có điều kiện thi hành, đã giải quyết xong 1.000 nghìn đồng, gồm: thi hành xong 500 nghìn đồng, đình"
        " chỉ 300 nghìn đồng, giảm 200 nghìn đồng; đạt tỷ lệ 50,00%."
    )


def test_without_anything_executable_there_is_no_rate():
    text = section(VIEC, Totals(Figures()), None, GivenTarget(Decimal(80)))
    assert text[1] == "Tổng số phải thi hành là 0 việc."
    assert "chưa xác định được tỷ lệ (không có việc có điều kiện)" in text[3]
    assert text[4] == "Số chuyển kỳ sau 0 việc, bằng số năm trước chuyển sang."


def test_shares_of_a_list():
    assert (
        share_list([("đình chỉ", 1), ("khác", 3)], 4, VIEC)
        == "đình chỉ 1 việc (25,00%); khác 3 việc (75,00%)"
    )
    assert share_list([("đình chỉ", 0)], 0, VIEC) == "đình chỉ 0 việc"
