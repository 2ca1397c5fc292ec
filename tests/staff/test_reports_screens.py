"""The reports on the screen, as workbook and on paper: figures, names behind them, who sees what."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.models import Officer, Profile, Qualification, Rank, RankHolding, UnitQuota
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.kernel.test_pdf import fonts_of_shown_text, text_of
from tests.staff.screens import text, url

SCREENS = ("report_quality", "report_cross", "report_comparison")
FILES = [f"{name}_{kind}" for name in SCREENS for kind in ("xlsx", "pdf")]
LEVELS = {"master": "Thạc sĩ", "university": "Đại học"}


def learn(officer: Officer, level: str) -> None:
    Qualification.objects.create(
        officer=officer, kind="education", level=level, title=LEVELS[level], start=date(2015, 1, 1)
    )


def sheet(response: Any) -> list[tuple]:
    assert response.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return list(book.iter_rows(min_row=3, values_only=True))


@pytest.fixture
def learned(cast: Cast) -> Cast:
    """Ánh of A is a master, Bảo of B went to university, and Bảo has a religion."""
    learn(cast.officer("anh"), "master")
    learn(cast.officer("bao"), "university")
    Profile.objects.create(officer=cast.officer("bao"), religion="Công giáo")
    for name in ("anh", "bao"):
        rank = Rank.objects.get(code="03.301")
        RankHolding.objects.create(officer=cast.officer(name), rank=rank, start=date(2020, 1, 1))
    return cast


# --- figures -------------------------------------------------------------------------------------


def test_the_hub_lists_the_reports_one_may_open(cast: Cast, as_) -> None:
    page = text(as_(cast.mai).get(url("reports")))
    assert url("report_quality") in page
    assert url("officers_export") in page


def test_an_officer_finds_no_report_about_units(cast: Cast, as_) -> None:
    page = text(as_(cast.anh).get(url("reports")))
    assert url("report_quality") not in page


@pytest.mark.parametrize("name", [*SCREENS, *FILES])
def test_figures_of_units_need_the_verb(cast: Cast, as_, name) -> None:
    assert as_(cast.anh).get(url(name)).status_code == 403


@pytest.mark.parametrize("name", [*SCREENS, *FILES])
def test_a_unit_out_of_reach_is_not_found(cast: Cast, as_, name) -> None:
    assert as_(cast.an).get(url(name, **{"don-vi": "T-A"})).status_code == 200
    assert as_(cast.an).get(url(name, **{"don-vi": "T-B"})).status_code == 404


def test_each_unit_counts_its_subtree_and_the_classes_add_up(learned: Cast, as_) -> None:
    UnitQuota.objects.create(unit=learned.a, seats=5, start=date(2020, 1, 1))
    head, *lines = sheet(as_(learned.mai).get(url("report_quality_xlsx")))
    by_code = {line[0]: dict(zip(head, line, strict=True)) for line in lines if line[0]}
    assert by_code["T"]["Có mặt"] == 9
    assert by_code["T-A"]["Biên chế giao"] == 5
    assert by_code["T"]["Trình độ chuyên môn: Thạc sĩ"] == 1
    assert by_code["T-A"]["Trình độ chuyên môn: Thạc sĩ"] == 1
    assert by_code["T-B"]["Trình độ chuyên môn: Thạc sĩ"] == 0
    assert by_code["T"]["Tôn giáo: Có tôn giáo"] == 1
    for line in by_code.values():
        learnt = [v for k, v in line.items() if str(k).startswith("Trình độ chuyên môn:")]
        assert sum(learnt) == line["Có mặt"]


def test_contract_staff_are_counted_apart(cast: Cast, as_) -> None:
    PostingFactory(unit=cast.a, engagement="contract")
    response = as_(cast.an).get(url("report_quality"))
    total = response.context["total"]
    assert (total.present, total.contract) == (2, 1)
    names = as_(cast.an).get(url("report_names", loc="contract"))
    assert len(names.context["people"].shown) == 1


def test_the_report_is_of_the_day_asked_for(learned: Cast, as_) -> None:
    total = as_(learned.mai).get(url("report_quality", at="31/12/2019")).context["total"]
    assert total.present == 0


@pytest.mark.parametrize("panel", ["1", "5", "0", "99", "x", "-1", "٣", "9" * 400])
def test_any_part_of_the_report_opens(cast: Cast, as_, panel) -> None:
    assert as_(cast.mai).get(url("report_quality", bieu=panel)).status_code == 200


@pytest.mark.parametrize("name", ["report_quality", "report_cross", "report_names"])
def test_a_day_that_is_none_is_said(cast: Cast, as_, name) -> None:
    page = text(as_(cast.mai).get(url(name, at="31/02/2026")))
    assert "“31/02/2026” không phải là ngày" in page
    assert "khu vực A" not in page


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_no_day_goes_back_to_the_screen(cast: Cast, as_, name) -> None:
    response = as_(cast.mai).get(url(name, at="x", tu="x"))
    assert response.status_code == 302
    assert url(name.rsplit("_", 1)[0]) in response["Location"]


def test_both_days_of_a_comparison_are_checked(cast: Cast, as_) -> None:
    page = text(as_(cast.mai).get(url("report_comparison", tu="32/01/2020", den="hôm qua")))
    assert "“32/01/2020” không phải là ngày" in page
    assert "“hôm qua” không phải là ngày" in page


def test_unknown_dimensions_fall_back_to_the_usual_ones(cast: Cast, as_) -> None:
    table = as_(cast.mai).get(url("report_cross", dong="luong", cot="'")).context["table"]
    assert (table.row.key, table.column.key) == ("family", "education")


def test_crossed_figures_add_up_in_the_workbook(learned: Cast, as_) -> None:
    head, *lines = sheet(as_(learned.mai).get(url("report_cross_xlsx", dong="rank", cot="education")))
    assert lines[-1][head.index("Tổng số")] == 9
    assert lines[-1][head.index("Thạc sĩ")] == 1


def test_a_comparison_shows_counts_shares_and_their_change(learned: Cast, as_) -> None:
    query = {"tu": "01/01/2016", "den": "01/01/2021"}
    head, *lines = sheet(as_(learned.mai).get(url("report_comparison_xlsx", **query)))
    masters = next(line for line in lines if line[1] == "Thạc sĩ")
    assert head[0] == "Nhóm"
    assert masters[2:] == (0, 0, None, 1, 9, 11.1, 1, None, None)


# --- the names behind ----------------------------------------------------------------------------


def test_a_number_leads_to_its_names(learned: Cast, as_) -> None:
    page = text(as_(learned.mai).get(url("report_quality", bieu="3")))
    assert "loc=education%3Amaster" in page
    names = text(as_(learned.mai).get(url("report_names", loc="education:master")))
    assert "Nguyễn Thị Ánh" in names
    assert "Đỗ Quốc Bảo" not in names


def test_names_of_two_dimensions(learned: Cast, as_) -> None:
    address = f"{url('report_names')}?loc=family:enforcer&loc=education:university"
    people = as_(learned.mai).get(address).context["people"]
    assert [person.full_name for person in people.shown] == ["Đỗ Quốc Bảo"]


def test_a_leader_finds_only_the_own_people_behind_a_number(learned: Cast, as_) -> None:
    page = text(as_(learned.an).get(url("report_names", loc="family:enforcer")))
    assert "Nguyễn Thị Ánh" in page
    assert "Đỗ Quốc Bảo" not in page


def test_the_names_come_as_a_workbook(learned: Cast, as_) -> None:
    _head, *lines = sheet(as_(learned.mai).get(url("report_names_xlsx", loc="education:master")))
    assert [line[1] for line in lines] == ["Nguyễn Thị Ánh"]


@pytest.mark.parametrize("figure", ["x", "education", "education:x", "luong:1", ":", "education:master:x"])
def test_a_figure_that_is_none_is_not_found(cast: Cast, as_, figure) -> None:
    assert as_(cast.mai).get(url("report_names", loc=figure)).status_code == 404


def test_religion_is_a_dimension_only_for_who_keeps_the_record(learned: Cast, as_) -> None:
    """Sensitive data (Law 91/2025): a leader sees the column of the statutory table, and nobody by it."""
    by_religion = {"loc": "religion:believer"}
    assert "Đỗ Quốc Bảo" in text(as_(learned.mai).get(url("report_names", **by_religion)))
    assert as_(learned.binh).get(url("report_names", **by_religion)).status_code == 404
    assert as_(learned.binh).get(url("report_names_xlsx", **by_religion)).status_code == 404
    assert as_(learned.binh).get(url("report_cross", dong="religion")).context["table"].row.key == "family"
    statutory = as_(learned.binh).get(url("report_quality"))
    assert statutory.context["total"].counts["religion"]["believer"] == 1
    assert "loc=religion" not in text(statutory)


# --- paper ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCREENS)
def test_the_paper_has_heading_title_and_signatures_in_our_font(learned: Cast, as_, name) -> None:
    response = as_(learned.mai).get(url(f"{name}_pdf", **{"don-vi": "T"}))
    assert response["Content-Type"] == "application/pdf"
    printed = " ".join(text_of(response.content).split())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in printed
    assert "THI HÀNH ÁN DÂN SỰ TỈNH T" in printed
    assert "CHẤT LƯỢNG CÔNG CHỨC" in printed
    assert "NGƯỜI LẬP BIỂU" in printed
    assert {font.split("-")[0] for font in fonts_of_shown_text(response.content)} == {"Tinos"}


def test_the_statutory_table_has_its_parts_on_paper(learned: Cast, as_) -> None:
    printed = " ".join(text_of(as_(learned.mai).get(url("report_quality_pdf")).content).split())
    for number in range(1, 6):
        assert f"Biểu {number}." in printed
    assert "Tổng cộng 9" in printed


def test_a_long_report_is_printed_to_the_level_one_reads(learned: Cast, as_, monkeypatch) -> None:
    monkeypatch.setattr("staff.documents.reports._MOST_ROWS", 2)
    printed = " ".join(text_of(as_(learned.mai).get(url("report_quality_pdf")).content).split())
    assert "1 đơn vị cấp trên trong số 3 đơn vị" in printed
    assert "khu vực A" not in printed
    assert len(sheet(as_(learned.mai).get(url("report_quality_xlsx")))) == 5


# --- speed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*SCREENS, "report_names"])
def test_as_many_queries_for_three_people_and_units_as_for_one(cast: Cast, as_, name) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert as_(cast.mai).get(url(name)).status_code == 200
        return len(caught)

    queries()
    before = queries()
    for n in range(3):
        officer = OfficerFactory()
        PostingFactory(officer=officer, unit=UnitFactory(code=f"T-X{n}", parent=cast.t))
        learn(officer, "master")
        Profile.objects.create(officer=officer, religion="Không")
    assert queries() == before
