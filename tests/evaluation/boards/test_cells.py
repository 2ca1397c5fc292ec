"""From a sum down to the cell of the workbook: caseload, special kinds, reasons for ending."""

import pytest

from evaluation.enums import Ending, Measure, SpecialKind
from evaluation.imports.special import import_special
from evaluation.imports.supplement import import_supplement
from evaluation.models import CaseloadFigure, EndingFigure, SheetLayout, SpecialFigure
from evaluation.rules.periods import StatMonth
from evaluation.rules.results import cells_behind
from evaluation.selectors.results.cells import cell_of, layouts_of
from evaluation.selectors.results.scope import result_scope
from evaluation.selectors.results.special_sources import AMOUNT, Asked, special_sources
from tests.conftest import Cast
from tests.evaluation.boards.building import BOARD, ending, special, year_of
from tests.evaluation.books.building import bring, close, month_file
from tests.evaluation.books.test_supplements import details
from tests.evaluation.imports.agency import staff_up
from tests.evaluation.screens import signed_in
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db
NINE = StatMonth(2026, 9)
TITLE = ["Kỳ báo cáo: 9 tháng năm 2026"]
KINDS = [
    "STT",
    "Mã đơn vị",
    "Loại án đặc thù",
    "Đại lượng",
    "Tổng số phải thi hành",
    "Có điều kiện",
    "Giải quyết xong",
]
ENDINGS = ["Mã đơn vị", "Lý do kết thúc", "Loại", "Việc", "Tiền"]
SOURCES, APART = f"{BOARD}giai-trinh/", f"{BOARD}an-dac-thu/giai-trinh/"
ASKED = {"don-vi": "T-A", "thang": "2026-09"}


def both(resolved: int = 20, ended: int = 7):
    return workbook(
        {
            "Án đặc thù": [TITLE, KINDS, [1, "T-A", "Trọng điểm", "Việc", 40, 30, resolved]],
            "Lý do": [TITLE, ENDINGS, ["T-A", "Thi hành xong", "Chủ động", ended, 5]],
        }
    )


def bring_special(**figures: int):
    path = both(**figures)
    return import_special(path, name=path.name, actor=None)


@pytest.mark.parametrize(
    ("column", "letters"),
    [
        ("completed", ["I"]),
        ("resolved", ["I", "J"]),
        ("carried_forward", ["D", "I", "J"]),
        ("watch_book", []),
    ],
)
def test_a_computed_column_stands_where_its_parts_stand(column: str, letters: list[str]) -> None:
    sheet = {"to_enforce": "D", "completed": "I", "terminated": "J"}
    assert cells_behind(column, sheet) == letters


def test_an_import_keeps_the_letters_of_its_columns(cast: Cast) -> None:
    bring_special()

    kind, ended = SpecialFigure.objects.get(), EndingFigure.objects.get(measure="tien")
    layouts = layouts_of([kind, ended])

    assert cell_of(layouts, kind, "resolved") == "'Án đặc thù'!G3"
    assert cell_of(layouts, kind, "carried_forward") == "'Án đặc thù'!E3, G3"
    assert cell_of(layouts, ended, AMOUNT) == "'Lý do'!E3"


def test_a_row_that_was_typed_or_read_long_ago_has_no_cell(cast: Cast) -> None:
    typed = special(cast.a)
    bring_special()
    SheetLayout.objects.all().delete()
    old = SpecialFigure.objects.get(months=9)

    layouts = layouts_of([typed, old])

    assert [cell_of(layouts, row, "resolved") for row in (typed, old)] == ["", ""]


def test_the_explanation_of_a_caseload_figure_names_its_cell(cast: Cast) -> None:
    staff_up(cast.a)
    bring(month_file())
    row = CaseloadFigure.objects.get(officer__number="CV01")

    answer = signed_in(cast.thu).get(SOURCES, ASKED | {"cot": "completed"})

    (shown,) = answer.context["rows"]
    letter = SheetLayout.objects.get().columns["completed"]
    assert shown["part"].cell == f"'{row.sheet}'!{letter}{row.row}"
    assert f"{letter}{row.row}" in answer.content.decode()


