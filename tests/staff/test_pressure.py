"""The pressure board: who sees whose work, the means, what stands out, workbook and document."""

import io
import re
from datetime import date
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from staff.access import ReachCode, revoke
from staff.models import UnitQuota
from staff.reach import Reach
from staff.rules.pressure import Level
from staff.selectors.pressure import pressure_board
from tests.conftest import Cast
from tests.factories import UnitFactory
from tests.staff.boards import appoint, enforcer, to_enforce
from tests.staff.screens import text, url

DAY = date(2026, 9, 30)
AT = {"at": "30/09/2026"}
EVERYTHING = Reach(everything=True)


@pytest.fixture
def work(cast: Cast) -> Cast:
    """A: 300 việc for one officer; B: 100 for two; another province with 90 for one."""
    for name, unit, cases in (("anh", cast.a, 300), ("bao", cast.b, 100)):
        appoint(cast.officer(name))
        to_enforce(cast.officer(name), unit, cases)
        to_enforce(cast.officer(name), unit, cases * 1_000_000_000, "tien")
    enforcer(cast.b, "CC-chv")
    other = UnitFactory(code="O", name="Thi hành án dân sự tỉnh O", kind="thads_tinh")
    far = UnitFactory(code="O-X", name="Phòng bí mật của tỉnh O", parent=other)
    to_enforce(enforcer(far, "CC-xa").officer, far, 90)
    return cast


def rows(board: Any) -> dict[str, Any]:
    return {row.code: row for row in board.rows}


def test_work_is_divided_by_the_officers_of_the_unit_and_held_against_the_province(work: Cast) -> None:
    found = rows(pressure_board(DAY, [work.t.pk], EVERYTHING))
    assert set(found) == {"T-A", "T-B"}
    a, b = found["T-A"], found["T-B"]
    assert (a.officers, a.cases.load.amount, a.cases.each) == (1, 300, 300)
    assert (b.officers, b.cases.each) == (2, 50)
    # Province: 400 việc, 3 officers.
    assert a.cases.share == Fraction(300 * 3, 400)
    assert (a.level, b.level) == (Level.HIGH, Level.LOW)
    assert a.money.share == a.cases.share


def test_the_nation_is_all_units_with_figures(work: Cast) -> None:
    nation = pressure_board(DAY, [work.t.pk], EVERYTHING).nation
    assert nation is not None
    assert (nation.cases.load.amount, nation.cases.load.officers, nation.cases.units) == (490, 4, 3)


def test_officers_of_units_without_figures_are_not_in_the_means(work: Cast) -> None:
    enforcer(work.t, "CC-ld")
    board = pressure_board(DAY, [work.t.pk], EVERYTHING)
    assert board.provinces[0].cases.load.officers == 3
    row = rows(board)["T"]
    assert (row.officers, row.cases, row.level) == (1, None, Level.UNKNOWN)


def test_officers_are_those_at_home_on_the_day_with_the_rank_on_the_day(work: Cast) -> None:
    enforcer(work.b, "CC-di").officer.postings.update(end=DAY)
    appoint(work.officer("binh"), start=date(2026, 10, 1))
    assert rows(pressure_board(DAY, [work.t.pk], EVERYTHING))["T-B"].officers == 2


def test_work_without_an_officer_stands_above_everything(work: Cast) -> None:
    work.officer("anh").ranks.update(end=date(2026, 9, 1))
    row = rows(pressure_board(DAY, [work.t.pk], EVERYTHING))["T-A"]
    assert (row.level, row.cases.each) == (Level.NOBODY, None)


def test_high_pressure_with_vacant_seats_is_understaffed(work: Cast) -> None:
    UnitQuota.objects.create(unit=work.a, seats=9, start=date(2020, 1, 1))
    UnitQuota.objects.create(unit=work.b, seats=9, start=date(2020, 1, 1))
    found = rows(pressure_board(DAY, [work.t.pk], EVERYTHING))
    assert (found["T-A"].understaffed, found["T-B"].understaffed) == (True, False)


def test_only_the_mean_of_what_lies_outside_the_reach_is_told(work: Cast, as_) -> None:
    page = text(as_(work.an).get(url("pressure", **AT)))
    assert "khu vực A" in page
    assert "khu vực B" not in page
    assert "bí mật" not in page
    assert "133,3" in page, "the mean of the province, 400 / 3"
    assert "400 / 3" not in page
    assert "400 / 3" in text(as_(work.mai).get(url("pressure", **AT)))


