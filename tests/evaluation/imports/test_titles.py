"""What title rows say: the period, the unit of measurement, the decision."""

from datetime import date

import pytest

from evaluation.enums import Measure
from evaluation.imports.titles import Counting, Decision, TitleError, counting_of, decision_of, stated
from evaluation.rules.periods import Quarter, StatMonth
from hrm.kernel.dates import ALWAYS

CASES = Counting(Measure.CASES)
DONG = Counting(Measure.MONEY, "đồng")
THOUSANDS = Counting(Measure.MONEY, "nghìn đồng")


@pytest.mark.parametrize(
    ("titles", "sheet", "expected"),
    [
        (["Đơn vị tính: việc"], "Tiền", CASES),
        (["Đơn vị tính: đồng"], "Việc", DONG),
        (["ĐƠN VỊ TÍNH: Nghìn đồng"], "Sheet1", THOUSANDS),
        (["Đơn vị tính: 1.000 đồng"], "Sheet1", THOUSANDS),
        (["Đơn vị tính: 1000 VN đồng"], "Sheet1", THOUSANDS),
        (["Kỳ báo cáo: 9 tháng năm 2026 Đơn vị tính: Việc"], "Sheet1", CASES),
        (["Đơn vị tính: đồng Kỳ báo cáo: 9 tháng năm 2026"], "Sheet1", DONG),
        (["Đơn vị tính: việc và 1.000 đồng"], "Tiền 9T", THOUSANDS),
        (["Đơn vị tính: VNĐ"], "Tiền", DONG),
        (["Đơn vị tính: 1.000đ"], "Tiền", THOUSANDS),
        (["Đơn vị tính: việc và đồng"], "Tiền", DONG),
        (["Đơn vị tính: việc; tiền: nghìn đồng"], "Tiền", THOUSANDS),
        (["Đơn vị tính: việc và đồng"], "Việc", CASES),
        (["Đơn vị tính: vụ việc"], "Sheet1", CASES),
        ([], "Việc", CASES),
        ([], "2. TIỀN", THOUSANDS),
        ([], "chv_viec_9t", CASES),
    ],
)
def test_what_a_sheet_counts(titles, sheet, expected):
    assert counting_of(titles, sheet) == expected


@pytest.mark.parametrize(
    ("titles", "sheet"),
    [
        ([], "Sheet1"),
        ([], "Việc và tiền"),
        (["Đơn vị tính: triệu đồng"], "Tiền"),
        (["Đơn vị tính: triệu"], "Tiền"),
        (["Đơn vị tính: việc/triệu đồng"], "Tiền"),
        (["Đơn vị tính: việc", "Đơn vị tính: đồng"], "Việc"),
    ],
)
def test_what_cannot_be_told_is_refused(titles, sheet):
    with pytest.raises(TitleError):
        counting_of(titles, sheet)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["THADS TỈNH", "Kỳ báo cáo: 9 tháng năm 2026"], StatMonth(2026, 9)),
        (["CỤC THADS CỘNG HÒA", "12 tháng năm 2026 (Đơn vị tính: việc)"], StatMonth(2026, 12)),
        (["Biểu số 06 Kỳ báo cáo: 9 tháng năm 2026 Đơn vị tính: việc"], StatMonth(2026, 9)),
        (["Năm 2025", "Kỳ báo cáo: 6 tháng năm 2026"], StatMonth(2026, 6)),
        (["(Kỳ báo cáo: 9 tháng năm 2026)"], StatMonth(2026, 9)),
        (["Ký hiệu biểu: 01-THA", "Kỳ báo cáo: 9 tháng năm 2026"], StatMonth(2026, 9)),
        (["KY BAO CAO: 9 thang nam 2026"], StatMonth(2026, 9)),
    ],
)
def test_a_period_is_found_among_the_titles(titles, expected):
    assert stated(titles, StatMonth.parse_title)[0] == expected


@pytest.mark.parametrize(
    "titles",
    [
        [],
        ["Kỳ báo cáo: quý III"],
        ["Kỳ báo cáo: 6 tháng năm 2026", "Kỳ báo cáo: 9 tháng năm 2026"],
        ["6 tháng năm 2026", "9 tháng năm 2026"],
    ],
)
def test_no_period_or_two_are_refused(titles):
    with pytest.raises(TitleError):
        stated(titles, StatMonth.parse_title)


def test_a_quarter_and_where_it_stood():
    titles = ["GIAO VIỆC", "Kỳ: Quý III năm 2026"]

    assert stated(titles, Quarter.parse_title) == (Quarter(2026, 3), titles[1])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quyết định số 12/QĐ-THADS ngày 25/6/2026", Decision("12/QĐ-THADS", date(2026, 6, 25))),
        (
            "(Kèm theo Quyết định số 12/QĐ-THADS, ngày 05 tháng 6 năm 2026)",
            Decision("12/QĐ-THADS", date(2026, 6, 5)),
        ),
        ("QUYẾT ĐỊNH SỐ: 7/QĐ-BTP", Decision("7/QĐ-BTP", ALWAYS)),
        ("DANH MỤC SẢN PHẨM", Decision("", ALWAYS)),
    ],
)
def test_the_decision_of_a_catalogue(title, expected):
    assert decision_of(["THADS TỈNH", title]) == expected
