"""The workbook of participants: places and results, errors at their cells, the same file twice."""

import io
from datetime import date, timedelta

import openpyxl
import pytest

from staff.models import Qualification
from tests.conftest import Cast
from tests.factories import PostingFactory
from tests.training.building import course, in_days, session
from training.imports.participants import import_participants
from training.models import Enrolment, Result, Session

HEADINGS = ("Số hiệu", "Họ và tên", "Mã khóa", "Ngày bắt đầu", "Kết quả", "Điểm", "Xếp loại", "Số chứng chỉ")


def book(*lines: tuple) -> io.BytesIO:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Danh sách học viên"])
    workbook.active.append([*HEADINGS, "Ngày cấp"])
    for line in lines:
        workbook.active.append(list(line))
    packed = io.BytesIO()
    workbook.save(packed)
    packed.seek(0)
    return packed


def bring(cast: Cast, *lines: tuple, dry_run: bool = False, actor=None):
    return import_participants(book(*lines), name="lop.xlsx", actor=actor or cast.mai, dry_run=dry_run)


@pytest.fixture
def held(cast: Cast) -> Session:
    return session(cast.t, start=-10, seats=5, course=course(cast.t, code="CVC-01"))


ISSUED = f"{in_days(-2):%d/%m/%Y}"


def test_people_come_in_with_their_results_and_twice_changes_nothing(cast: Cast, held: Session) -> None:
    lines = (
        ("CC-anh", "Nguyễn Thị Ánh", "cvc-01", None, "Đạt", "8,5", "Giỏi", "01", ISSUED),
        ("CC-bao", None, "CVC-01", held.start, None, None, None, None, None),
    )
    first = bring(cast, *lines)
    assert first.summary_line == "created 2, updated 0, unchanged 0, errors 0"
    assert held.enrolments.filter(state="enrolled").count() == 2
    assert Qualification.objects.get().certificate == "01"
    versions = Qualification.history.count(), Result.history.count(), Enrolment.history.count()
    again = bring(cast, *lines)
    assert again.summary_line == "created 0, updated 0, unchanged 2, errors 0"
    assert versions == (Qualification.history.count(), Result.history.count(), Enrolment.history.count())


def test_a_dry_run_leaves_nothing_and_shows_what_would_come(cast: Cast, held: Session) -> None:
    report = bring(cast, ("CC-anh", None, "CVC-01"), dry_run=True)
    assert [change.kind for change in report.changes] == ["created"]
    assert not Enrolment.objects.exists()


def test_a_result_that_comes_later_is_an_update(cast: Cast, held: Session) -> None:
    bring(cast, ("CC-anh", None, "CVC-01"))
    report = bring(cast, ("CC-anh", None, "CVC-01", None, "Không đạt", 4))
    assert report.summary_line == "created 0, updated 1, unchanged 0, errors 0"
    assert Result.objects.get().passed is False


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        (("CC-khong-co", None, "CVC-01"), "A3"),
        (("CC-anh", "Trần Văn Khác", "CVC-01"), "B3"),
        (("CC-anh", None, "KHONG-CO"), "C3"),
        (("CC-anh", None, None), "C3"),
        (("CC-anh", None, "CVC-01", "01/01/2020"), "D3"),
        (("CC-anh", None, "CVC-01", "31/02/2026"), "D3"),
        (("CC-anh", None, "CVC-01", None, "tốt"), "E3"),
        (("CC-anh", None, "CVC-01", None, None, 8), "E3"),
        (("CC-anh", None, "CVC-01", None, "Đạt", 101), "F3"),
        (("CC-anh", None, "CVC-01", None, "Đạt", 8, "A+"), "G3"),
        (("CC-anh", None, "CVC-01", None, "Đạt", 8, None, "01", None), "I3"),
        (("CC-anh", None, "CVC-01", None, "Đạt", 8, None, "01", "01/01/2199"), "I3"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    cast: Cast, held: Session, line: tuple, cell: str
) -> None:
    report = bring(cast, line, ("CC-bao", None, "CVC-01"))
    assert [problem.cell for problem in report.errors] == [cell]
    assert not Enrolment.objects.exists()


def test_two_sessions_of_a_course_need_the_day(cast: Cast, held: Session) -> None:
    later = held.start + timedelta(days=60)
    Session.objects.create(
        course=held.course,
        start=later,
        end=later + timedelta(days=5),
        place="B",
        seats=9,
        deadline=date(2026, 1, 1),
    )
    assert [problem.cell for problem in bring(cast, ("CC-anh", None, "CVC-01")).errors] == ["C3"]
    assert bring(cast, ("CC-anh", None, "CVC-01", later)).counts.created == 1


def test_people_out_of_reach_are_strangers(cast: Cast, held: Session) -> None:
    outside = PostingFactory().officer
    report = bring(cast, (outside.number, None, "CVC-01"))
    assert [problem.cell for problem in report.errors] == ["A3"]
    assert bring(cast, ("CC-bao", None, "CVC-01"), actor=cast.ngoc).errors
