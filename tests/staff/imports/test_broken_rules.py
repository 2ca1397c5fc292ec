"""Every rule of the personnel workbooks broken once, at the first, a middle and the last row.

Each time exactly one error, at the very cell, in Vietnamese, and nothing written.
"""

import pytest
from openpyxl.utils import get_column_letter

from staff.models import Officer, Unit
from tests.staff.imports.sheets import FIRST, LAST, MIDDLE, OFFICERS, UNITS, book, bring_in, changed
from tests.workbooks import table, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# values that break the row, heading of the cell at fault, a part of the message
OFFICER_RULES = {
    "no name": ({"Họ và tên": None}, "Họ và tên", "phải điền"),
    "no birth": ({"Ngày sinh": None}, "Ngày sinh", "phải điền"),
    "no sex": ({"Giới tính": None}, "Giới tính", "phải điền"),
    "no unit": ({"Mã đơn vị": None}, "Mã đơn vị", "phải điền"),
    "no rank": ({"Ngạch": None}, "Ngạch", "phải điền"),
    "no education": ({"Trình độ chuyên môn": None}, "Trình độ chuyên môn", "phải điền"),
    "number too long": ({"Số hiệu": "9" * 41}, "Số hiệu", "40"),
    "another sex": ({"Giới tính": "Nữ giới"}, "Giới tính", "Nam, Nữ"),
    "31 February": ({"Ngày sinh": "31/02/1985"}, "Ngày sinh", "dd/mm/yyyy"),
    "text for a date": ({"Ngày về đơn vị": "đầu năm 2015"}, "Ngày về đơn vị", "dd/mm/yyyy"),
    "year 9999": ({"Đến ngày": "31/12/9999"}, "Đến ngày", "2200"),
    "born tomorrow": ({"Ngày sinh": "01/01/2100"}, "Ngày sinh", "tương lai"),
    "17 at entry": ({"Ngày sinh": "02/03/1992"}, "Ngày sinh", "18 tuổi"),
    "unknown unit": ({"Mã đơn vị": "P7"}, "Mã đơn vị", "P7"),
    "unit not open yet": (
        {"Ngày về đơn vị": "31/12/2009", "Ngày tuyển dụng": "01/01/2009"},
        "Mã đơn vị",
        "01/01/2010",
    ),
    "unknown engagement": ({"Đối tượng": "Tập sự"}, "Đối tượng", "Công chức, Hợp đồng"),
    "unknown post": ({"Chức vụ": "Trưởng phòng khu vực 1"}, "Chức vụ", "Trưởng phòng"),
    "acting nobody": ({"Chức vụ": "Quyền"}, "Chức vụ", "Trưởng phòng"),
    "unknown charge": ({"Phụ trách": "P1; P8"}, "Phụ trách", "P8"),
    "unknown rank": ({"Ngạch": "Chấp hành viên tập sự"}, "Ngạch", "03.300"),
    "unknown rank code": ({"Ngạch": "03.309"}, "Ngạch", "03.300"),
    "unknown education": ({"Trình độ chuyên môn": "12/12"}, "Trình độ chuyên môn", "Tiến sĩ"),
    "unknown theory": ({"Lý luận chính trị": "Thạc sĩ"}, "Lý luận chính trị", "Cao cấp"),
    "neither first day": (
        {"Ngày tuyển dụng": None, "Ngày về đơn vị": None},
        "Ngày tuyển dụng",
        "ít nhất một",
    ),
    "in the unit before service": ({"Ngày về đơn vị": "28/02/2010"}, "Ngày về đơn vị", "01/03/2010"),
    "left before arriving": ({"Ngày nghỉ": "01/05/2015"}, "Ngày nghỉ", "01/05/2015"),
    "rank after leaving": (
        {"Ngày nghỉ": "01/01/2016", "Ngày hưởng": "01/01/2014", "Ngày bổ nhiệm ngạch": "01/01/2017"},
        "Ngày nghỉ",
        "01/01/2017",
    ),
    "text for a step": ({"Bậc": "ba"}, "Bậc", "số nguyên"),
    "negative step": ({"Bậc": -1}, "Bậc", "số âm"),
    "step 0": ({"Bậc": 0}, "Bậc", "từ 1"),
    "coefficient 0": ({"Hệ số": 0}, "Hệ số", "lớn hơn 0"),
    "coefficient as text": ({"Hệ số": "3.00.0"}, "Hệ số", "2,34"),
    "loan without a unit": ({"Từ ngày": "01/01/2026"}, "Biệt phái đến", "mã đơn vị"),
    "loan to an unknown unit": ({"Biệt phái đến": "X", "Từ ngày": "01/01/2026"}, "Biệt phái đến", "X"),
    "loan to the own unit": (
        {"Biệt phái đến": "P1", "Từ ngày": "01/01/2026"},
        "Biệt phái đến",
        "đang công tác",
    ),
    "loan that ends first": (
        {"Biệt phái đến": "P2", "Từ ngày": "01/01/2026", "Đến ngày": "01/01/2026"},
        "Đến ngày",
        "trước ngày bắt đầu",
    ),
    "Party before birth": ({"Ngày vào Đảng": "1980"}, "Ngày vào Đảng", "sau ngày sinh"),
}
EXTRA = (
    "Đối tượng",
    "Chức vụ",
    "Phụ trách",
    "Ngày nghỉ",
    "Biệt phái đến",
    "Từ ngày",
    "Đến ngày",
    "Ngày vào Đảng",
)
HEADINGS = (*OFFICERS[0], *EXTRA)


