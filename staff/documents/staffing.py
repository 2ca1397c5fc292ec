"""The gap board and the pressure board on paper: A4 lying, agency heading, room for two signatures."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Final

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from staff.documents.layout import Cell, PrintedReport, PrintedTable, report_pdf
from staff.rules.leaving import LeavingCause
from staff.rules.pressure import Level
from staff.selectors.pressure import Mean, Means, Measured, PressureBoard, PressureRow
from staff.selectors.pressure_shown import show_each, show_index
from staff.selectors.reports.agency import Agency
from staff.selectors.staffing import Board, Figures, StaffingRow

# Words of the printed documents, which are Vietnamese in every language of the interface.
_GAP_TITLE: Final = "TÌNH HÌNH BIÊN CHẾ VÀ CÔNG CHỨC CÓ MẶT"
_AT: Final = "(Tính đến ngày {day})"
_TOTAL: Final = "Tổng cộng"
_ITSELF: Final = "riêng đơn vị, không gồm đơn vị trực thuộc"
_DASH: Final = "–"
_NAME_WIDTH: Final = 26.0
_GAP_NOTE: Final = (
    "Ghi chú: số của đơn vị gồm cả đơn vị trực thuộc. Nghỉ trong 12 tháng tới gồm công chức đến tuổi nghỉ hưu"
    " theo tháng sinh (Nghị định số 135/2020/NĐ-CP) và công chức đã có ngày thôi công tác; mỗi người tính một lần."
)
_TERM_NOTE: Final = (
    "Hết nhiệm kỳ: công chức giữ chức vụ lãnh đạo có nhiệm kỳ kết thúc trong 12 tháng tới, không gồm người nghỉ"
    " trong 12 tháng tới."
)
_CONTRACT_NOTE: Final = "Lao động hợp đồng không tính vào số có mặt; hợp đồng sắp hết hạn được nêu riêng."


def staffing_pdf(board: Board, at: date, agency: Agency, causes: Collection[LeavingCause]) -> bytes:
    """The gap board in the order of the tree; raises hrm.kernel.pdf.PdfError."""
    heads = _gap_heads(causes)
    each = f"{(100 - _NAME_WIDTH) / len(heads):.3f}%"
    head = [Cell("Đơn vị", width=f"{_NAME_WIDTH}%"), *(Cell(label, width=each) for label in heads)]
    rows = [line for row in board.rows for line in _gap_lines(row, causes)]
    if sum(row.depth == 0 for row in board.rows) != 1:
        rows.append([Cell(_TOTAL, "strong"), *_gap_cells(board.total, causes, "strong-number")])
    notes = [_GAP_NOTE]
    notes += [_TERM_NOTE] if LeavingCause.TERM in causes else []
    notes += [_CONTRACT_NOTE] if LeavingCause.CONTRACT in causes else []
    subtitle = _AT.format(day=show_date(at))
    return report_pdf(PrintedReport(agency, _GAP_TITLE, subtitle, [PrintedTable("", [head], rows)], notes))


def _gap_lines(row: StaffingRow, causes: Collection[LeavingCause]) -> list[list[Cell]]:
    """A unit with those below it, and under it the unit itself where it has people or seats."""
    kinds = ("strong", "strong-number") if row.has_units_below else ("text", "number")
    indent = 3 + 8 * row.depth
    lines = [[Cell(row.name, kinds[0], indent=indent), *_gap_cells(row, causes, kinds[1])]]
    if row.has_units_below and (row.own.present or row.own.quota is not None):
        lines.append([Cell(_ITSELF, "text", indent=indent + 8), *_gap_cells(row.own, causes, "number")])
    return lines


def _gap_heads(causes: Collection[LeavingCause]) -> list[str]:
    heads = ["Biên chế giao", "Có mặt", "Thừa (+), thiếu (-)", "Biệt phái đến", "Biệt phái đi"]
    heads += ["Nghỉ trong 12 tháng", "Trong đó: nghỉ hưu", "Trong đó: lý do khác"]
    heads += ["Hết nhiệm kỳ"] if LeavingCause.TERM in causes else []
    heads += ["Hết hạn hợp đồng"] if LeavingCause.CONTRACT in causes else []
    return heads


def _gap_cells(figures: Figures, causes: Collection[LeavingCause], kind: str) -> list[Cell]:
    numbers = [figures.seconded_in, figures.seconded_out, figures.leaving_12_months]
    numbers += [figures.retiring, figures.ending]
    numbers += [figures.terms_ending] if LeavingCause.TERM in causes else []
    numbers += [figures.contracts_ending] if LeavingCause.CONTRACT in causes else []
    quota = _DASH if figures.quota is None else group(figures.quota)
    texts = [quota, group(figures.present), _signed(figures.gap), *(group(number) for number in numbers)]
    return [Cell(text, kind) for text in texts]


def _signed(gap: int | None) -> str:
    if gap is None:
        return _DASH
    return f"{'+' if gap > 0 else ''}{group(gap)}"


_PRESSURE_TITLE: Final = "ÁP LỰC CÔNG VIỆC CỦA CHẤP HÀNH VIÊN"
_PRESSURE_SUBTITLE: Final = "(Số liệu {period}, tính đến ngày {until}; chấp hành viên có mặt ngày {day})"
_PRESSURE_NOTE: Final = (
    "Ghi chú: việc, tiền là tổng số phải thi hành (gồm chủ động và theo yêu cầu) của riêng đơn vị, không gồm"
    " đơn vị trực thuộc. Chỉ số = số bình quân một chấp hành viên của đơn vị chia cho số bình quân của tỉnh."
    " Chưa có quy định về định mức số việc cho một chấp hành viên."
)
_LEVELS: Final = {
    Level.NOBODY: "không có chấp hành viên",
    Level.HIGH: "áp lực cao",
    Level.USUAL: "trung bình",
    Level.LOW: "áp lực thấp",
    Level.UNKNOWN: "chưa có số liệu",
}
_PRESSURE_HEADS: Final = (
    ("Đơn vị", 24.0),
    ("Chấp hành viên", 7.0),
    ("Việc phải thi hành", 8.0),
    ("Việc/ chấp hành viên", 8.0),
    ("Chỉ số việc", 6.0),
    ("Tiền phải thi hành (đồng)", 14.0),
    ("Tiền/ chấp hành viên (đồng)", 12.0),
    ("Chỉ số tiền", 6.0),
    ("Thừa (+), thiếu (-) biên chế", 6.0),
    ("Mức áp lực", 9.0),
)


def pressure_pdf(board: PressureBoard, at: date, agency: Agency) -> bytes:
    """The pressure board as it is sorted, with the means below; raises hrm.kernel.pdf.PdfError."""
    head = [Cell(label, width=f"{width}%") for label, width in _PRESSURE_HEADS]
    rows = [_pressure_cells(row) for row in board.rows]
    rows += [_mean_cells(f"Bình quân {means.name}", means) for means in board.provinces]
    if board.nation is not None:
        name = f"Bình quân toàn hệ thống ({group(board.nation.cases.units)} đơn vị có số liệu)"
        rows.append(_mean_cells(name, board.nation))
    subtitle = _PRESSURE_SUBTITLE.format(period=board.period, until=show_date(board.until), day=show_date(at))
    table = PrintedTable("", [head], rows)
    return report_pdf(PrintedReport(agency, _PRESSURE_TITLE, subtitle, [table], [_PRESSURE_NOTE]))


def _pressure_cells(row: PressureRow) -> list[Cell]:
    cells = [Cell(row.name, "text"), Cell(group(row.officers))]
    cells += [*_measured(row.cases, 1), *_measured(row.money, 0)]
    return [*cells, Cell(_signed(row.gap)), Cell(_LEVELS[row.level])]


def _measured(measured: Measured | None, places: int) -> list[Cell]:
    if measured is None:
        return [Cell(_DASH)] * 3
    share: Fraction | None = measured.share
    return [
        Cell(group(measured.load.amount)),
        Cell(show_each(measured.each, places)),
        Cell(show_index(share)),
    ]


def _mean_cells(name: str, means: Means) -> list[Cell]:
    officers = group(means.cases.load.officers) if means.cases.open else ""
    texts = [officers, *_mean(means.cases, 1), *_mean(means.money, 0), "", ""]
    return [Cell(name, "strong"), *(Cell(text, "strong-number") for text in texts)]


def _mean(mean: Mean, places: int) -> list[str]:
    """The sums only where all their units are the reader's."""
    return [group(mean.load.amount) if mean.open else "", show_each(mean.load.each, places), ""]
