"""`import_work`: work given, leaders and general criteria of a quarter (sections 5, 6 and 7)."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.enums import EvaluationState
from evaluation.imports.quantities import places_of, read_quantity
from evaluation.imports.work import import_work
from evaluation.models import Evaluation, GeneralPoint, LeaderAssessment, Period, Product, WorkItem
from evaluation.rules.criteria import CRITERIA
from hrm.kernel.dates import ALWAYS
from hrm.kernel.workbook.book import Cell, column_letters
from hrm.kernel.workbook.cells import Reader
from staff.access import Forbidden
from staff.models import ImportRun, Posting
from tests.evaluation.imports.agency import found, messages, staff_up
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db

PERIOD = "Kỳ: Quý III năm 2026"
HEADINGS = [
    "Số hiệu",
    "Họ và tên",
    "Mã CV",
    "Số lượng giao",
    "Số lượng hoàn thành",
    "Lần không đạt chất lượng",
    "Lần chậm tiến độ",
    "Nguyên nhân khách quan",
    "Ngoài kế hoạch",
]
LEADER_HEADINGS = ["Số hiệu", "Họ và tên", "Tổ chức triển khai", "Đoàn kết", "Căn cứ"]
POINT_HEADINGS = ["Số hiệu", "Họ và tên", *(line.code for line in CRITERIA)]
COLUMN = {heading: position for position, heading in enumerate(HEADINGS)}
FULL = [5, 5, "2,5", "2.5", 2.5, 2, "1,75", 2.5, 2.5, 0]
FIRST_ROW = 4


def name(n):
    return f"Nguyễn Văn Tống {n}"


def items():
    """Officers 1 to 6: one fed product and one of their own each; the last has work outside the plan."""
    rows = []
    for n in range(1, 7):
        rows.append([f"CV{n:02d}", name(n), "TH01", 20, None, None, None, None, None])
        rows.append([f"CV{n:02d}", name(n), "HC01", "2,5", "1.5", 1, 2, "x", None])
    return [*rows, ["CV06", None, "HC01", None, "0,25", None, None, None, "x"]]


def leaders():
    return [["CV01", name(1), 100, 50, "Biên bản họp ngày 30/9/2026"]]


def points():
    return [[f"CV{n:02d}", name(n), *FULL] for n in range(1, 7)]


def work(rows=None, *, leading=None, general=None, period=PERIOD):
    book = {}
    if rows is not None:
        book["Giao việc"] = [["GIAO VIỆC"], [period], HEADINGS, *rows]
    if leading is not None:
        book["Lãnh đạo"] = [["LÃNH ĐẠO"], [period], LEADER_HEADINGS, *leading]
    if general is not None:
        book["Tiêu chí chung"] = [["TIÊU CHÍ CHUNG"], [period], POINT_HEADINGS, *general]
    return workbook(book)


def bring(path, actor=None, **options):
    return import_work(path, name=path.name, actor=actor, **options)


def nothing_was_written():
    models = (WorkItem, LeaderAssessment, GeneralPoint, ImportRun)
    return all(model.objects.count() == 0 for model in models)


@pytest.fixture
def staffed(cast):
    Product.objects.create(
        code="TH01", name="Việc chủ động", coefficient=1, start=ALWAYS, source="viec_xong_chu_dong"
    )
    Product.objects.create(code="HC01", name="Báo cáo", coefficient=2, start=date(2026, 6, 25))
    Product.objects.create(code="CU01", name="Đã bãi bỏ", coefficient=2, start=ALWAYS, end=date(2026, 9, 30))
    return staff_up(cast.a)


def confirm(officer, unit):
    period = Period.objects.create(
        code="2026-Q3", start=date(2026, 7, 1), end=date(2026, 10, 1), rule_set="nd335"
    )
    Evaluation.objects.create(
        officer=officer,
        period=period,
        unit=unit,
        seat="staff",
        rule_set="nd335",
        state=EvaluationState.CONFIRMED,
    )


def test_the_three_sheets_of_a_quarter_are_stored(staffed):
    report = bring(work(items(), leading=leaders(), general=points()))

    assert report.problems == []
    assert report.summary_line == "created 20, updated 0, unchanged 0, errors 0"
    fed = WorkItem.objects.get(officer__number="CV03", product__code="TH01")
    assert (fed.period, fed.unit, fed.assigned, fed.done) == ("2026-Q3", staffed.unit, 20, None)
    assert (fed.sheet, fed.row, fed.run.kind) == ("Giao việc", 8, "work")
    own = WorkItem.objects.get(officer__number="CV03", product__code="HC01")
    assert (own.assigned, own.done) == (Decimal("2.5"), Decimal("1.5"))
    assert (own.failures, own.delays, own.objective, own.unplanned) == (1, 2, True, False)
    extra = WorkItem.objects.get(unplanned=True)
    assert (extra.officer.number, extra.assigned, extra.done) == ("CV06", 0, Decimal("0.25"))
    leader = LeaderAssessment.objects.get()
    assert (leader.organising, leader.unity, leader.grounds) == (100, 50, "Biên bản họp ngày 30/9/2026")
    confirmed = dict(
        GeneralPoint.objects.filter(officer__number="CV04").values_list("criterion", "confirmed_points")
    )
    assert confirmed == {
        line.code: Decimal(str(given).replace(",", ".")) for line, given in zip(CRITERIA, FULL, strict=True)
    }


def test_the_same_file_twice_changes_nothing(staffed):
    path = work(items(), leading=leaders(), general=points())
    bring(path)

    report = bring(path)

    assert report.summary_line == "created 0, updated 0, unchanged 20, errors 0"
    assert (WorkItem.history.count(), GeneralPoint.history.count()) == (13, 60)


def test_a_changed_row_is_updated(staffed):
    bring(work(items(), general=points()))
    rows, given = items(), points()
    rows[1][COLUMN["Số lượng hoàn thành"]] = 2
    given[2][5] = 1

    report = bring(work(rows, general=given))

    assert report.summary_line == "created 0, updated 2, unchanged 17, errors 0"
    assert [(c.field, c.old, c.new) for c in report.changes] == [
        ("Số lượng hoàn thành", "1,5", "2"),
        ("Điểm xác nhận", "2,5", "1"),
    ]


def test_a_dry_run_writes_nothing(staffed):
    report = bring(work(items()), dry_run=True)

    assert report.summary_line == "created 13, updated 0, unchanged 0, errors 0"
    assert nothing_was_written()


def test_an_officer_keeps_self_scored_points(staffed):
    GeneralPoint.objects.create(
        officer=staffed.officers[0], unit=staffed.unit, period="2026-Q3", criterion="I.1", self_points=4
    )

    bring(work(general=points()))

    point = GeneralPoint.objects.get(officer=staffed.officers[0], criterion="I.1")
    assert (point.self_points, point.confirmed_points) == (4, 5)


def test_a_new_version_of_a_product_takes_its_work_along(staffed):
    bring(work(items()))
    Product.objects.filter(code="HC01").update(end=date(2026, 9, 1))
    newer = Product.objects.create(code="HC01", name="Báo cáo", coefficient=3, start=date(2026, 9, 1))

    report = bring(work(items()))

    assert report.summary_line == "created 0, updated 7, unchanged 6, errors 0"
    assert set(WorkItem.objects.filter(product__code="HC01").values_list("product", flat=True)) == {newer.pk}


ROWS = {"fed": (0, 6, 10), "own": (1, 7, 11)}
BROKEN = [
    ("own", "Số hiệu", "CV99", "không có công chức nào mang số hiệu này"),
    ("own", "Họ và tên", "Trần Văn Khác", "họ tên không khớp"),
    ("own", "Mã CV", None, "phải điền “Mã CV”"),
    ("own", "Mã CV", "HC99", "danh mục áp dụng vào ngày 30/09/2026 không có mã này"),
    ("own", "Mã CV", "CU01", "danh mục áp dụng vào ngày 30/09/2026 không có mã này"),
    ("own", "Số lượng giao", None, "phải điền “Số lượng giao”"),
    ("own", "Số lượng giao", -1, "là số âm"),
    ("own", "Số lượng giao", "hai", "không phải"),
    ("own", "Số lượng giao", 10**8, "số quá lớn"),
    ("own", "Số lượng giao", "1,12345678901", "quá nhiều chữ số thập phân"),
    ("own", "Số lượng hoàn thành", None, "phải điền “Số lượng hoàn thành”"),
    ("own", "Số lượng hoàn thành", "-2", "là số âm"),
    ("fed", "Số lượng hoàn thành", 3, "được tính từ số liệu thi hành án (việc xong chủ động)"),
    ("fed", "Số lượng hoàn thành", 0, "được tính từ số liệu thi hành án"),
    ("own", "Lần không đạt chất lượng", 1.5, "không phải số nguyên"),
    ("own", "Lần không đạt chất lượng", -1, "số âm"),
    ("own", "Lần chậm tiến độ", "hai", "không phải là số"),
    ("own", "Lần chậm tiến độ", 32_768, "số quá lớn"),
    ("own", "Nguyên nhân khách quan", "có lẽ", "cần: chữ x hoặc để trống"),
    ("own", "Ngoài kế hoạch", "có lẽ", "cần: chữ x hoặc để trống"),
]


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize(("kind", "heading", "value", "expected"), BROKEN)
def test_one_broken_cell_refuses_the_file(staffed, position, kind, heading, value, expected):
    rows = items()
    row = ROWS[kind][position]
    rows[row][COLUMN[heading]] = value

    report = bring(work(rows, leading=leaders(), general=points()))

    assert [expected in m for m in messages(report)] == [True], messages(report)
    assert found(report)[0][:2] == ("Giao việc", f"{column_letters(COLUMN[heading] + 1)}{FIRST_ROW + row}")
    assert nothing_was_written()


@pytest.mark.parametrize("row", [0, 7, 12])
def test_a_repeated_row_names_the_first_one(staffed, row):
    rows = items()

    report = bring(work([*rows, rows[row]]))

    assert found(report) == [("Giao việc", "A17", rows[row][0])]
    assert f"ô A{FIRST_ROW + row}" in messages(report)[0]


def test_a_product_of_the_caseload_counts_once_planned_or_not(staffed):
    extra = [["CV01", None, "TH01", None, None, None, None, None, "x"]]

    assert found(bring(work([*items(), *extra]))) == [("Giao việc", "A17", "CV01")]


@pytest.mark.parametrize(
    ("heading", "value"),
    [("Tổ chức triển khai", 75), ("Đoàn kết", 0), ("Đoàn kết", None), ("Đoàn kết", "tốt")],
)
def test_the_criteria_of_leaders_are_100_or_50(staffed, heading, value):
    row = leaders()[0]
    row[LEADER_HEADINGS.index(heading)] = value

    report = bring(work(items(), leading=[row]))

    letter = column_letters(LEADER_HEADINGS.index(heading) + 1)
    assert [cell for _s, cell, _v in found(report)] == [f"{letter}4"]
    assert nothing_was_written()


def test_only_leaders_take_the_criteria_of_leaders(staffed):
    report = bring(work(leading=[*leaders(), ["CV02", name(2), 100, 100, None]]))

    assert found(report) == [("Lãnh đạo", "A5", "CV02")]
    assert "không giữ chức vụ lãnh đạo, quản lý vào ngày 30/09/2026" in messages(report)[0]


@pytest.mark.parametrize("row", [0, 3, 5])
@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("I.1", 5.25),
        ("I.2", "5,01"),
        ("II.1", 3),
        ("II.4", "2,6"),
        ("III.4", 2.75),
        ("III.1", -1),
        ("II.2", None),
    ],
)
def test_points_stay_within_the_maximum_of_their_line(staffed, row, line, value):
    given = points()
    given[row][POINT_HEADINGS.index(line)] = value

    report = bring(work(general=given))

    letter = column_letters(POINT_HEADINGS.index(line) + 1)
    assert [cell for _s, cell, _v in found(report)] == [f"{letter}{FIRST_ROW + row}"]
    assert nothing_was_written()


@pytest.mark.parametrize("period", ["", "Kỳ báo cáo: 9 tháng năm 2026", "Kỳ: Quý V năm 2026"])
def test_without_a_quarter_the_file_is_refused(staffed, period):
    report = bring(work(items(), period=period))

    assert len(report.errors) == 1
    assert "Kỳ: Quý III năm 2026" in messages(report)[0]


def test_an_officer_without_a_posting_on_the_last_day_is_refused(staffed):
    Posting.objects.filter(officer=staffed.officers[1]).update(end=date(2026, 9, 30))

    report = bring(work(general=points()))

    assert found(report) == [("Tiêu chí chung", "A5", "CV02")]
    assert "30/09/2026" in messages(report)[0]


class TestConfirmed:
    """What a confirmed form rests on is frozen (article 17.3)."""

    def test_a_row_that_would_change_it_is_refused(self, staffed):
        bring(work(items()))
        confirm(staffed.officers[2], staffed.unit)
        rows = items()
        rows[5][COLUMN["Số lượng hoàn thành"]] = 2

        report = bring(work(rows))

        assert found(report) == [("Giao việc", "A9", "CV03")]
        assert "đã được xác nhận" in messages(report)[0]

    def test_a_new_row_for_it_is_refused(self, staffed):
        confirm(staffed.officers[2], staffed.unit)

        report = bring(work(general=points()))

        assert found(report) == [("Tiêu chí chung", "A6", "CV03")]
        assert GeneralPoint.objects.count() == 0

    def test_rows_that_say_the_same_are_unchanged(self, staffed):
        bring(work(items()))
        confirm(staffed.officers[2], staffed.unit)

        assert bring(work(items())).summary_line == "created 0, updated 0, unchanged 13, errors 0"


class TestReach:
    """The verb first, then the units granted; nobody out of reach is revealed."""

    def test_without_the_verb_nothing_is_read(self, staffed, cast):
        with pytest.raises(Forbidden):
            bring(work(items()), actor=cast.thu)

    def test_without_reach_every_officer_is_a_stranger(self, staffed, cast):
        report = bring(work(general=points()), actor=cast.ngoc)

        assert len(report.errors) == 6
        assert "Tống" not in " ".join(messages(report))

    def test_the_personnel_officer_of_the_province_reaches_its_offices(self, staffed, cast):
        bring(work(items()), actor=cast.mai)

        assert {h.history_user for h in WorkItem.history.all()} == {cast.mai}


class TestCatalogueOfAnEarlierQuarter:
    """Catalogues were due by 30/06/2026 (article 26.1.a); the quarters before are scored by the first one."""

    def test_a_product_decided_after_the_quarter_counts_with_a_warning(self, staffed):
        rows = [["CV01", None, "HC01", 1, 1, *[None] * 4], ["CV02", None, "HC01", 1, 1, *[None] * 4]]

        report = bring(work(rows, period="Kỳ: Quý I năm 2026"))

        assert (report.applied, found(report), found(report, "warning")) == (
            True,
            [],
            [("Giao việc", f"C{FIRST_ROW}", "HC01")],
        )

    def test_a_product_that_had_ended_by_then_does_not(self, staffed):
        Product.objects.filter(code="HC01").update(start=date(2025, 1, 1), end=date(2026, 1, 1))
        Product.objects.create(code="HC01", name="Báo cáo", coefficient=2, start=date(2026, 6, 25))
        row = ["CV01", None, "HC01", 1, 1, *[None] * 4]

        report = bring(work([row], period="Kỳ: Quý I năm 2026"))

        assert found(report) == [("Giao việc", f"C{FIRST_ROW}", "HC01")]


def test_the_title_of_the_form_itself_states_the_quarter(staffed):
    report = bring(work(general=points(), period="(Kỳ theo dõi, đánh giá: Quý III năm 2026)"))

    assert report.summary_line == "created 6, updated 0, unchanged 0, errors 0"


def test_a_computed_share_of_a_joint_product_is_kept_to_ten_places_and_typed_text_is_not_rounded() -> None:
    places = places_of(WorkItem, "assigned")
    reader = Reader("giao-viec.xlsx")
    assert read_quantity(reader, Cell("Giao việc", 5, 3, 1 / 3), places) == Decimal("0.3333333333")
    assert reader.errors == []
    assert read_quantity(reader, Cell("Giao việc", 6, 3, "0,33333333333"), places) is None
    assert len(reader.errors) == 1
