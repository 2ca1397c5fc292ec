"""`import_caseload`: what a good file stores, and how a second or a late file meets the first."""

from datetime import date

import pytest

from evaluation.imports.caseload import import_caseload
from evaluation.models import CaseloadFigure
from evaluation.rules.caseload import FIELDS
from staff.access import Forbidden
from staff.enums import PostingKind
from staff.models import ImportRun, Posting
from tests.evaluation.imports.agency import (
    CASELOAD_HEADINGS,
    FIGURES,
    caseload_file,
    caseload_rows,
    caseload_sheet,
    found,
    messages,
    staff_up,
)
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db

# Three months of one year for one officer, C1 … C17 without C12; every flow grows.
SIX = (10, 12, 22, 1, 1, 0, 20, 15, 5, 1, 0, 8, 1, 4, 1, 14)
NINE = FIGURES
TWELVE = (10, 30, 40, 2, 1, 0, 37, 30, 18, 3, 0, 8, 1, 5, 2, 16)


def bring(path, actor=None, **options):
    return import_caseload(path, name=path.name, actor=actor, **options)


def month(number, figures, note=None):
    rows = [["CV01", "Nguyễn Văn Tống 1", "Chủ động", *figures, note]]
    return caseload_file(rows, period=f"Kỳ báo cáo: {number} tháng năm 2026")


@pytest.fixture
def staffed(cast):
    return staff_up(cast.a)


def test_a_good_file_is_stored_with_its_month_unit_and_place(staffed):
    path = caseload_file()

    report = bring(path)

    assert report.applied
    assert report.summary_line == "created 12, updated 0, unchanged 0, errors 0"
    assert report.problems == []
    row = CaseloadFigure.objects.get(officer__number="CV02", initiative="theo_yeu_cau")
    assert (row.year, row.months, row.measure, row.unit) == (2026, 9, "viec", staffed.unit)
    assert [getattr(row, name) for name in FIELDS] == [*FIGURES[:11], 10, *FIGURES[11:]]
    assert (row.sheet, row.row) == ("Việc", 8)
    assert (row.run.kind, row.run.file_name, row.run.state) == ("caseload", path.name, "applied")


def test_the_history_names_who_brought_it(staffed, cast):
    bring(caseload_file(), actor=cast.thu)

    assert {h.history_user for h in CaseloadFigure.history.all()} == {cast.thu}
    assert ImportRun.objects.get().actor == cast.thu


