"""The report on results: its text, its PDF by Decree 30/2020, its workbook, and what a person adds."""

import io
from datetime import date

import openpyxl
import pytest
from pypdf import PdfReader

from evaluation.documents.results_report import Paper, ReportDetails, annex_tables
from evaluation.enums import Measure
from evaluation.rules.caseload import Figures
from evaluation.rules.results import Totals
from evaluation.selectors.results.report import AnnexLine, result_report
from evaluation.selectors.results.scope import result_scope
from tests.conftest import Cast
from tests.evaluation.boards.building import BOARD, ending, row, special, target, year_of
from tests.evaluation.screens import signed_in

REPORT = f"{BOARD}bao-cao/"
PDF = f"{BOARD}bao-cao.pdf"


@pytest.fixture
def figures(cast: Cast) -> Cast:
    year_of(cast)
    target(cast.t, "83.9")
    return cast


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def report_of(cast: Cast, unit: str = "T"):
    scope = result_scope(cast.mai, unit=unit)
    assert scope.month
    found = result_report(scope, scope.month)
    assert found
    return found


def test_its_sections_are_those_the_agencies_use(figures: Cast) -> None:
    report = report_of(figures)
    assert [section.title.partition(".")[0] for section in report.sections] == ["I", "II", "III", "IV", "V"]
    assert report.title == "Kết quả công tác thi hành án dân sự năm 2026"
    assert "từ ngày 01/10/2025 đến ngày 30/09/2026" in report.opening


def test_iv_says_target_and_who_reached_it(figures: Cast) -> None:
    section = report_of(figures).sections[3].paragraphs
    assert section == [
        "Chỉ tiêu về việc: 83,90%, theo Quyết định số 12/QĐ-THADS, 01/12/2025; kết quả đạt 67,00%, thấp hơn chỉ"
        " tiêu 16,90 điểm phần trăm.",
        "Về việc: 1/2 đơn vị trực thuộc đạt hoặc vượt chỉ tiêu.",
    ]


def test_v_names_the_units_below_their_target(figures: Cast) -> None:
    text = " ".join(report_of(figures).sections[4].paragraphs)
    assert (
        "thấp hơn chỉ tiêu: Phòng Thi hành án dân sự khu vực B (50,00%, thấp hơn 33,90 điểm phần trăm)"
        in text
    )
    assert "khu vực A" not in text


def test_without_last_year_the_report_says_so_once_and_compares_nothing(figures: Cast) -> None:
    report = report_of(figures, "T-B")
    text = " ".join(p for section in report.sections for p in section.paragraphs)
    assert "Chưa có số liệu năm 2025 (cùng kỳ năm trước)" in report.notes[1]
    assert "cùng kỳ" not in text


def test_special_kinds_and_endings_with_the_returned_ones_apart(figures: Cast) -> None:
    special(figures.a)
    ending(figures.a, "dinh_chi", 3)
    ending(figures.b, "thi_hanh_xong", 9)
    ending(figures.a, "gui_lai_yeu_cau", 4)
    text = report_of(figures).sections[2].paragraphs
    assert text[0].startswith("Tín dụng, ngân hàng: về việc: phải thi hành 10 việc, có điều kiện 8 việc")
    assert "đình chỉ thi hành án 3 việc (25,00%)" in text[1]
    assert "Kết thúc do gửi lại yêu cầu (thống kê riêng): 4 việc." in text[1]


def test_the_pdf_has_heading_text_annexes_and_running_page_numbers(figures: Cast) -> None:
    answer = signed_in(figures.mai).get(PDF)
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = text_of(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO",
        "Nơi nhận:",
        "Biểu số 1",
        "Biểu số 2",
        "Theo yêu cầu",
    ):
        assert words in text
    sizes = [page.mediabox.width > page.mediabox.height for page in pages]
    assert sizes == sorted(sizes)  # standing text first, then lying annexes
    assert [str(number) in page.extract_text()[:8] for number, page in enumerate(pages, 1)][1:] == [True] * (
        len(pages) - 1
    )


