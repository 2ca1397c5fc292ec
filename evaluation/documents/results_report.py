"""The report on results of enforcement on paper (Decree 30/2020): standing text, lying annexes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.template.loader import render_to_string

from evaluation.enums import Measure
from evaluation.rules.result_text import thousands
from evaluation.rules.results import CODES, COLUMNS, Totals
from evaluation.selectors.results.report import AnnexLine, ResultReport
from evaluation.selectors.results.shown import LABELS
from evaluation.selectors.shown import NOTHING
from hrm.kernel.numbers import group, rate, show_decimal
from hrm.kernel.pdf import AgencyHeading, agency_heading, merge_pdfs, page_count, render_pdf
from staff.documents.layout import Cell, PrintedTable, date_line

# Words of the printed document, which are Vietnamese in every language of the interface.
_SIGNER: Final = "THỦ TRƯỞNG CƠ QUAN"
_ANNEX: Final = {Measure.CASES: "Biểu số 1", Measure.MONEY: "Biểu số 2"}
_WHAT: Final = {
    Measure.CASES: "KẾT QUẢ THI HÀNH ÁN DÂN SỰ TÍNH BẰNG VIỆC",
    Measure.MONEY: "KẾT QUẢ THI HÀNH ÁN DÂN SỰ TÍNH BẰNG TIỀN",
}
_KINDS: Final = ("Tổng số", "Chủ động", "Theo yêu cầu")
_LYING: Final = "a4 landscape"
_LONG: Final = 10**12
"""From a thousand tỷ on a column of a table in two parts is too narrow for the figure."""
_RATE: Final = "Tỷ lệ xong (C12/C8, %)"
_NAME_WIDTH: Final = {Measure.CASES: 15.0, Measure.MONEY: 21.0}
_KIND_WIDTH: Final = {Measure.CASES: 7.0, Measure.MONEY: 9.0}


@dataclass(frozen=True)
class ReportDetails:
    """What the figures cannot tell; dots stand for what is left open."""

    number: str = ""
    symbol: str = ""
    day: date | None = None
    signer: str = ""
    signer_name: str = ""
    recipients: Sequence[str] = ()
    shortcomings: Sequence[str] = ()
    tasks: Sequence[str] = ()


@dataclass(frozen=True)
class Paper:
    """The report with its details, as the template prints it."""

    report: ResultReport
    details: ReportDetails = field(default_factory=ReportDetails)

    @property
    def heading(self) -> AgencyHeading:
        """The agency block."""
        return agency_heading(self.report.agency.parent, self.report.agency.name)

    @property
    def number_line(self) -> str:
        """Number and symbol; a number under 10 has a leading zero."""
        number = self.details.number
        shown = f"{int(number):02d}" if number.isascii() and number.isdecimal() else number
        return f"Số: {shown or '..........'}/{self.details.symbol or 'BC-........'}"

    @property
    def date_line(self) -> str:
        """Place and date."""
        return date_line(self.report.agency.place, self.details.day)

    @property
    def signer(self) -> str:
        """Authority of the signer in capitals."""
        return (self.details.signer or _SIGNER).upper()

    @property
    def recipients(self) -> list[str]:
        """Nơi nhận; at least the agency above and the file."""
        if self.details.recipients:
            return list(self.details.recipients)
        above = [self.report.agency.parent] if self.report.agency.parent else []
        return [*(f"{name} (để báo cáo);" for name in above), "Lưu: VT, hồ sơ."]

    @property
    def sections(self) -> list[tuple[str, list[str]]]:
        """Headings and paragraphs, with what a person added to V and the tasks as VI."""
        found = [(section.title, list(section.paragraphs)) for section in self.report.sections]
        found[-1][1].extend(self.details.shortcomings)
        if self.details.tasks:
            found.append(("VI. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI", list(self.details.tasks)))
        return found


def results_report_pdf(paper: Paper) -> bytes:
    """Text and annexes as one file with pages counted through; raises hrm.kernel.pdf.PdfError."""
    text = render_pdf(render_to_string("evaluation/pdf/results_report.html", {"paper": paper}))
    parts, pages = [text], page_count(text)
    for measure in Measure:
        if lines := paper.report.annexes[measure]:
            context = {
                "title": _WHAT[measure],
                "number": _ANNEX[measure],
                "subtitle": f"(Kèm theo Báo cáo {paper.report.title.lower()} của {paper.report.agency.name})",
                "unit": "Đơn vị tính: nghìn đồng" if measure == Measure.MONEY else "Đơn vị tính: việc",
                "tables": annex_tables(lines, measure),
                "paper": _LYING,
                "start_page": pages + 1,
            }
            parts.append(render_pdf(render_to_string("evaluation/pdf/results_annex.html", context)))
            pages += page_count(parts[-1])
    return merge_pdfs(parts)


def annex_tables(lines: Sequence[AnnexLine], measure: Measure) -> list[PrintedTable]:
    """C1 to C18 and the rate; money needs two tables, or three where its figures are long."""
    if measure == Measure.CASES:
        return [_table("", COLUMNS, lines, measure, with_rate=True)]
    longest = max(line.total.column(name) for line in lines for name in COLUMNS)
    ends = (6, 12, 18) if longest >= _LONG else (8, 18)
    tables, first = [], 0
    for end in ends:
        last = end == len(COLUMNS)
        title = f"Cột {first + 1} đến cột {end}{' và tỷ lệ' if last else ''}"
        tables.append(_table(title, COLUMNS[first:end], lines, measure, with_rate=last))
        first = end
    return tables


def _table(
    title: str, columns: Sequence[str], lines: Sequence[AnnexLine], measure: Measure, *, with_rate: bool
) -> PrintedTable:
    name, kind = _NAME_WIDTH[measure], _KIND_WIDTH[measure]
    each = (100 - name - kind) / (len(columns) + with_rate)
    width = f"{each:.3f}%"
    labels = [Cell(LABELS[column], width=width) for column in columns]
    codes = [Cell(CODES[column].removeprefix("C"), width=width) for column in columns]
    if with_rate:
        labels.append(Cell(_RATE, width=width))
        codes.append(Cell("19", width=width))
    head = [
        [Cell("Đơn vị", width=f"{name}%"), Cell("Loại", width=f"{kind}%"), *labels],
        [Cell("A", width=f"{name}%"), Cell("B", width=f"{kind}%"), *codes],
    ]
    rows = [row for line in lines for row in _rows(line, columns, measure, with_rate=with_rate)]
    return PrintedTable(title, head, rows)


def _rows(line: AnnexLine, columns: Sequence[str], measure: Measure, *, with_rate: bool) -> list[list[Cell]]:
    found = []
    for number, (kind, totals) in enumerate(zip(_KINDS, (line.total, line.own, line.request), strict=True)):
        strong = line.strong and number == 0
        cells = [
            Cell(_number(totals, column, measure), "strong-number" if strong else "number")
            for column in columns
        ]
        if with_rate:
            cells.append(Cell(_rate(totals), "strong-number" if strong else "number"))
        first = Cell(line.name if number == 0 else "", "strong" if line.strong or number == 0 else "text")
        found.append([first, Cell(kind, "strong" if number == 0 else "text"), *cells])
    return found


def _number(totals: Totals | None, column: str, measure: Measure) -> str:
    if totals is None:
        return NOTHING
    value = totals.column(column)
    return thousands(value) if measure == Measure.MONEY else group(value)


def _rate(totals: Totals | None) -> str:
    if totals is None:
        return NOTHING
    reached = totals.resolved_rate
    value = rate(reached.numerator, reached.denominator, 2)
    return NOTHING if value is None else show_decimal(value, 2)
