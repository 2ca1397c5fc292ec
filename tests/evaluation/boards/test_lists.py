"""Officers, months and special kinds: rows, filters, exports, pictures."""

import io

import openpyxl
import pytest

from evaluation.selectors.results.scope import result_scope
from evaluation.selectors.results.special import special_board
from tests.conftest import Cast
from tests.evaluation.boards.building import BOARD, ending, row, special, target, year_of
from tests.evaluation.screens import signed_in

PEOPLE = f"{BOARD}chap-hanh-vien/"
TREND = f"{BOARD}dien-bien/"
SPECIAL = f"{BOARD}an-dac-thu/"


@pytest.fixture
def figures(cast: Cast) -> Cast:
    year_of(cast)
    return cast


def sheet(cast: Cast, path: str, name: str | None = None, **query: str) -> list[tuple[object, ...]]:
    answer = signed_in(cast.mai).get(BOARD + path, query)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return list((book[name] if name else book.active).iter_rows(min_row=4, values_only=True))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["CC-anh", "CC-bao"]),
        ({"sort": "viec_rate"}, ["CC-bao", "CC-anh"]),
        ({"q": "nguyen thi anh"}, ["CC-anh"]),
        ({"q": "CC-BAO"}, ["CC-bao"]),
        ({"don-vi": "T-B"}, ["CC-bao"]),
        ({"rieng": "1"}, []),
        ({"page": "99"}, ["CC-anh", "CC-bao"]),
    ],
)
def test_officers_filtered_and_sorted(figures: Cast, query: dict[str, str], expected: list[str]) -> None:
    table = signed_in(figures.mai).get(PEOPLE, query).context["table"]
    assert [r.record["number"] for r in table.rows] == expected


def test_an_officers_own_target_goes_before_that_of_the_unit(figures: Cast) -> None:
    anh = figures.officer("anh")
    target(figures.t, "83.9")
    target(figures.a, "90", officer=anh)
    rows = {r.record["number"]: r.record for r in signed_in(figures.mai).get(PEOPLE).context["table"].rows}
    assert (rows["CC-anh"]["viec_over"], rows["CC-anh"]["viec"].target.source) == (-6, "")
    assert rows["CC-bao"]["viec"].target.source == figures.t.name


def test_the_export_of_officers_is_what_the_screen_shows(figures: Cast) -> None:
    rows = sheet(figures, "chap-hanh-vien.xlsx", sort="-viec_rate", q="CC")
    assert [r[0] for r in rows] == ["Nguyễn Thị Ánh", "Đỗ Quốc Bảo"]
    assert rows[0][3:5] == (100, 84)


def test_the_export_of_a_board_has_every_column_and_the_comparison(figures: Cast) -> None:
    target(figures.t, "83.9")
    rows = {r[0]: r for r in sheet(figures, "so-lieu.xlsx", "Việc")}
    assert rows["T-A"][14] == 84
    assert rows["T-A"][21:29] == (84, 83.9, figures.t.name, 0.1, 75, 9, 40, 1)


def test_the_year_month_by_month(figures: Cast) -> None:
    anh = figures.officer("anh")
    row(anh, figures.a, resolved=40, executable=90, months=6)
    row(anh, figures.a, resolved=70, executable=95, months=9)
    page = signed_in(figures.an).get(TREND)
    cases = page.context["trend"].cases
    assert [(t.month.months, t.step.months, t.step.figures.resolved) for t in cases] == [
        (6, 6, 40),
        (9, 3, 30),
        (12, 3, 14),
    ]
    assert [r[1] for r in sheet(figures, "dien-bien.xlsx", "Việc", **{"don-vi": "T-A"})] == [10, 10, 10]


@pytest.mark.parametrize("chart", ["ty-le", "thu-ly"])
def test_charts_are_pictures_without_scripts(figures: Cast, chart: str) -> None:
    target(figures.t, "83.9")
    answer = signed_in(figures.mai).get(f"{TREND}{chart}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<script" not in answer.content
    assert b"84,00" in answer.content or b"67,00" in answer.content or chart == "thu-ly"


def test_an_unknown_chart_is_404_and_one_without_figures_says_so(figures: Cast) -> None:
    client = signed_in(figures.mai)
    assert client.get(f"{TREND}vang.svg").status_code == 404
    assert "Không có số liệu" in signed_in(figures.ngoc).get(f"{TREND}ty-le.svg").content.decode()


def test_special_kinds_are_summed_with_their_share_of_the_unit(figures: Cast) -> None:
    special(figures.a)
    special(figures.b, to_enforce=30, executable=12, resolved=12, carried_forward=18)
    scope = result_scope(figures.mai)
    assert scope.month
    board = special_board(scope, scope.month)
    assert board
    kind = next(iter(board.top.kinds.values()))
    assert (kind.to_enforce, kind.whole, kind.rate.numerator, kind.rate.denominator) == (40, 200, 16, 20)
    page = signed_in(figures.mai).get(SPECIAL).content.decode()
    assert "20,00%" in page


def test_returned_requests_are_in_no_sum_and_no_share(figures: Cast) -> None:
    ending(figures.a, "dinh_chi", 1)
    ending(figures.a, "thi_hanh_xong", 3)
    ending(figures.a, "gui_lai_yeu_cau", 100)
    page = signed_in(figures.an).get(SPECIAL)
    cells = {e["label"]: e["sides"][0] for e in page.context["endings"]}
    assert cells["Đình chỉ thi hành án"][:2] == ("1", "25,00%")
    assert [cell[:2] for label, cell in cells.items() if label.startswith("Kết thúc do gửi lại")] == [
        ("100", "")
    ]


def test_special_kinds_of_b_stay_with_b(figures: Cast) -> None:
    special(figures.b, to_enforce=777, executable=777, resolved=777, carried_forward=0)
    assert "777" in signed_in(figures.binh).get(SPECIAL).content.decode()
    assert "777" not in signed_in(figures.an).get(SPECIAL).content.decode()


def test_money_is_shown_in_nghin_dong_and_exported_in_dong(figures: Cast) -> None:
    rows = signed_in(figures.mai).get(BOARD).context["table"].rows
    line = next(r for r in rows if r.record["code"] == "T-A")
    assert ">1.000</a>" in str(line.get_cell("tien_rate"))
    assert sheet(figures, "so-lieu.xlsx", "Tiền")[0][14] == 500_000


def test_nobody_but_the_reader_keeps_a_copy(figures: Cast) -> None:
    client = signed_in(figures.mai)
    for end in ("so-lieu.xlsx", "bao-cao.pdf", "dien-bien/ty-le.svg"):
        assert "no-store" in client.get(BOARD + end)["Cache-Control"]
