"""Special kinds, reasons for ending, C18, and the figures of court and procuracy from workbooks."""

import pytest

from evaluation.imports.outside import import_outside
from evaluation.imports.special import import_special
from evaluation.models import CaseloadFigure, EndingFigure, OutsideFigure, SpecialFigure
from evaluation.rules.caseload import FIELDS
from staff.access import Forbidden
from tests.evaluation.books.building import bring, close, month_file
from tests.evaluation.imports.agency import (
    CASELOAD_HEADINGS,
    FIGURES,
    caseload_file,
    found,
    messages,
    staff_up,
)
from tests.factories.scoring import caseload
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db

PERIOD = ["Kỳ báo cáo: 9 tháng năm 2026"]
SPECIAL = [
    "Mã đơn vị",
    "Loại án đặc thù",
    "Đại lượng",
    "Tổng số phải thi hành",
    "Có điều kiện",
    "Giải quyết xong",
]
ENDINGS = ["Mã đơn vị", "Lý do kết thúc", "Loại", "Việc", "Tiền"]
OUTSIDE = ["Mã đơn vị", "Nguồn", "Thụ lý mới", "Giải quyết xong", "Chuyển sổ theo dõi riêng"]
CREDIT = ["T-A", "Tín dụng, ngân hàng", "Việc", 40, 30, 20]
DONE = ["T-A", "Thi hành xong", "Chủ động", 7, "1.500"]


def special_file(rows, headings=SPECIAL, titles=()):
    return workbook({"Án đặc thù": [PERIOD, *titles, headings, *rows]})


def endings_file(rows):
    return workbook({"Lý do": [PERIOD, ENDINGS, *rows]})


def special(path, actor=None, **options):
    return import_special(path, name=path.name, actor=actor, **options)


def outside(path, actor=None, **options):
    return import_outside(path, name=path.name, actor=actor, **options)


def test_a_special_kind_is_stored_with_what_is_carried_over(cast) -> None:
    report = special(special_file([CREDIT, ["T-A", "Tín dụng ngân hàng", "Tiền", "1.000", 900, 100]]))

    assert report.summary_line == "created 2, updated 0, unchanged 0, errors 0"
    assert set(
        SpecialFigure.objects.values_list("unit__code", "kind", "measure", "to_enforce", "carried_forward")
    ) == {
        ("T-A", "tin_dung", "viec", 40, 20),
        ("T-A", "tin_dung", "tien", 1_000_000, 900_000),
    }
    row = SpecialFigure.objects.get(measure="viec")
    assert (row.year, row.months, row.sheet, row.row, row.run.kind) == (2026, 9, "Án đặc thù", 3, "special")


def test_without_the_column_the_title_row_says_what_is_counted(cast) -> None:
    headings = [h for h in SPECIAL if h != "Đại lượng"]
    rows = [["T-A", "Trọng điểm", 4, 3, 2]]

    special(special_file(rows, headings, [["Đơn vị tính: đồng"]]))

    assert SpecialFigure.objects.values_list("measure", "to_enforce").get() == ("tien", 4)
    refused = special(special_file(rows, headings))
    assert len(refused.errors) == 1


def test_reasons_for_ending_make_cases_and_money(cast) -> None:
    report = special(endings_file([DONE, ["T-A", "Kết thúc do gửi lại yêu cầu", "Theo yêu cầu", 2, 30]]))

    assert report.summary_line == "created 2, updated 0, unchanged 0, errors 0"
    assert set(EndingFigure.objects.values_list("ending", "initiative", "measure", "amount")) == {
        ("thi_hanh_xong", "chu_dong", "viec", 7),
        ("thi_hanh_xong", "chu_dong", "tien", 1_500_000),
        ("gui_lai_yeu_cau", "theo_yeu_cau", "viec", 2),
        ("gui_lai_yeu_cau", "theo_yeu_cau", "tien", 30_000),
    }


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["T-X", *CREDIT[1:]], "A3"),
        (["T-A", "Ma túy", *CREDIT[2:]], "B3"),
        (["T-A", "Phạm nhân", "Cái", 4, 3, 2], "C3"),
        (["T-A", "Phạm nhân", "Việc", 4, 5, 2], "E3"),
        (["T-A", "Phạm nhân", "Việc", 4, 3, 4], "F3"),
        (["T-A", "Phạm nhân", "Việc", 4, 3, -1], "F3"),
        (["T-A", "Phạm nhân", "Việc", 4, 3, 1.5], "F3"),
    ],
)
def test_a_wrong_cell_refuses_the_file_and_is_named(cast, row, cell) -> None:
    report = special(special_file([row, ["T-B", *CREDIT[1:]]]))

    assert [place for _sheet, place, _value in found(report)] == [cell]
    assert SpecialFigure.objects.count() == 0


def test_a_reduction_has_no_cases(cast) -> None:
    report = special(endings_file([["T-A", "Miễn, giảm", "Chủ động", 1, 5]]))

    assert [cell for _s, cell, _v in found(report)] == ["D3"]


def test_the_same_row_twice_is_refused(cast) -> None:
    assert len(special(special_file([CREDIT, CREDIT])).errors) == 1


def test_a_second_run_changes_nothing_and_a_dry_run_writes_nothing(cast) -> None:
    path = special_file([CREDIT])
    assert special(path, dry_run=True).summary_line == "created 1, updated 0, unchanged 0, errors 0"
    assert SpecialFigure.objects.count() == 0
    special(path)

    assert special(path).summary_line == "created 0, updated 0, unchanged 1, errors 0"
    assert SpecialFigure.history.count() == 1


