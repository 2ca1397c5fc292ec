"""Supplementary reports: both versions kept, every check holds, confirmed forms stay (TT 05/2024, art. 11)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluation.enums import EvaluationState
from evaluation.imports.special import import_special
from evaluation.imports.supplement import import_supplement
from evaluation.models import (
    CaseloadFigure,
    Evaluation,
    SpecialFigure,
    SupplementaryLine,
    SupplementaryReport,
)
from evaluation.rules.periods import Quarter, StatMonth
from evaluation.selectors.books.supplements import changes_of, periods_using, resting_on
from evaluation.services.books.supplements import ReportDetails
from evaluation.services.drafts import open_period
from staff.access import Forbidden
from tests.evaluation.books.building import NEW, bring, close, month_file, stored
from tests.evaluation.imports.agency import FIGURES, messages, staff_up
from tests.evaluation.screens import form_of, quarter_of_a, signed_in
from tests.factories.scoring import caseload
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db


SPECIAL = [
    "Mã đơn vị",
    "Loại án đặc thù",
    "Đại lượng",
    "Tổng số phải thi hành",
    "Có điều kiện",
    "Giải quyết xong",
]
ENDINGS = ["Mã đơn vị", "Lý do kết thúc", "Loại", "Việc", "Tiền"]


def details(signed_on: date | None = None) -> ReportDetails:
    return ReportDetails("12/BC-THADS", signed_on or timezone.localdate(), "Trưởng phòng", "Bỏ sót một việc")


def correct(path, actor=None, paper: ReportDetails | None = None, **options):
    return import_supplement(path, name=path.name, actor=actor, details=paper or details(), **options)


@pytest.fixture
def closed(cast):
    staffed = staff_up(cast.a)
    bring(month_file())
    close(cast.a)
    return staffed


def test_a_report_writes_the_figures_and_keeps_both_versions(closed, cast) -> None:
    report = correct(month_file(NEW), actor=cast.thu)

    assert report.summary_line == "created 0, updated 1, unchanged 0, errors 0"
    filed = SupplementaryReport.objects.get()
    assert (filed.unit, filed.year, filed.months, filed.number) == (cast.a, 2026, 9, "12/BC-THADS")
    assert (filed.made_by, filed.run.kind, filed.signer) == (cast.thu, "supplement", "Trưởng phòng")
    line = SupplementaryLine.objects.get()
    assert (line.before["completed"], line.after["completed"]) == (FIGURES[8], FIGURES[8] + 1)
    assert stored().completed == FIGURES[8] + 1


def test_a_row_that_was_missing_has_no_version_before(closed, cast) -> None:
    correct(month_file(number="CV02", name="Nguyễn Văn Tống 2"))

    line = SupplementaryLine.objects.get()
    assert line.before is None
    assert line.figure.officer.number == "CV02"


def test_the_page_shows_each_changed_cell_old_and_new(closed, cast) -> None:
    correct(month_file(NEW))

    (row,) = changes_of(cast.thu, SupplementaryReport.objects.get())

    cells = {cell.column: (cell.old, cell.new, cell.difference) for cell in row.cells}
    assert cells["Thi hành xong (C9)"] == ("8", "9", "+1")
    assert "Ủy thác (C4)" not in cells


def test_a_dry_run_previews_and_writes_nothing(closed) -> None:
    report = correct(month_file(NEW), dry_run=True)

    assert any("(C9)" in change.field and (change.old, change.new) == ("8", "9") for change in report.changes)
    assert SupplementaryReport.objects.count() == 0
    assert stored().completed == FIGURES[8]


def test_the_identities_hold_in_a_report_as_anywhere(closed) -> None:
    broken = (*NEW[:6], 30, *NEW[7:])

    report = correct(month_file(broken))

    assert any(message.startswith("I2") for message in messages(report))
    assert SupplementaryReport.objects.count() == 0


def test_books_that_are_open_take_no_report(cast) -> None:
    staff_up(cast.a)
    bring(month_file())

    report = correct(month_file(NEW))

    assert len(report.errors) == 1
    assert stored().completed == FIGURES[8]


def test_a_workbook_that_changes_nothing_is_no_report(closed) -> None:
    assert len(correct(month_file()).errors) == 1
    assert SupplementaryReport.objects.count() == 0


@pytest.mark.parametrize("days", [-1, 1])
def test_a_report_is_signed_after_the_closing_and_not_in_the_future(closed, days) -> None:
    paper = details(timezone.localdate() + timedelta(days=days))

    assert len(correct(month_file(NEW), paper=paper).errors) == 1


def test_without_the_verb_there_is_no_report(closed, cast) -> None:
    with pytest.raises(Forbidden):
        correct(month_file(NEW), actor=cast.an)


@pytest.mark.parametrize(
    ("month", "codes"),
    [
        (StatMonth(2026, 9), {"2026-Q2", "2026-Q3", "2026-06", "2026-07"}),
        (StatMonth(2026, 12), {"2026-Q3", "2026-09"}),
        (StatMonth(2027, 3), {"2026-Q4", "2027-Q1", "2026-12", "2027-01"}),
        (StatMonth(2026, 8), {"2026-05", "2026-06"}),
    ],
)
def test_periods_that_take_a_month(month, codes) -> None:
    assert {period.code for period in periods_using(month)} == codes


@pytest.fixture
def confirmed(cast):
    """Ánh's form of quarter III/2026 rests on 12 − 9 months; the books of 12 months are closed."""
    quarter_of_a(cast)
    form = form_of(cast, "anh")
    Evaluation.objects.filter(pk=form.pk).update(
        state=EvaluationState.CONFIRMED, confirmed_at=timezone.now() - timedelta(days=1)
    )
    close(cast.t, StatMonth(2026, 12))
    return form


