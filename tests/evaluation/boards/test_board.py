"""The board: sums, targets, last year, ranks; what it says where something is missing; who sees what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation.models import SupplementaryLine, SupplementaryReport
from evaluation.rules.periods import StatMonth
from evaluation.selectors.results.board import result_board
from evaluation.selectors.results.scope import result_scope
from staff.models import Reorganisation
from tests.conftest import Cast
from tests.evaluation.boards.building import BOARD, row, target, year_of
from tests.evaluation.screens import signed_in
from tests.factories import OfficerFactory, PostingFactory, UnitFactory

PAGES = ("", "chap-hanh-vien/", "dien-bien/", "an-dac-thu/", "bao-cao/", "giai-trinh/")


@pytest.fixture
def figures(cast: Cast) -> Cast:
    year_of(cast)
    return cast


def board_of(user, unit: str = "T"):
    scope = result_scope(user, unit=unit)
    assert scope.month == StatMonth(2026, 12)
    return result_board(scope, scope.month)


def test_a_unit_is_the_sum_of_everything_below_it_i7(figures: Cast) -> None:
    top = board_of(figures.mai).top
    assert (top.cases.now.figures.resolved, top.cases.now.figures.executable) == (134, 200)
    assert top.officers == 2


def test_units_are_ranked_by_their_exact_rate(figures: Cast) -> None:
    lines = {line.code: line for line in board_of(figures.mai).lines}
    assert {code: (line.cases.rank.place, line.cases.rank.of) for code, line in lines.items()} == {
        "T-A": (1, 2),
        "T-B": (2, 2),
    }
    assert lines["T-A"].money.rank.place == 1
    assert lines["T-B"].money is None


def test_a_leader_of_one_office_is_told_no_rank_and_nothing_of_the_others(figures: Cast) -> None:
    board = board_of(figures.an, "T-A")
    page = signed_in(figures.an).get(BOARD).content.decode()
    assert (board.top.code, board.lines, board.top.cases.rank) == ("T-A", [], None)
    assert "khu vực B" not in page


def test_a_unit_without_an_own_target_takes_that_of_the_nearest_unit_above_and_says_so(figures: Cast) -> None:
    target(figures.t, "83.9")
    target(figures.b, "60")
    lines = {line.code: line.cases for line in board_of(figures.mai).lines}
    assert (lines["T-A"].target.source, float(lines["T-A"].over)) == (figures.t.name, pytest.approx(0.1))
    assert (lines["T-B"].target.source, lines["T-B"].over) == ("", -10)
    assert "chỉ tiêu của Thi hành án dân sự tỉnh T" in signed_in(figures.an).get(BOARD).content.decode()


def test_a_change_in_the_middle_of_the_year_counts_from_its_day(figures: Cast) -> None:
    from datetime import date

    target(figures.a, "80", end=date(2026, 8, 1))
    target(figures.a, "82.5", start=date(2026, 8, 1), decision="77/QĐ-THADS")
    assert str(board_of(figures.an, "T-A").top.cases.target.percent) == "82.500"


def test_last_year_is_compared_in_points_and_per_cent(figures: Cast) -> None:
    side = board_of(figures.an, "T-A").top.cases
    assert (side.gained, side.before.figures.resolved) == (9, 60)
    page = signed_in(figures.an).get(BOARD).content.decode()
    assert "+9,00" in page
    assert "+40,00%" in page


def test_a_missing_last_year_is_said_and_is_not_0(figures: Cast) -> None:
    board = board_of(figures.binh, "T-B")
    page = signed_in(figures.binh).get(BOARD).content.decode()
    assert (board.compares, board.top.cases.before, board.top.cases.gained) == (False, None, None)
    assert "Không có số liệu 12 tháng năm 2025 trong phạm vi" in page


def test_a_sum_whose_parts_lack_last_year_says_which(figures: Cast) -> None:
    assert board_of(figures.mai).unmatched == [figures.b.name]


def test_last_year_of_closed_units_counts_for_the_one_they_became(figures: Cast) -> None:
    from datetime import date

    old = UnitFactory(code="T-OLD", parent=figures.t, end=date(2026, 1, 1))
    Reorganisation.objects.create(day=date(2026, 1, 1), predecessor=old, successor=figures.b)
    row(figures.officer("bao"), old, resolved=40, executable=50, year=2025)
    lines = {line.code: line for line in board_of(figures.mai).lines}
    assert lines["T-B"].cases.before.figures.resolved == 40
    assert board_of(figures.mai).top.cases.before.figures.resolved == 100


def test_a_unit_that_was_divided_counts_only_above_its_parts(figures: Cast) -> None:
    from datetime import date

    old = UnitFactory(code="T-OLD", parent=figures.t, end=date(2026, 1, 1))
    for part in (figures.a, figures.b):
        Reorganisation.objects.create(day=date(2026, 1, 1), predecessor=old, successor=part)
    row(figures.officer("bao"), old, resolved=40, executable=50, year=2025)
    lines = {line.code: line for line in board_of(figures.mai).lines}
    assert lines["T-B"].cases.before is None


def test_an_officer_sees_the_own_rows_only(figures: Cast) -> None:
    client = signed_in(figures.anh)
    page = client.get(BOARD)
    assert page.context["board"].top.cases.now.figures.resolved == 84
    assert [client.get(BOARD + end).status_code for end in PAGES] == [200, 404, 200, 403, 404, 200]


def test_a_unit_out_of_reach_is_404_and_a_missing_verb_403(figures: Cast) -> None:
    assert signed_in(figures.an).get(BOARD, {"don-vi": "T-B"}).status_code == 404
    assert signed_in(figures.an).get(BOARD, {"don-vi": "nowhere"}).status_code == 404
    figures.loan.groups.clear()
    assert signed_in(figures.loan).get(BOARD).status_code == 403


@pytest.mark.parametrize("month", ["2026-11", "abc", "\u0663", "9" * 50])
def test_a_month_without_figures_is_said_at_its_field(figures: Cast, month: str) -> None:
    client = signed_in(figures.mai)
    for end in PAGES:
        page = client.get(BOARD + end, {"thang": month})
        assert page.status_code == 200
        assert "Không có số liệu của kỳ này trong phạm vi của bạn" in page.content.decode()
    assert client.get(f"{BOARD}so-lieu.xlsx", {"thang": month}).status_code == 302


def test_every_figure_leads_down_to_workbook_sheet_and_row(figures: Cast) -> None:
    client = signed_in(figures.mai)
    top = client.get(f"{BOARD}giai-trinh/", {"so": "viec", "cot": "resolved"})
    assert [(u["part"].code, u["total"]) for u in top.context["units"]] == [("T-A", "84"), ("T-B", "50")]
    below = client.get(top.context["units"][0]["url"]).content.decode()
    assert "tệp an-12-thang.xlsx, trang tính Việc, dòng 9" in below
    assert "/danh-gia/an/CC-anh/#thang-2026-12" in below


def test_a_corrected_figure_shows_old_and_new(figures: Cast) -> None:
    from datetime import date

    report = SupplementaryReport.objects.create(
        unit=figures.a,
        year=2026,
        months=12,
        explanation="x",
        number="07/BC",
        signed_on=date(2026, 10, 9),
        signer="y",
    )
    figure = figures.officer("anh").caseload.get(year=2026, measure="viec")
    SupplementaryLine.objects.create(
        report=report,
        figure=figure,
        officer=figure.officer,
        unit=figures.a,
        before={"resolved": 80},
        after={"resolved": 84},
    )
    page = signed_in(figures.an).get(f"{BOARD}giai-trinh/", {"cot": "resolved"}).content.decode()
    assert "07/BC (09/10/2026): 80 → 84" in page


@pytest.mark.parametrize("query", [{"so": "vang"}, {"cot": "C99"}, {"cot": "id"}])
def test_an_unknown_column_is_404(figures: Cast, query: dict[str, str]) -> None:
    assert signed_in(figures.mai).get(f"{BOARD}giai-trinh/", query).status_code == 404


@pytest.mark.parametrize(
    "end", [*PAGES, "so-lieu.xlsx", "bao-cao.xlsx", "an-dac-thu.xlsx", "dien-bien/ty-le.svg"]
)
def test_queries_do_not_grow_with_the_units(figures: Cast, end: str) -> None:
    client = signed_in(figures.mai)

    def queries() -> int:
        client.get(BOARD + end)  # whatever is read once
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert client.get(BOARD + end).status_code == 200
        return len(counted)

    before = queries()
    for number in range(3):
        unit = UnitFactory(code=f"T-X{number}", parent=figures.t)
        officer = OfficerFactory()
        PostingFactory(officer=officer, unit=unit)
        row(officer, unit, resolved=1, executable=2)
        row(officer, unit, resolved=1, executable=2, year=2025)
    assert queries() == before


def test_sorting_puts_the_best_first_and_units_without_figures_aside(figures: Cast) -> None:
    client = signed_in(figures.mai)
    for order in (
        "a-sort=-viec_rate",
        "a-sort=tien_rate",
        "a-sort=-tien_rate",
        "a-sort=nothing",
        "b-sort=viec_moved",
    ):
        page = client.get(f"{BOARD}?{order}")
        assert page.status_code == 200
    rows = client.get(f"{BOARD}?a-sort=viec_rate").context["table"].rows
    assert [r.record["code"] for r in rows] == ["T-B", "T-A"]