def test_a_dry_run_says_what_would_happen_and_writes_nothing(staffed):
    report = bring(caseload_file(), dry_run=True)

    assert not report.applied
    assert report.summary_line == "created 12, updated 0, unchanged 0, errors 0"
    assert len(report.changes) == 12
    assert (CaseloadFigure.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_the_same_file_twice_changes_nothing(staffed):
    path = caseload_file()
    bring(path)

    report = bring(path)

    assert report.summary_line == "created 0, updated 0, unchanged 12, errors 0"
    assert CaseloadFigure.history.count() == 12


def test_a_corrected_month_updates_the_rows_that_differ(staffed):
    bring(month(9, NINE))

    report = bring(month(9, TWELVE))

    assert report.summary_line == "created 0, updated 1, unchanged 0, errors 0"
    change = next(c for c in report.changes if "(C9)" in c.field)
    assert (change.kind, change.old, change.new) == ("updated", "8", "18")
    assert CaseloadFigure.objects.get().completed == 18


def test_the_unit_is_that_of_the_primary_posting_on_the_last_day(staffed, cast):
    officer = staffed.officers[1]
    Posting.objects.filter(officer=officer).update(end=date(2026, 6, 30))
    Posting.objects.create(officer=officer, unit=cast.b, start=date(2026, 6, 30))
    Posting.objects.create(
        officer=staffed.officers[2], unit=cast.b, start=date(2026, 1, 1), kind=PostingKind.SECONDMENT
    )

    bring(caseload_file())

    units = dict(CaseloadFigure.objects.values_list("officer__number", "unit__code"))
    assert units == {f"CV{n:02d}": "T-B" if n == 2 else "T-A" for n in range(1, 7)}


def test_money_is_stored_in_dong(staffed):
    thousands = [*FIGURES]
    thousands[0], thousands[2], thousands[3] = 10.125, "30,125", "1,125"
    rows = caseload_rows(thousands, count=1)
    exact = caseload_rows([n * 1000 for n in FIGURES], count=1)

    first = bring(workbook({"Tiền": caseload_sheet(rows, unit="")}))
    CaseloadFigure.objects.all().delete()
    second = bring(workbook({"Sheet1": caseload_sheet(exact, unit="đồng")}))

    assert messages(first) == messages(second) == []
    assert set(CaseloadFigure.objects.values_list("measure", "brought_forward", "executable")) == {
        ("tien", 10_000, 20_000)
    }


def test_thousands_keep_three_decimals_exactly(staffed):
    thousands = [*FIGURES]
    thousands[0], thousands[2], thousands[3] = 10.125, "30,125", "1,125"

    bring(workbook({"Tiền": caseload_sheet(caseload_rows(thousands, count=1), unit="nghìn đồng")}))

    stored = CaseloadFigure.objects.values_list("brought_forward", "total_accepted", "entrusted")
    assert set(stored) == {(10_125, 30_125, 1_125)}


def test_reductions_exist_in_money_only(staffed):
    reduced = [*FIGURES]
    reduced[8], reduced[10] = 7, 1

    money = bring(workbook({"Tiền": caseload_sheet(caseload_rows(reduced, count=1), unit="đồng")}))
    cases = bring(caseload_file(caseload_rows(reduced, count=1)))

    assert messages(money) == []
    assert found(cases) == [("Việc", "N5", "1"), ("Việc", "N6", "1")]
    assert all(m.startswith("C11: ") for m in messages(cases))


def test_absent_columns_are_computed_or_nought(staffed):
    kept = [0, 1, 2, 3, 4, 9, 10, 11, 16, 17]
    # C1, C2, C7, C8, C9, C15, C16 alone.
    row = ["CV01", "Nguyễn Văn Tống 1", "Chủ động", 10, 20, None, None, None, None, 30, 21, 9]
    row += [None, None, None, None, 7, 2, None, None]
    rows = [[row[i] for i in kept]]

    report = bring(caseload_file(rows, headings=[CASELOAD_HEADINGS[i] for i in kept]))

    assert report.problems == []
    stored = CaseloadFigure.objects.get()
    assert (stored.total_accepted, stored.resolved, stored.in_progress) == (30, 9, 12)
    assert (stored.carried_forward, stored.entrusted, stored.postponed) == (21, 0, 0)


def test_the_old_two_way_split_is_accepted_with_a_warning_if_it_balances(staffed):
    without = CASELOAD_HEADINGS.index("Hoãn, tạm đình chỉ, khác")
    balanced = [*FIGURES]
    balanced[13], balanced[14] = 8, 0
    headings = [h for i, h in enumerate(CASELOAD_HEADINGS) if i != without]

    def short(figures):
        rows = caseload_rows(figures, count=1)
        return caseload_file([[v for i, v in enumerate(r) if i != without] for r in rows], headings=headings)

    good, bad = bring(short(balanced), dry_run=True), bring(short(FIGURES))

    assert (found(good), found(good, "warning")) == ([], [("Việc", "Q4", "")])
    assert [m.split(":")[0] for m in messages(bad)] == ["I3", "I3"]


def test_a_total_row_of_an_officer_is_only_checked(staffed):
    rows = caseload_rows(count=1)
    rows.append(["CV01", None, "Tổng số", *[2 * n for n in FIGURES], None])

    report = bring(caseload_file(rows))

    assert report.summary_line == "created 2, updated 0, unchanged 0, errors 0"


def test_a_totals_row_that_does_not_add_up_is_a_warning(staffed):
    total = ["Tổng cộng", None, None, *[12 * n for n in FIGURES]]
    total[4] = 241

    report = bring(caseload_file([*caseload_rows(), total]))

    assert report.applied
    assert found(report, "warning") == [("Việc", "E17", "241")]


def test_both_sheets_state_the_same_period(staffed):
    rows = caseload_rows(count=1)
    other = "Kỳ báo cáo: 6 tháng năm 2026"

    report = bring(
        workbook({"Việc": caseload_sheet(rows), "Tiền": caseload_sheet(rows, unit="", period=other)})
    )

    assert found(report) == [("Tiền", "A2", other)]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("Kỳ báo cáo: 9 tháng năm 2026", (2026, 9)),
        ("12 tháng năm 2026", (2026, 12)),
        ("Kỳ báo cáo: 03 tháng năm 2027 (số liệu chốt 31/12/2026)", (2027, 3)),
    ],
)
def test_the_period_is_read_from_a_title_row(staffed, period, expected):
    bring(caseload_file(period=period))

    assert set(CaseloadFigure.objects.values_list("year", "months")) == {expected}


@pytest.mark.parametrize("period", ["", "Kỳ báo cáo: 13 tháng năm 2026", "Kỳ: Quý III năm 2026"])
def test_without_a_period_the_file_is_refused(staffed, period):
    report = bring(caseload_file(period=period))

    assert len(report.errors) == 1
    assert CaseloadFigure.objects.count() == 0