def more_resolved(cast) -> None:
    from evaluation.services.books.supplements import file_report
    from evaluation.services.merging import Wanted

    row = CaseloadFigure.objects.get(officer=cast.officer("anh"), months=12)
    names = ("accepted", "total_accepted", "to_enforce", "executable", "completed", "resolved")
    wanted = Wanted(
        {
            "officer_id": row.officer_id,
            "year": 2026,
            "months": 12,
            "measure": "viec",
            "initiative": "chu_dong",
        },
        {"unit": cast.a, **dict.fromkeys(names, 130)},
        "",
        "Việc",
        5,
    )
    file_report(
        month=StatMonth(2026, 12),
        rows=[wanted],
        details=details(),
        run=None,
        actor=cast.thu,
        today=timezone.localdate(),
    )


def test_a_confirmed_form_stays_and_the_report_names_it(confirmed, cast) -> None:
    before = Evaluation.objects.get(pk=confirmed.pk)

    more_resolved(cast)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)

    report = SupplementaryReport.objects.get()
    after = Evaluation.objects.get(pk=confirmed.pk)
    assert (after.done, after.trace, after.state) == (before.done, before.trace, EvaluationState.CONFIRMED)
    assert [form.pk for form in resting_on(cast.an, report).forms] == [confirmed.pk]
    # The clerk sees how many, not whose.
    assert (resting_on(cast.thu, report).forms, resting_on(cast.thu, report).hidden) == ([], 1)


def test_a_draft_takes_the_new_figures_at_its_next_refresh(confirmed, cast) -> None:
    Evaluation.objects.filter(pk=confirmed.pk).update(state=EvaluationState.DRAFT, confirmed_at=None)
    before = form_of(cast, "anh").done

    more_resolved(cast)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)

    assert form_of(cast, "anh").done == before + 10
    assert resting_on(cast.an, SupplementaryReport.objects.get()).number == 0


def test_rows_of_two_offices_are_reported_by_the_unit_above(closed, cast) -> None:
    from tests.evaluation.imports.agency import caseload_file
    from tests.factories import OfficerFactory, PostingFactory

    officer = OfficerFactory(number="CV90", full_name="Lê Văn Kết")
    PostingFactory(officer=officer, unit=cast.b)
    caseload(officer, cast.b, 9, 5)
    close(cast.b)
    rows = [
        ["CV01", "Nguyễn Văn Tống 1", "Chủ động", *NEW, None],
        ["CV90", "Lê Văn Kết", "Theo yêu cầu", *FIGURES, None],
    ]

    correct(caseload_file(rows), actor=cast.thu)

    assert SupplementaryReport.objects.get().unit == cast.t