def test_a_column_leads_on_to_its_special_kinds_and_endings(cast: Cast) -> None:
    staff_up(cast.a)
    bring(month_file())
    bring_special()

    kinds = signed_in(cast.thu).get(SOURCES, ASKED | {"cot": "resolved"}).context["special"]
    endings = signed_in(cast.thu).get(SOURCES, ASKED | {"cot": "completed"}).context["special"]

    assert [(part["label"], part["value"]) for part in kinds] == [(SpecialKind.KEY.label, "20")]
    assert [(part["label"], part["value"]) for part in endings] == [(Ending.COMPLETED.label, "7")]
    page = signed_in(cast.thu).get(kinds[0]["url"])
    assert page.context["rows"][0]["part"].cell == "'Án đặc thù'!G3"


def test_a_figure_of_a_province_is_taken_apart_by_unit(cast: Cast) -> None:
    year_of(cast)
    special(cast.a)
    special(cast.b, to_enforce=30, executable=12, resolved=12, carried_forward=18)
    scope = result_scope(cast.mai, unit="T", month="2026-12")

    found = special_sources(scope, scope.month, Asked(SpecialKind.CREDIT, Measure.CASES, "resolved"))

    assert found.total == 16
    assert [(unit.code, unit.total) for unit in found.units] == [("T-A", 4), ("T-B", 12)]
    assert found.rows == []


def test_taking_apart_asks_as_often_for_three_units_as_for_one(cast: Cast, django_assert_num_queries) -> None:
    year_of(cast)
    asked = Asked(Ending.COMPLETED, Measure.CASES, AMOUNT)
    ending(cast.a, "thi_hanh_xong", 3)
    scope = result_scope(cast.mai, unit="T", month="2026-12")
    with django_assert_num_queries(1):
        special_sources(scope, scope.month, asked)
    ending(cast.b, "thi_hanh_xong", 3)
    ending(cast.t, "thi_hanh_xong", 3)
    with django_assert_num_queries(2):
        found = special_sources(scope, scope.month, asked)
    assert len(found.units) == 2
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"loai": "khac", "cot": "resolved"},
        {"loai": "tin_dung", "cot": "completed"},
        {"ly-do": "khac"},
        {"ly-do": "dinh_chi", "so": "x"},
    ],
)
def test_an_address_that_asks_for_no_figure_is_not_found(cast: Cast, query: dict[str, str]) -> None:
    year_of(cast)
    assert signed_in(cast.mai).get(APART, query).status_code == 404


def test_the_board_links_each_figure_to_its_explanation(cast: Cast) -> None:
    year_of(cast)
    special(cast.a)
    ending(cast.a, "dinh_chi", 3)

    text = signed_in(cast.mai).get(f"{BOARD}an-dac-thu/", {"don-vi": "T-A"}).content.decode()

    assert (
        "an-dac-thu/giai-trinh/?don-vi=T-A&amp;so=viec&amp;thang=2026-12&amp;loai=tin_dung&amp;cot=resolved"
        in text
    )
    assert "ly-do=dinh_chi" in text


def test_a_correction_stands_beside_the_row_it_changed(cast: Cast) -> None:
    bring_special()
    staff_up(cast.a)
    bring(month_file())
    close(cast.a)
    path = both(resolved=21)
    import_supplement(path, name=path.name, actor=cast.thu, details=details())

    page = signed_in(cast.thu).get(APART, ASKED | {"loai": "trong_diem", "cot": "resolved"})

    (row,) = page.context["rows"]
    assert [(told.report, before, after) for told, before, after in row["corrections"]] == [
        ("12/BC-THADS", "20", "21")
    ]