def test_the_words_stand_beside_the_figures(work: Cast, as_) -> None:
    UnitQuota.objects.create(unit=work.a, seats=9, start=date(2020, 1, 1))
    page = text(as_(work.mai).get(url("pressure", **AT)))
    assert "áp lực cao" in page
    assert "còn thiếu biên chế" in page
    assert "▲" in page
    assert "9 tháng năm 2026" in page
    assert "30/06/2026" in page


def test_the_verb_of_the_caseload_is_needed_as_well(work: Cast, as_) -> None:
    for name in ("pressure", "pressure_xlsx", "pressure_pdf", "pressure_picture"):
        assert as_(work.anh).get(url(name)).status_code == 403
    for group in Group.objects.filter(name__in=["Lãnh đạo", "Công chức"]):
        group.permissions.remove(*group.permissions.filter(codename="view_caseloadfigure"))
    client = as_(work.an)
    for name in ("pressure", "pressure_xlsx", "pressure_pdf", "pressure_picture"):
        assert client.get(url(name)).status_code == 403
    assert "Áp lực công việc" not in text(client.get(url("staffing")))


def test_units_whose_caseload_is_out_of_reach_are_not_shown(work: Cast, as_) -> None:
    revoke(work.mai, ReachCode.VIEW_CASELOAD, work.t)
    page = text(as_(work.mai).get(url("pressure", **AT)))
    assert "Chưa có số liệu án để so sánh" in page
    assert "khu vực A" not in re.sub(r"<option.*?</option>", "", page)


def codes(response: Any) -> list[str]:
    return [row.record.code for row in response.context["table"].rows]


def test_rows_are_sorted_and_filtered_by_unit(work: Cast, as_) -> None:
    client = as_(work.mai)
    assert codes(client.get(url("pressure", sort="cases_each", **AT))) == ["T-B", "T-A"]
    assert codes(client.get(url("pressure", sort="-cases_each", **AT))) == ["T-A", "T-B"]
    assert codes(client.get(url("pressure", **{"don-vi": "T-B"}, **AT))) == ["T-B"]
    assert client.get(url("pressure", **{"don-vi": "O-X"})).status_code == 404


@pytest.mark.parametrize(
    "query", [{"at": "x"}, {"at": "31/02/2026"}, {"sort": "zz"}, {"at": "01/01/1900"}, {"at": "9" * 40}]
)
def test_odd_addresses_show_a_page_that_says_so(work: Cast, as_, query) -> None:
    client = as_(work.mai)
    assert client.get(url("pressure", **query)).status_code == 200
    for name in ("pressure_xlsx", "pressure_pdf"):
        assert client.get(url(name, **query)).status_code in (200, 302)


def test_the_workbook_has_the_rows_of_the_screen_in_their_order(work: Cast, as_) -> None:
    response = as_(work.mai).get(url("pressure_xlsx", sort="cases_each", **AT))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    found = [row[:6] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert found[0] == ("T-B", work.b.name, 2, 100, 50, 0.38)
    assert found[1] == ("T-A", work.a.name, 1, 300, 300, 2.25)
    assert found[2][1:5] == (f"Bình quân {work.t.name}", 3, 400, 133.3)
    # The nation lies outside of the reach: its mean, not its sums.
    assert found[3][2:5] == (None, None, 122.5)


def test_the_document_says_the_same(work: Cast, as_) -> None:
    response = as_(work.mai).get(url("pressure_pdf", **AT))
    assert response["Content-Type"] == "application/pdf"
    page = PdfReader(io.BytesIO(response.content)).pages[0]
    printed = " ".join(page.extract_text().split())
    assert page.mediabox.width > page.mediabox.height
    for words in (
        "ÁP LỰC CÔNG VIỆC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "300,0",
        "áp lực cao",
        "NGƯỜI LẬP BIỂU",
    ):
        assert words in printed


def test_the_chart_is_a_picture_without_scripts(work: Cast, as_) -> None:
    chart = as_(work.an).get(url("pressure_picture", **AT))
    assert chart["Content-Type"] == "image/svg+xml"
    assert b"<script" not in chart.content
    assert "khu vực B" not in chart.content.decode()
    assert "khu vực A" in chart.content.decode()


@pytest.mark.parametrize("name", ["pressure", "pressure_xlsx", "pressure_picture"])
def test_the_number_of_queries_does_not_grow_with_the_units(work: Cast, as_, name) -> None:
    client = as_(work.mai)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url(name, **AT))
        return len(captured)

    queries()
    before = queries()
    for n in range(2):
        unit = UnitFactory(code=f"T-Z{n}", parent=work.t)
        to_enforce(enforcer(unit, f"CC-z{n}").officer, unit, 10 + n)
    assert queries() == before