def test_closed_books_refuse_special_kinds_and_endings(cast) -> None:
    caseload(cast.officer("anh"), cast.a, 9, 10)
    special(special_file([CREDIT]))
    close(cast.a)

    changed = special(special_file([[*CREDIT[:5], 21]]))
    same = special(special_file([CREDIT]))
    ending = special(endings_file([DONE]))

    assert "05/2024/TT-BTP" in messages(changed)[0]
    assert same.summary_line == "created 0, updated 0, unchanged 1, errors 0"
    assert len(ending.errors) == 1
    assert SpecialFigure.objects.get().resolved == 20


def test_only_units_in_reach_and_only_with_the_verb(cast) -> None:
    with pytest.raises(Forbidden):
        special(special_file([CREDIT]), actor=cast.an)

    assert special(special_file([CREDIT]), actor=cast.thu).applied
    assert len(special(special_file([CREDIT]), actor=cast.ngoc).errors) == 1


def test_c18_is_read_where_the_sheet_has_it(cast) -> None:
    staff_up(cast.a)
    headings = [*CASELOAD_HEADINGS, "Chuyển sổ theo dõi riêng"]
    row = ["CV01", "Nguyễn Văn Tống 1", "Chủ động", *FIGURES, None]

    bring(caseload_file([[*row, 12]], headings=headings))

    stored = CaseloadFigure.objects.get()
    assert stored.watch_book == 12
    assert "watch_book" not in FIELDS
    # Without the column what is stored stays; an empty cell is 0; a negative number is refused.
    assert bring(month_file()).summary_line == "created 0, updated 0, unchanged 1, errors 0"
    assert len(bring(caseload_file([[*row, -1]], headings=headings)).errors) == 1
    bring(caseload_file([[*row, None]], headings=headings))
    assert CaseloadFigure.objects.get().watch_book == 0


def test_court_figures_are_kept_by_column_and_empty_cells_are_not_theirs(cast) -> None:
    path = workbook({"Việc": [PERIOD, OUTSIDE, ["T-A", "Tòa án", 12, None, 3]]})

    report = outside(path)

    assert report.summary_line == "created 1, updated 0, unchanged 0, errors 0"
    assert set(OutsideFigure.objects.values_list("source", "measure", "column", "amount")) == {
        ("toa_an", "viec", "accepted", 12),
        ("toa_an", "viec", "watch_book", 3),
    }
    assert outside(path).summary_line == "created 0, updated 0, unchanged 1, errors 0"


def test_an_unknown_source_is_refused(cast) -> None:
    path = workbook({"Việc": [PERIOD, OUTSIDE, ["T-A", "Công an", 12, 1, 3]]})

    assert [cell for _s, cell, _v in found(outside(path))] == ["B3"]


def test_their_figures_may_come_after_our_books_are_closed(cast) -> None:
    caseload(cast.officer("anh"), cast.a, 9, 10)
    close(cast.a)

    assert outside(workbook({"Việc": [PERIOD, OUTSIDE, ["T-A", "Viện kiểm sát", 12, 1, 3]]})).applied


def month_of(months: int, resolved: int, ended: int, note: str = ""):
    title = [f"Kỳ báo cáo: {months} tháng năm 2026"]
    kind, reason = ["T-A", "Trọng điểm", "Việc", 40, 30, resolved], ["T-A", "Đình chỉ", "Chủ động", ended, 0]
    return workbook(
        {
            "Án đặc thù": [title, [*SPECIAL, "Ghi chú"], [*kind, note]],
            "Lý do": [title, [*ENDINGS, "Ghi chú"], [*reason, note]],
        }
    )


@pytest.mark.parametrize(("months", "resolved", "ended"), [(12, 19, 6), (6, 21, 8)])
def test_what_is_cumulative_never_falls_within_a_year(cast, months, resolved, ended) -> None:
    special(month_of(9, 20, 7))

    report = special(month_of(months, resolved, ended))

    assert [cell for _sheet, cell, _value in found(report)] == ["F3", "D3"]
    assert all(message.startswith("I9") for message in messages(report))
    assert SpecialFigure.objects.count() == 1


@pytest.mark.parametrize(("months", "resolved", "ended"), [(12, 20, 7), (12, 21, 8), (6, 20, 7), (6, 0, 0)])
def test_what_stays_or_grows_is_stored(cast, months, resolved, ended) -> None:
    special(month_of(9, 20, 7))
    assert not special(month_of(months, resolved, ended)).errors


def test_a_fall_with_its_reason_is_a_warning_and_the_reason_is_kept(cast) -> None:
    special(month_of(9, 20, 7))

    report = special(month_of(12, 19, 6, note="chuyển hồ sơ cho khu vực 2"))

    assert len(report.warnings) == 2
    assert not report.errors
    assert SpecialFigure.objects.get(months=12).note == "chuyển hồ sơ cho khu vực 2"
    assert not special(month_of(9, 20, 7)).errors


def test_another_statistical_year_begins_anew(cast) -> None:
    special(month_of(9, 20, 7))
    title = ["Kỳ báo cáo: 3 tháng năm 2027"]
    rows = [title, SPECIAL, ["T-A", "Trọng điểm", "Việc", 4, 3, 2]]
    assert not special(workbook({"Án đặc thù": rows})).errors


def test_c18_is_never_negative(cast) -> None:
    from django.db import IntegrityError, transaction

    staff_up(cast.a)
    bring(month_file())
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseloadFigure.objects.update(watch_book=-1)
