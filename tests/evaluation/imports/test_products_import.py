"""`import_products`: the catalogue of article 13, dated by its decision."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.imports.products import import_products
from evaluation.models import Product
from hrm.kernel.dates import ALWAYS
from staff.access import Forbidden
from tests.evaluation.imports.agency import found, messages
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db

DECISION = "(Ban hành kèm theo Quyết định số 12/QĐ-THADS ngày 25/6/2026 của Trưởng THADS tỉnh)"
LATER = "Quyết định số 31/QĐ-THADS ngày 01 tháng 9 năm 2026"
HEADINGS = [
    "Mã CV",
    "Nhiệm vụ",
    "Công việc chi tiết",
    "Sản phẩm đầu ra",
    "Nhóm",
    "Khung điểm",
    "Điểm chấm",
    "Hệ số quy đổi",
    "Ghi chú",
    "Phòng, ban chuyên môn",
    "Nguồn",
]
COLUMN = {heading: position for position, heading in enumerate(HEADINGS)}
GOOD = [
    [
        "TH01",
        "Thi hành án",
        "Việc chủ động",
        "Việc",
        "N2",
        "1-10",
        5,
        "1,5",
        None,
        "NV",
        "việc xong chủ động",
    ],
    [
        "TH02",
        "Thi hành án",
        "Việc theo yêu cầu",
        "Việc",
        "N3",
        None,
        "7,25",
        2.25,
        "",
        "NV",
        "Việc xong theo yêu cầu",
    ],
    ["HC01", None, "Báo cáo quý", "Báo cáo", "N1", None, None, "1", None, "VP", None],
    ["HC02", None, "Kiểm tra", "Biên bản", "N4", None, None, 3, None, "VP", None],
    ["HC03", None, "Soạn thảo", "Văn bản", "N2", None, None, "0.75", None, "NV", None],
]
FIRST_ROW = 4


def catalogue(rows=GOOD, title=DECISION):
    return workbook({"Danh mục": [["DANH MỤC SẢN PHẨM"], [title], HEADINGS, *rows]})


def changed(row, heading, value):
    rows = [list(r) for r in GOOD]
    rows[row][COLUMN[heading]] = value
    return rows


def bring(path, actor=None, **options):
    return import_products(path, name=path.name, actor=actor, **options)


def test_a_catalogue_is_dated_from_its_decision():
    report = bring(catalogue())

    assert (report.summary_line, report.problems) == ("created 5, updated 0, unchanged 0, errors 0", [])
    product = Product.objects.get(code="TH01")
    assert (product.start, product.end, product.decision) == (date(2026, 6, 25), None, "12/QĐ-THADS")
    assert (product.name, product.task, product.output) == ("Việc chủ động", "Thi hành án", "Việc")
    assert (product.group, product.point_range, product.points) == ("N2", "1-10", Decimal(5))
    assert (product.department, product.source) == ("NV", "viec_xong_chu_dong")
    assert dict(Product.objects.values_list("code", "coefficient")) == {
        "TH01": Decimal("1.5"),
        "TH02": Decimal("2.25"),
        "HC01": Decimal(1),
        "HC02": Decimal(3),
        "HC03": Decimal("0.75"),
    }


@pytest.mark.parametrize(
    ("title", "start", "number"),
    [
        (DECISION, date(2026, 6, 25), "12/QĐ-THADS"),
        (LATER, date(2026, 9, 1), "31/QĐ-THADS"),
        ("Quyết định số: 7/QĐ-BTP", ALWAYS, "7/QĐ-BTP"),
        ("Năm 2026", ALWAYS, ""),
    ],
)
def test_without_a_date_a_product_has_always_been_in_force(title, start, number):
    bring(catalogue(title=title))

    assert set(Product.objects.values_list("start", "decision")) == {(start, number)}


def test_the_same_file_twice_changes_nothing():
    path = catalogue()
    bring(path)

    report = bring(path)

    assert report.summary_line == "created 0, updated 0, unchanged 5, errors 0"


def test_the_same_decision_corrects():
    bring(catalogue())

    report = bring(catalogue(changed(0, "Hệ số quy đổi", "1,75")))

    assert report.summary_line == "created 0, updated 1, unchanged 4, errors 0"
    assert [(c.old, c.new) for c in report.changes] == [("1,5", "1,75")]
    assert Product.objects.get(code="TH01").coefficient == Decimal("1.75")


def test_a_later_decision_closes_and_opens():
    bring(catalogue())

    report = bring(catalogue(changed(0, "Hệ số quy đổi", 2)[:1], title=LATER))

    assert report.summary_line == "created 1, updated 0, unchanged 0, errors 0"
    versions = Product.objects.filter(code="TH01").values_list("start", "end", "coefficient")
    assert list(versions) == [
        (date(2026, 6, 25), date(2026, 9, 1), Decimal("1.5")),
        (date(2026, 9, 1), None, Decimal(2)),
    ]
    assert Product.objects.filter(end__isnull=True).count() == 5


def test_an_older_decision_is_refused():
    bring(catalogue(title=LATER))

    report = bring(catalogue(GOOD[:1]))

    assert found(report) == [("Danh mục", "A4", "TH01")]
    assert "từ ngày 01/09/2026" in messages(report)[0]


@pytest.mark.parametrize("row", [0, 2, 4])
@pytest.mark.parametrize(
    ("heading", "value", "expected"),
    [
        ("Mã CV", "X" * 41, "quá dài"),
        ("Công việc chi tiết", None, "phải điền “Tên sản phẩm”"),
        ("Hệ số quy đổi", None, "phải điền “Hệ số quy đổi”"),
        ("Hệ số quy đổi", 0, "lớn hơn 0"),
        ("Hệ số quy đổi", "-1,5", "là số âm"),
        ("Hệ số quy đổi", "một", "không phải"),
        ("Hệ số quy đổi", "1,23456", "quá nhiều chữ số thập phân"),
        ("Hệ số quy đổi", 100_000, "số quá lớn"),
        ("Điểm chấm", "nhiều", "không phải"),
        ("Nguồn", "sổ thụ lý", "cần: “việc xong chủ động”, “việc xong theo yêu cầu”"),
        ("Sản phẩm đầu ra", "x" * 301, "quá dài"),
    ],
)
def test_one_broken_cell_refuses_the_file(row, heading, value, expected):
    report = bring(catalogue(changed(row, heading, value)))

    assert len(report.errors) == 1
    assert expected in messages(report)[0]
    assert found(report)[0][1] == f"{'ABCDEFGHIJK'[COLUMN[heading]]}{FIRST_ROW + row}"
    assert Product.objects.count() == 0


@pytest.mark.parametrize("row", [0, 2, 4])
def test_a_code_stands_once(row):
    report = bring(catalogue([*GOOD, GOOD[row]]))

    assert found(report) == [("Danh mục", "A9", GOOD[row][0])]
    assert f"ô A{FIRST_ROW + row}" in messages(report)[0]


def products(department, groups, prefix="P"):
    return [
        [f"{prefix}{n}", None, f"Việc {n}", None, group, None, None, 1, None, department, None]
        for n, group in enumerate(groups)
    ]


@pytest.mark.parametrize("position", [0, 3, 5])
def test_a_sixth_group_of_a_department_is_refused_by_article_13(position):
    groups = ["N1", "N2", "N3", "N4", "N5"]
    groups.insert(position, "N6")

    report = bring(catalogue([*products("NV", groups), *products("VP", ["N7"], prefix="Q")]))

    assert found(report) == [("Danh mục", "E9", groups[5])]
    assert "điểm a khoản 1 Điều 13" in messages(report)[0]


def test_groups_in_force_count_with_those_of_the_file():
    bring(catalogue(products("NV", ["N1", "N2", "N3", "N4", "N5"])))

    report = bring(catalogue(products("NV", ["n5", "N6"], prefix="Q")))

    assert found(report) == [("Danh mục", "E5", "N6")]


def test_a_decision_of_a_day_that_does_not_exist_is_refused():
    title = "Quyết định số 12/QĐ-THADS ngày 31/02/2026"

    assert found(bring(catalogue(title=title))) == [("Danh mục", "A2", title)]


def test_the_verb_decides_and_no_unit_is_asked(cast):
    with pytest.raises(Forbidden):
        bring(catalogue(), actor=cast.thu)
    assert bring(catalogue(), actor=cast.ngoc).applied