@pytest.mark.parametrize("unit", ["", "triệu đồng"])
def test_a_sheet_that_is_neither_cases_nor_money_is_refused(staffed, unit):
    report = bring(workbook({"Sheet1": caseload_sheet(caseload_rows(), unit=unit)}))

    assert [p.sheet for p in report.errors] == ["Sheet1"]


def test_a_table_may_be_spread_over_sheets(staffed):
    rows = caseload_rows()
    book = {"Phòng 1": caseload_sheet(rows[:6]), "Phòng 2": caseload_sheet(rows[6:])}

    assert bring(workbook(book)).summary_line == "created 12, updated 0, unchanged 0, errors 0"


class TestI9:
    """Between months of a statistical year C1 stays equal and flows never fall."""

    def test_rising_months_are_accepted_in_any_order(self, staffed):
        reports = [bring(month(n, f)) for n, f in ((12, TWELVE), (6, SIX), (9, NINE))]

        assert [r.problems for r in reports] == [[], [], []]

    def test_a_fall_against_the_nearest_earlier_month_is_refused(self, staffed):
        bring(month(3, SIX))
        bring(month(6, NINE))

        report = bring(month(9, SIX))

        assert [m.split("(")[1].split(")")[0] for m in messages(report)] == ["C2", "C3", "C9", "C10"]
        assert {m.split(":")[0] for m in messages(report)} == {"I9"}
        assert all("6 tháng năm 2026" in m for m in messages(report))

    def test_a_late_month_is_held_against_the_nearest_later_one(self, staffed):
        bring(month(9, SIX))
        bring(month(12, TWELVE))

        report = bring(month(6, NINE))

        assert {m.split(":")[0] for m in messages(report)} == {"I9"}
        assert all("9 tháng năm 2026" in m for m in messages(report))

    def test_a_correction_is_held_against_both_neighbours(self, staffed):
        for n, figures in ((6, SIX), (9, NINE), (12, NINE)):
            bring(month(n, figures))

        report = bring(month(9, TWELVE))

        assert report.errors
        assert all("12 tháng năm 2026" in m for m in messages(report))
        assert CaseloadFigure.objects.get(months=9).completed == NINE[8]

    def test_the_opening_balance_stays_equal(self, staffed):
        bring(month(6, SIX))
        moved = [11, 19, *NINE[2:]]

        report = bring(month(9, moved))

        assert found(report) == [("Việc", "D5", "11")]

    def test_a_reason_in_the_note_makes_it_a_warning(self, staffed):
        bring(month(6, NINE))

        report = bring(month(9, SIX, note="Bàn giao 08 việc cho CV02 từ ngày 01/7/2026"))

        assert report.applied
        assert (found(report), len(found(report, "warning"))) == ([], 4)

    def test_another_statistical_year_starts_afresh(self, staffed):
        bring(month(12, TWELVE))
        rows = [["CV01", None, "Chủ động", *SIX, None]]

        assert bring(caseload_file(rows, period="3 tháng năm 2027")).problems == []


class TestReach:
    """`--as`: the verb, then the units granted; nobody out of reach is revealed."""

    def test_without_the_verb_nothing_is_read(self, staffed, cast):
        with pytest.raises(Forbidden):
            bring(caseload_file(), actor=cast.an)

    def test_without_reach_every_officer_is_a_stranger(self, staffed, cast):
        report = bring(caseload_file(caseload_rows(count=1)), actor=cast.ngoc)

        assert found(report) == [("Việc", "A5", "CV01"), ("Việc", "A6", "CV01")]
        assert "Tống" not in " ".join(messages(report))

    def test_unknown_and_out_of_reach_look_the_same(self, staffed, cast):
        rows = caseload_rows(count=1)
        known = bring(caseload_file(rows), actor=cast.ngoc)
        unknown = bring(caseload_file([["KHONG", *row[1:]] for row in rows]), actor=cast.ngoc)

        assert messages(known) == messages(unknown)

    def test_the_clerk_of_the_province_reaches_its_offices(self, staffed, cast):
        assert bring(caseload_file(), actor=cast.thu).applied

    def test_the_year_keeps_the_figures_of_an_officer_who_left_in_it(self, staffed):
        Posting.objects.filter(officer=staffed.officers[0]).update(end=date(2026, 3, 1))

        assert bring(caseload_file(caseload_rows(count=1))).applied
        assert set(CaseloadFigure.objects.values_list("unit__code", flat=True)) == {staffed.unit.code}

    def test_an_officer_who_left_before_the_year_is_named_to_the_system(self, staffed):
        Posting.objects.filter(officer=staffed.officers[0]).update(end=date(2025, 10, 1))

        report = bring(caseload_file(caseload_rows(count=1)))

        assert found(report) == [("Việc", "A5", "CV01"), ("Việc", "A6", "CV01")]