def _only_error(officers, units, sheet, index, heading, headings):
    path = workbook({"Đơn vị": table(list(UNITS[0]), units), "Công chức": table(HEADINGS, officers)})
    report = bring_in(path)
    cell = f"{get_column_letter(list(headings).index(heading) + 1)}{index + 2}"
    assert [(p.file, p.sheet, p.cell) for p in report.errors] == [("tep.xlsx", sheet, cell)]
    assert report.summary_line == "created 0, updated 0, unchanged 0, errors 1"
    assert (Unit.objects.count(), Officer.objects.count()) == (0, 0)
    return report.errors[0]


@pytest.mark.parametrize("rule", OFFICER_RULES)
def test_a_broken_officer_row(rule):
    values, heading, words = OFFICER_RULES[rule]
    for index in (FIRST, MIDDLE, LAST):
        rows = changed(OFFICERS, index, **values)
        error = _only_error(rows, UNITS, "Công chức", index, heading, HEADINGS)
        assert words in error.message


HEADINGS_OF_UNITS = list(UNITS[0])
UNIT_RULES = {
    "no name": ({"Tên đơn vị": None}, "Tên đơn vị", "phải điền"),
    "no kind": ({"Loại đơn vị": None}, "Loại đơn vị", "phải điền"),
    "unknown kind": ({"Loại đơn vị": "Ban"}, "Loại đơn vị", "Chi cục THADS"),
    "name too long": ({"Tên đơn vị": "x" * 201}, "Tên đơn vị", "200"),
    "quota above 9.999": ({"Biên chế giao": 10000}, "Biên chế giao", "9.999"),
    "negative quota": ({"Biên chế giao": -1}, "Biên chế giao", "số âm"),
    "half a seat": ({"Biên chế giao": 1.5}, "Biên chế giao", "số nguyên"),
    "quota as words": ({"Biên chế giao": "mười"}, "Biên chế giao", "số nguyên"),
    "quota before the unit": ({"Áp dụng từ ngày": "01/01/2009"}, "Áp dụng từ ngày", "01/01/2010"),
    "unknown parent": ({"Đơn vị cấp trên": "Z"}, "Đơn vị cấp trên", "Z"),
    "its own parent": ({"Đơn vị cấp trên": "itself"}, "Đơn vị cấp trên", "chính mình"),
    "date as words": ({"Ngày thành lập": "năm ngoái"}, "Ngày thành lập", "dd/mm/yyyy"),
}


@pytest.mark.parametrize("rule", UNIT_RULES)
def test_a_broken_unit_row(rule):
    values, heading, words = UNIT_RULES[rule]
    for index in range(1, 4):
        own = UNITS[index]["Mã đơn vị"]
        rows = changed(UNITS, index, **{k: own if v == "itself" else v for k, v in values.items()})
        error = _only_error(OFFICERS, rows, "Đơn vị", index, heading, HEADINGS_OF_UNITS)
        assert words in error.message


def test_every_unit_of_a_cycle_is_named():
    rows = changed(changed(UNITS, 1, **{"Đơn vị cấp trên": "P3"}), 3, **{"Đơn vị cấp trên": "P1"})
    report = bring_in(book([], rows))
    assert sorted(p.value for p in report.errors) == ["P1", "P3"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"Ngày kết thúc": "01/01/2010"}, "sau ngày thành lập"),
        ({"Đơn vị tiền thân": "Z"}, "“Z”"),
        ({"Đơn vị tiền thân": "P1"}, "không trước"),
        ({"Đơn vị tiền thân": "P1", "Ngày thành lập": None}, "ngày thành lập"),
    ],
)
def test_ends_and_predecessors_have_to_fit(values, words):
    report = bring_in(book([], changed(UNITS, 3, **values)))
    assert len(report.errors) == 1
    assert words in report.errors[0].message


