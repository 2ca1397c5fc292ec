"""The reports on quantity and quality of staff on paper: by unit, crossed, and two days compared."""

from collections.abc import Sequence
from typing import Final

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from staff.documents.layout import Cell, PrintedReport, PrintedTable, report_pdf, widths
from staff.selectors.reports.agency import Agency
from staff.selectors.reports.comparison import Comparison, Line, Section
from staff.selectors.reports.shown import show_change, show_difference, show_share
from staff.selectors.reports.tables import CrossTable, Panel, QualityTable, UnitRow

# Words of the printed documents, which are Vietnamese in every language of the interface.
_QUALITY_TITLE: Final = "BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÔNG CHỨC"
_AT: Final = "(Tính đến ngày {day})"
_ONCE: Final = (
    "Ghi chú: mỗi công chức có mặt được tính một lần ở mỗi tiêu chí, theo trình độ, ngạch, chức vụ cao nhất"
    " tại thời điểm báo cáo; người chưa có dữ liệu tính ở cột “Chưa có thông tin”. Số của đơn vị gồm cả đơn vị"
    " trực thuộc. Lao động hợp đồng tính riêng."
)
_MOST_ROWS: Final = 60
_UPPER_LEVELS: Final = (
    "Bản in liệt kê {printed} đơn vị cấp trên trong số {all} đơn vị; số của đơn vị cấp dưới đã nằm trong số của"
    " đơn vị cấp trên. Bảng Excel có đủ các đơn vị."
)
_SEATS: Final = ("Giao", "Có mặt", "Hợp đồng")
_UNIT_WIDTH: Final = 21.0
_DASH: Final = "–"


def quality_pdf(table: QualityTable, agency: Agency) -> bytes:
    """The statutory table by unit, one panel a page; raises hrm.kernel.pdf.PdfError.

    A whole country is printed down to the level that still makes a report one reads: the rest is in Excel.
    """
    panels = [panel for panel in table.panels if panel.columns]
    printed = _printed_rows(table.rows)
    tables = [
        _panel(f"Biểu {n}. {panel.title}", panel, table, printed, with_seats=n == 1)
        for n, panel in enumerate(panels, 1)
    ]
    subtitle = _AT.format(day=show_date(table.at))
    notes = [_ONCE]
    if len(printed) < len(table.rows):
        notes.append(_UPPER_LEVELS.format(printed=len(printed), all=len(table.rows)))
    return report_pdf(PrintedReport(agency, _QUALITY_TITLE, subtitle, tables, notes))


def _printed_rows(rows: Sequence[UnitRow]) -> Sequence[UnitRow]:
    """All rows, or those of the upper levels of the tree where there are too many; the top level always."""
    for depth in range(max((row.depth for row in rows), default=0), 0, -1):
        shown = [row for row in rows if row.depth <= depth]
        if len(shown) <= _MOST_ROWS:
            return shown
    return [row for row in rows if row.depth == 0]


def _panel(
    title: str, panel: Panel, table: QualityTable, printed: Sequence[UnitRow], *, with_seats: bool
) -> PrintedTable:
    seats = len(_SEATS) if with_seats else 1
    first, each, *_rest = widths(_UNIT_WIDTH, seats + len(panel.columns))
    span = (100 - _UNIT_WIDTH) / (seats + len(panel.columns))
    upper = [Cell("Đơn vị", rowspan=2, width=first)]
    lower = []
    if with_seats:
        upper.append(Cell("Biên chế, lao động", colspan=seats, width=f"{span * seats:.3f}%"))
        lower += [Cell(label, width=each) for label in _SEATS]
    else:
        upper.append(Cell("Có mặt", rowspan=2, width=each))
    for dimension, columns in panel.groups:
        upper.append(Cell(dimension.label, colspan=columns, width=f"{span * columns:.3f}%"))
    lower += [Cell(column.label, width=each) for column in panel.columns]
    rows = [_unit(row, panel, with_seats=with_seats) for row in printed]
    if len(table.rows) != 1:
        rows.append(_unit(table.total, panel, with_seats=with_seats))
    return PrintedTable(title, [upper, lower], rows)


