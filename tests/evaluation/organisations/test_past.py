"""Officers' ratings up to 2025 by Decree 90/2020: service, workbook, screens."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from evaluation.imports.ratings90 import import_ratings90
from evaluation.models import YearRating
from evaluation.services.organisations.past_ratings import PastRating, re_rate_past, record_past_rating
from staff.models import Absence, Discipline
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.screens import said, signed_in

HEADINGS = (
    "Số hiệu",
    "Họ và tên",
    "Năm",
    "Mức xếp loại",
    "Số quyết định",
    "Ngày quyết định",
    "Đơn vị",
    "Ghi chú",
)
ROW = ("CC-bao", "Đỗ Quốc Bảo", 2024, "Hoàn thành tốt nhiệm vụ", "9/QĐ", "10/12/2024", "T-B", "")


def past(cast: Cast, **more: Any) -> PastRating:
    values = {"officer": cast.officer("bao"), "year": 2024, "band": "tot", "decision": "9/QĐ"}
    return PastRating(**(values | {"day": date(2024, 12, 10)} | more))


def book(tmp_path: Path, *rows: tuple[Any, ...]) -> Path:
    path = tmp_path / "xep-loai.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet("Xếp loại")
        for n, row in enumerate((HEADINGS, *rows)):
            page.write_row(n, 0, row)
    return path


def changed(**more: Any) -> tuple[Any, ...]:
    keys = ("number", "name", "year", "band", "decision", "day", "unit", "note")
    return tuple(more.get(key, value) for key, value in zip(keys, ROW, strict=True))


def test_a_past_rating_is_signed_by_decree_90_in_the_unit_of_then(cast: Cast) -> None:
    row, created = record_past_rating(past=past(cast), actor=cast.mai)
    again, twice = record_past_rating(past=past(cast), actor=cast.mai)
    assert (created, twice, again) == (True, False, row)
    assert (row.rule_set, row.state, row.version, row.unit, row.agency) == (
        "nd90",
        "signed",
        1,
        cast.b,
        cast.t,
    )


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"year": 2026, "day": date(2026, 12, 10)}, "year"),
        ({"year": 2019, "day": date(2019, 12, 10)}, "officer"),
        ({"band": "rat_tot"}, "band"),
        ({"decision": " "}, "decision"),
        ({"day": date(2023, 12, 10)}, "decision_date"),
        ({"unit": "T-A"}, "unit"),
    ],
)
def test_what_does_not_fit_the_records_is_refused(cast: Cast, more: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        record_past_rating(past=past(cast, **more), actor=cast.mai)
    assert refusal.value.field in (field, "year")
    assert not YearRating.objects.exists()


@pytest.mark.parametrize(
    ("months", "band", "fine"),
    [(2, "tot", True), (4, "tot", False), (4, "hoan_thanh", True), (7, "hoan_thanh", False)],
)
def test_leave_of_the_year_limits_the_band(cast: Cast, months: int, band: str, fine: bool) -> None:
    Absence.objects.create(
        officer=cast.officer("bao"), kind="sick", start=date(2024, 2, 1), end=date(2024, 2 + months, 5)
    )
    if fine:
        assert record_past_rating(past=past(cast, band=band), actor=cast.mai)[1]
        return
    with pytest.raises(DomainError, match="90/2020"):
        record_past_rating(past=past(cast, band=band), actor=cast.mai)


def test_article_11_a_discipline_of_the_year_needs_a_note_where_the_decision_differs(cast: Cast) -> None:
    Discipline.objects.create(
        officer=cast.officer("bao"), form="khien_trach", act="x", start=date(2024, 5, 1), end=date(2025, 5, 1)
    )
    with pytest.raises(DomainError, match="11"):
        record_past_rating(past=past(cast), actor=cast.mai)
    assert record_past_rating(past=past(cast, note="Quyết định không xét kỷ luật này"), actor=cast.mai)[1]


def test_a_second_different_rating_needs_a_re_rating_with_a_reason(cast: Cast) -> None:
    row, _new = record_past_rating(past=past(cast), actor=cast.mai)
    other = past(cast, band="hoan_thanh", decision="20/QĐ")
    with pytest.raises(DomainError):
        record_past_rating(past=other, actor=cast.mai)
    with pytest.raises(DomainError):
        re_rate_past(rating=row, past=other, reason=" ", actor=cast.mai)
    new = re_rate_past(rating=row, past=other, reason="Quyết định thay thế", actor=cast.mai)
    row.refresh_from_db()
    assert (row.current, row.band, new.version, new.predecessor) == (False, "tot", 2, row)
    with pytest.raises(DomainError):
        re_rate_past(rating=row, past=other, reason="x", actor=cast.mai)


def test_the_workbook_is_brought_in_once(cast: Cast, tmp_path: Path) -> None:
    path = book(tmp_path, ROW, changed(year=2023, day="11/12/2023", band="hoàn thành xuất sắc"))
    first = import_ratings90(path, name=path.name, actor=cast.mai)
    again = import_ratings90(path, name=path.name, actor=cast.mai)
    assert (first.errors, first.counts.created, again.counts.created, again.counts.unchanged) == ([], 2, 0, 2)
    assert set(YearRating.objects.values_list("year", "band")) == {(2024, "tot"), (2023, "xuat_sac")}


@pytest.mark.parametrize(
    ("more", "cell"),
    [
        ({"number": "CC-khong-co"}, "A2"),
        ({"name": "Người Khác"}, "B2"),
        ({"year": 2026}, "C2"),
        ({"band": "Rất tốt"}, "D2"),
        ({"decision": ""}, "E2"),
        ({"day": "31/02/2024"}, "F2"),
        ({"unit": "T-A"}, "G2"),
    ],
)
def test_bad_rows_are_named_by_cell_and_nothing_is_written(
    cast: Cast, tmp_path: Path, more: dict[str, Any], cell: str
) -> None:
    path = book(tmp_path, changed(**more), changed(number="CC-anh", name="", unit=""))
    report = import_ratings90(path, name=path.name, actor=cast.mai)
    assert cell in {problem.cell for problem in report.errors}
    assert not YearRating.objects.exists()


def test_an_officer_twice_in_a_year_and_a_different_rating_are_refused(cast: Cast, tmp_path: Path) -> None:
    twice = import_ratings90(book(tmp_path, ROW, ROW), name="x.xlsx", actor=cast.mai)
    assert [problem.cell for problem in twice.errors] == ["A3"]
    import_ratings90(book(tmp_path, ROW), name="x.xlsx", actor=cast.mai)
    other = import_ratings90(book(tmp_path, changed(band="Hoàn thành")), name="x.xlsx", actor=cast.mai)
    assert [problem.cell for problem in other.errors] == ["D2"]


def test_someone_of_another_agency_is_told_nothing(cast: Cast, tmp_path: Path) -> None:
    report = import_ratings90(book(tmp_path, ROW), name="x.xlsx", actor=cast.ngoc)
    unknown = import_ratings90(book(tmp_path, changed(number="CC-x")), name="x.xlsx", actor=cast.ngoc)
    assert [p.message for p in report.errors] == [p.message for p in unknown.errors]
    assert not YearRating.objects.exists()


def test_a_rating_is_entered_and_re_rated_on_the_screen(cast: Cast) -> None:
    client = signed_in(cast.mai)
    data = {
        "number": "CC-bao",
        "year": "2024",
        "band": "tot",
        "decision": "9/QĐ",
        "decision_date": "10/12/2024",
    }
    assert said(client.post("/danh-gia/nam-truoc/nhap/", data, follow=True)) == ["Đã lưu kết quả xếp loại."]
    wrong = client.post("/danh-gia/nam-truoc/nhap/", data | {"number": "CC-khong-co"})
    assert wrong.context["form"].errors["number"]
    other = client.post("/danh-gia/nam-truoc/nhap/", data | {"band": "hoan_thanh"})
    assert "xếp loại lại" in " ".join(other.context["form"].errors["band"])
    row = YearRating.objects.get()
    address = f"/danh-gia/nam-truoc/{row.pk}/xep-lai/"
    assert client.post(address, data | {"band": "hoan_thanh"}).context["form"].errors["reason"]
    assert client.post(address, data | {"band": "hoan_thanh", "reason": "Thay thế"}).status_code == 302
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "seen"), [("bao", 1), ("binh", 1), ("mai", 1), ("an", 0), ("anh", 0), ("ngoc", 0)]
)
def test_the_list_holds_the_ratings_in_reach(cast: Cast, who: str, seen: int) -> None:
    record_past_rating(past=past(cast), actor=cast.mai)
    page = signed_in(getattr(cast, who)).get("/danh-gia/nam-truoc/", {"q": "quoc bao"})
    assert len(page.context["table"].rows) == seen