def beside_file(resolved: int = 20, ended: int = 7, months: int = 9):
    title = [f"Kỳ báo cáo: {months} tháng năm 2026"]
    return workbook(
        {
            "Án đặc thù": [title, SPECIAL, ["T-A", "Trọng điểm", "Việc", 40, 30, resolved]],
            "Lý do": [title, ENDINGS, ["T-A", "Thi hành xong", "Chủ động", ended, 5]],
        }
    )


@pytest.fixture
def closed_beside(cast):
    """Office A's books of nine months are closed with special kinds and reasons for ending."""
    staff_up(cast.a)
    bring(month_file())
    path = beside_file()
    import_special(path, name=path.name, actor=None)
    close(cast.a)


def test_a_report_carries_special_kinds_and_endings(closed_beside, cast) -> None:
    report = correct(beside_file(resolved=21, ended=8), actor=cast.thu)

    assert report.summary_line == "created 0, updated 2, unchanged 0, errors 0"
    filed = SupplementaryReport.objects.get()
    kind, ended = filed.lines.get(special__isnull=False), filed.lines.get(ending__isnull=False)
    assert (kind.unit, kind.officer, kind.before["resolved"], kind.after["resolved"]) == (
        cast.a,
        None,
        20,
        21,
    )
    assert (kind.before["carried_forward"], kind.after["carried_forward"]) == (20, 19)
    assert (ended.before["amount"], ended.after["amount"]) == (7, 8)
    assert SpecialFigure.objects.get().resolved == 21


def test_the_page_shows_corrected_special_kinds_and_endings(closed_beside, cast) -> None:
    correct(beside_file(resolved=21, ended=8))
    filed = SupplementaryReport.objects.get()

    rows = changes_of(cast.thu, filed)
    page = signed_in(cast.thu).get(f"/danh-gia/so/bo-sung/{filed.pk}/").content.decode()

    assert {(row.kind, row.officer, row.figure_id) for row in rows} == {
        ("Vụ việc trọng điểm, phức tạp", "", None),
        ("Thi hành xong · Chủ động", "", None),
    }
    assert "Vụ việc trọng điểm, phức tạp" in page
    assert resting_on(cast.thu, filed).number == 0


def test_main_form_and_special_kinds_are_corrected_together(closed_beside, cast) -> None:
    from openpyxl import load_workbook

    path, main = beside_file(resolved=21), load_workbook(month_file(NEW))
    book = load_workbook(path)
    for sheet in main.worksheets:
        copy = book.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            copy.append(row)
    book.save(path)

    report = correct(path)

    assert not report.errors
    assert SupplementaryReport.objects.get().lines.count() == 2
    assert (stored().completed, SpecialFigure.objects.get().resolved) == (FIGURES[8] + 1, 21)


def test_sheets_of_one_report_state_one_month(closed_beside) -> None:
    from openpyxl import load_workbook

    path, main = beside_file(months=6), load_workbook(month_file(NEW))
    book = load_workbook(path)
    for sheet in main.worksheets:
        copy = book.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            copy.append(row)
    book.save(path)

    assert len(correct(path).errors) == 1
    assert SupplementaryReport.objects.count() == 0


def test_special_kinds_of_open_books_take_no_report(cast) -> None:
    path = beside_file()
    import_special(path, name=path.name, actor=None)

    assert len(correct(beside_file(resolved=21)).errors) == 1
    assert SpecialFigure.objects.get().resolved == 20


def test_a_line_points_to_one_row_only(closed, cast) -> None:
    report = SupplementaryReport.objects.create(
        unit=cast.a, year=2026, months=9, number="1", explanation="x", signed_on=date(2026, 10, 9), signer="x"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplementaryLine.objects.create(report=report, unit=cast.a, after={})