def test_what_a_person_types_is_printed_and_not_kept(figures: Cast) -> None:
    client = signed_in(figures.mai)
    typed = {
        "number": "7",
        "symbol": "BC-THADS",
        "day": "05/02/2027",
        "signer": "KT. TRƯỞNG THADS TỈNH",
        "signer_name": "Trần Thị Mai",
        "recipients": "Cục Quản lý THADS (để báo cáo);\n\nLưu: VT.",
        "shortcomings": "Việc xác minh còn chậm.",
        "tasks": "Mở đợt cao điểm.",
    }
    text = text_of(client.post(PDF, typed).content)
    for words in (
        "Số: 07/BC-THADS",
        "ngày 05 tháng 02 năm 2027",
        "KT. TRƯỞNG THADS TỈNH",
        "- Lưu: VT.",
        "Việc xác minh còn chậm.",
        "VI. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI",
    ):
        assert words in text
    assert "Mở đợt cao điểm" not in client.get(REPORT).content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("day", "31/02/2027"), ("tasks", "x" * 4001), ("number", "1" * 21)]
)
def test_what_cannot_be_printed_is_said_at_its_field(figures: Cast, field: str, value: str) -> None:
    page = signed_in(figures.mai).post(PDF, {field: value})
    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/html")
    assert page.context["details"].errors.keys() == {field}


def test_letters_that_no_font_has_are_refused_in_words(figures: Cast) -> None:
    page = signed_in(figures.mai).post(PDF, {"tasks": "漢字"})
    assert page["Content-Type"].startswith("text/html")
    assert "漢" in page.content.decode()


def test_the_workbook_has_text_and_figures(figures: Cast) -> None:
    special(figures.a)
    answer = signed_in(figures.mai).get(f"{BOARD}bao-cao.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Nội dung", "Việc", "Tiền", "Án đặc thù", "Lý do kết thúc"]
    rows = {r[0]: r for r in book["Việc"].iter_rows(min_row=4, values_only=True)}
    assert (rows["T"][14], rows["T-A"][21]) == (134, 84)


def test_a_unit_without_figures_has_no_report(figures: Cast) -> None:
    client = signed_in(figures.mai)
    figures.officer("bao").caseload.all().delete()
    assert client.get(PDF, {"don-vi": "T-B"}).status_code == 302
    assert "Đơn vị chưa có số liệu trong kỳ này" in client.get(REPORT, {"don-vi": "T-B"}).content.decode()


def test_numbers_under_10_get_a_leading_zero(figures: Cast) -> None:
    report = report_of(figures)
    assert Paper(report, ReportDetails(number="7", symbol="BC-X")).number_line == "Số: 07/BC-X"
    assert Paper(report, ReportDetails(number="7a")).number_line == "Số: 7a/BC-........"
    assert Paper(report).number_line == "Số: ........../BC-........"
    assert Paper(report, ReportDetails(day=date(2027, 2, 5))).date_line.endswith("ngày 05 tháng 02 năm 2027")


def test_six_months_are_called_so(figures: Cast) -> None:
    row(figures.officer("anh"), figures.a, resolved=40, executable=90, months=6)
    page = signed_in(figures.mai).get(REPORT, {"thang": "2026-06"}).content.decode()
    assert "Kết quả công tác thi hành án dân sự 06 tháng đầu năm 2026" in page


@pytest.mark.parametrize(
    ("dong", "titles"),
    [
        (10**12 - 1000, ["Cột 1 đến cột 8", "Cột 9 đến cột 18 và tỷ lệ"]),
        (10**12, ["Cột 1 đến cột 6", "Cột 7 đến cột 12", "Cột 13 đến cột 18 và tỷ lệ"]),
    ],
)
def test_long_figures_get_wider_columns_and_every_column_has_a_width(dong: int, titles: list[str]) -> None:
    totals = Totals(Figures(total_accepted=dong))
    tables = annex_tables([AnnexLine("Tổng số", True, totals, None, None)], Measure.MONEY)
    assert [table.title for table in tables] == titles
    for table in tables:
        for head in table.head:
            assert sum(float(cell.width.rstrip("%")) for cell in head) == pytest.approx(100, abs=0.1)