@pytest.mark.parametrize(("index", "other"), [(FIRST, MIDDLE), (MIDDLE, FIRST), (LAST, MIDDLE)])
def test_two_officers_with_one_number(index, other):
    rows = changed(OFFICERS, index, **{"Số hiệu": OFFICERS[other]["Số hiệu"]})
    later, earlier = max(index, other) + 2, min(index, other) + 2
    error = _only_error(rows, UNITS, "Công chức", later - 2, "Số hiệu", HEADINGS)
    column = get_column_letter(HEADINGS.index("Số hiệu") + 1)
    assert f"{column}{earlier}" in error.message


def test_one_unit_twice_without_another_quota_day_or_with_another_name():
    report = bring_in(book([], [*UNITS, UNITS[2]]))
    assert [p.value for p in report.errors] == ["P2"]
    other = UNITS[2] | {"Tên đơn vị": "Khác", "Áp dụng từ ngày": "01/01/2025"}
    report = bring_in(book([], [*UNITS, other]))
    assert [p.value for p in report.errors] == ["Khác"]


@pytest.mark.parametrize("index", [FIRST, MIDDLE, LAST])
def test_a_row_without_a_number_is_an_error_unless_it_is_a_totals_row(index):
    report = bring_in(book(changed(OFFICERS, index, **{"Số hiệu": None}), UNITS))
    assert [(p.sheet, p.cell[1:]) for p in report.errors] == [("Công chức", str(index + 2))]


@pytest.mark.parametrize(
    "heading", ["Số hiệu", "Họ và tên", "Ngày sinh", "Giới tính", "Mã đơn vị", "Ngạch", "Trình độ chuyên môn"]
)
def test_a_missing_required_heading_refuses_the_file(heading):
    path = workbook({"Công chức": table([h for h in OFFICERS[0] if h != heading], OFFICERS)})
    report = bring_in(path)
    assert [p.level for p in report.errors] == ["error"]
    # Without a key heading the sheet is not recognised at all, so the message names both of them.
    assert heading in report.errors[0].message


def test_a_quota_total_that_does_not_add_up_is_a_warning():
    headings = list(UNITS[0])
    for total, warnings in ((40, 0), (41, 1)):
        rows = [
            *table(headings, UNITS),
            ["Tổng cộng" if h == "Tên đơn vị" else total if h == "Biên chế giao" else None for h in headings],
        ]
        report = bring_in(workbook({"Đơn vị": rows}), dry_run=True)
        assert (len(report.errors), len(report.warnings)) == (0, warnings)


def test_what_is_only_unusual_is_said_and_let_through():
    unusual = {
        "Ngày sinh": "01/01/1960",
        "Trình độ chuyên môn": "Trung cấp",
        "Hệ số": "9,99",
        "Phụ trách": "P2",
        "Ngày vào Đảng": "1975",
        "Lý do nghỉ": "chờ nghỉ",
    }
    report = bring_in(book(changed(OFFICERS, 0, **unusual)))
    assert report.summary_line == "created 9, updated 0, unchanged 0, errors 0"
    assert {p.value for p in report.warnings} == set(unusual.values())


@pytest.mark.parametrize(
    ("values", "cell", "words"),
    [
        ({"Bậc": None, "Ngày hưởng": None}, "3,00", "chưa ghi"),
        ({"Bậc": None, "Hệ số": None}, "01/07/2021", "chưa ghi"),
        ({"Biệt phái đến": "P2"}, "P2", "ngày tuyển dụng"),
        ({"Ngày về đơn vị": None, "Ngày tuyển dụng": "01/03/2009"}, "P1", "01/01/2010"),
    ],
)
def test_a_day_or_a_step_that_is_missing_is_said_and_let_through(values, cell, words):
    report = bring_in(book(changed(OFFICERS, 0, **values)))
    assert report.summary_line == "created 9, updated 0, unchanged 0, errors 0"
    assert [p.value for p in report.warnings] == [cell]
    assert words in report.warnings[0].message
    assert bring_in(book(changed(OFFICERS, 0, **values))).summary_line == (
        "created 0, updated 0, unchanged 9, errors 0"
    )