def _unit(row: UnitRow, panel: Panel, *, with_seats: bool) -> list[Cell]:
    total = row.unit_id is None
    kind = "strong-number" if total or row.depth == 0 else "number"
    seats = [row.quota, row.present, row.contract] if with_seats else [row.present]
    name = Cell(
        "Tổng cộng" if total else row.name, "strong" if kind != "number" else "text", indent=3 + 6 * row.depth
    )
    figures = [*seats, *(row.figure(column) for column in panel.columns)]
    return [name, *(Cell(_number(figure), kind) for figure in figures)]


def cross_pdf(table: CrossTable, agency: Agency) -> bytes:
    """Two dimensions crossed; raises hrm.kernel.pdf.PdfError."""
    columns = table.column_codes
    first, *others = widths(_UNIT_WIDTH, len(columns) + 1)
    head = [Cell(table.row.label, width=first)]
    labels = [table.column.classes[code] for code in columns]
    head += [Cell(text, width=width) for text, width in zip([*labels, "Cộng"], others, strict=True)]
    rows = [
        [
            Cell(table.row.classes[code], "text"),
            *(Cell(_number(table.cells[code, column])) for column in columns),
            Cell(_number(table.of_row(code)), "strong-number"),
        ]
        for code in table.row_codes
    ]
    sums = [*(table.of_column(column) for column in columns), table.total]
    rows.append([Cell("Tổng cộng", "strong"), *(Cell(_number(n), "strong-number") for n in sums)])
    title = f"{_QUALITY_TITLE} THEO {table.row.label.upper()} VÀ {table.column.label.upper()}"
    subtitle = _AT.format(day=show_date(table.at))
    return report_pdf(PrintedReport(agency, title, subtitle, [PrintedTable("", [head], rows)], [_ONCE]))


_COMPARISON_TITLE: Final = "SO SÁNH SỐ LƯỢNG, CHẤT LƯỢNG CÔNG CHỨC"
_COMPARISON_NOTES: Final = (
    "Ghi chú: số lượng so sánh bằng tỷ lệ tăng, giảm (%) so với kỳ trước; tỷ lệ so sánh bằng điểm phần trăm,"
    " tính từ số chính xác rồi mới làm tròn một chữ số thập phân. Tỷ lệ là phần trong số công chức có mặt,"
    " trừ dòng ghi rõ mẫu số khác.",
)
_MERGED: Final = "Số kỳ trước gồm cả các đơn vị đã sắp xếp vào đơn vị báo cáo: {names}."


def comparison_pdf(compared: Comparison, agency: Agency) -> bytes:
    """Two days side by side; raises hrm.kernel.pdf.PdfError."""
    first, each, *_rest = widths(28.0, 7)
    days = (show_date(compared.before), show_date(compared.after))
    upper = [
        Cell("Tiêu chí", rowspan=2, width=first),
        *(Cell(f"Ngày {day}", colspan=2, width="20.571%") for day in days),
        Cell("Tăng (+), giảm (-)", colspan=3, width="30.857%"),
    ]
    labels = ("Số lượng", "Tỷ lệ", "Số lượng", "Tỷ lệ", "Số lượng", "% so với kỳ trước", "Điểm phần trăm")
    lower = [Cell(label, width=each) for label in labels]
    rows = [row for section in compared.sections for row in _section(section)]
    notes = list(_COMPARISON_NOTES)
    if compared.predecessors:
        notes.append(_MERGED.format(names="; ".join(compared.predecessors)))
    subtitle = f"(Ngày {days[1]} so với ngày {days[0]})"
    table = PrintedTable("", [upper, lower], rows)
    return report_pdf(PrintedReport(agency, _COMPARISON_TITLE, subtitle, [table], notes))


def _section(section: Section) -> list[Sequence[Cell]]:
    return [[Cell(section.title, "strong", colspan=8)], *(_line(line) for line in section.lines)]


def _line(line: Line) -> list[Cell]:
    return [
        Cell(line.label, "text", indent=8),
        Cell(group(line.before.count)),
        Cell(show_share(line.before)),
        Cell(group(line.after.count)),
        Cell(show_share(line.after)),
        Cell(show_difference(line.difference)),
        Cell(show_change(line.percent_change, "%")),
        Cell(show_change(line.points)),
    ]


def _number(value: int | None) -> str:
    return _DASH if value is None else group(value)
